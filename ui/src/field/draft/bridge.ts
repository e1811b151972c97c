// Commands about drafts.
import type { Draft } from '../../bindings/Draft';
import type { OpenDraft } from '../../bindings/OpenDraft';
import { call } from '../bridge';

/** What a form writes: the noun its row will have. */
export type DraftNoun = 'visit' | 'advocacy' | 'case';

export interface DraftSubject {
  noun: DraftNoun;
  subject_id: string;
  draft_id?: string | undefined;
}

export const draftBegin = (input: DraftSubject) => call<Draft>('draft_begin', input);
export const draftKeep = (draft: Draft) => call<null>('draft_keep', { draft });
export const draftList = (input: { family_id?: string } = {}) => call<OpenDraft[]>('draft_list', input);
export const draftDiscard = (input: { draft_id: string }) => call<null>('draft_discard', input);
