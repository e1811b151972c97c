// Open drafts as they are offered, and the ten seconds in which one that was thrown away comes back.
import type { OpenDraft } from '../../bindings/OpenDraft';
import { m } from '../../i18n/paraglide/messages.js';
import { places } from '../place.svelte';
import { draftDiscard, draftList } from './bridge';

/** How long throwing away can be undone, in ms. */
export const UNDO_MS = 10_000;

export class DraftOffer {
  drafts = $state.raw<readonly OpenDraft[]>([]);
  /** Thrown away a moment ago; still on the disk. */
  thrown = $state.raw<OpenDraft>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Reads the open drafts, of everybody or of one family. */
  async refresh(family_id?: string): Promise<void> {
    try {
      this.drafts = await draftList(family_id === undefined ? {} : { family_id });
    } catch {
      // An offer is a kindness: without it the screen works as it is, and the draft stays kept.
      this.drafts = [];
    }
  }

  throwAway(draft: OpenDraft): void {
    this.finish();
    this.thrown = draft;
    this.drafts = this.drafts.filter((other) => other !== draft);
    this.#timer = setTimeout(() => this.finish(), UNDO_MS);
  }

  undo(): void {
    clearTimeout(this.#timer);
    if (this.thrown) this.drafts = [this.thrown, ...this.drafts];
    this.thrown = undefined;
  }

  /** The ten seconds are over, or the screen is left. */
  finish(): void {
    clearTimeout(this.#timer);
    const thrown = this.thrown;
    this.thrown = undefined;
    // Not discarded after all: it is offered again, which loses nothing.
    if (thrown) draftDiscard({ draft_id: thrown.draft_id }).catch(() => undefined);
  }
}

/** What a draft is, in words. */
export function what(draft: OpenDraft): string {
  const name = draft.name || m.draft_nobody();
  if (draft.noun === 'visit') return m.draft_visit({ name });
  return draft.noun === 'advocacy' ? m.draft_talk({ name }) : m.draft_case({ name });
}

/** Opens the form again, at the field that had the focus. */
export function resume(draft: OpenDraft): void {
  const { draft_id, subject_id, family_id } = draft;
  if (draft.noun === 'visit') places.go({ at: 'visit', family_id, draft_id });
  else if (draft.noun === 'advocacy') places.go({ at: 'talk', person_id: subject_id, draft_id });
  else places.go({ at: 'case-new', family_id, draft_id });
}
