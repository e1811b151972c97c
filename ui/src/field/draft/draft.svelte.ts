// A form that survives: kept as each field is left, and offered again at the field that had the focus.
/* eslint-disable svelte/prefer-svelte-reactivity -- nobody draws the set of forms on screen */
import type { Failure } from '../../bindings/Failure';
import { failureOf } from '../../i18n/failure';
import { draftBegin, draftDiscard, draftKeep, type DraftNoun } from './bridge';

/** How long a change waits at most before it is kept, in ms: also while somebody types on without a pause. */
export const KEEP_AFTER_MS = 300;

const FOCUSABLE = 'input, textarea, select, button';

/** Forms on screen with something to keep. */
const onScreen = new Set<{ keep: () => Promise<void> }>();

/** Keeps every form on screen; await it before whatever takes the screens away, such as locking. */
export async function keepOpenForms(): Promise<void> {
  await Promise.all([...onScreen].map((draft) => draft.keep()));
}

/**
 * One form instance. `form` is what the fields are bound to; a field's element, or one around it, names itself with
 * `data-field`. Put `{@attach draft.watch}` on the form's element once `isReady`.
 */
export class FormDraft<Form extends object> {
  /** What was entered so far. */
  form: Form = $state() as Form;
  /** Whether the kept form, or a fresh one, is there. */
  isReady = $state(false);
  /** Whether something that was left before is being gone on with. */
  isResumed = $state(false);
  isSaving = $state(false);
  /** The last refusal of keeping or saving; nothing that was entered is gone. */
  failure = $state<Failure>();
  /** Row id of what will be saved. */
  id = '';
  #noun: DraftNoun;
  #subject: string;
  #empty: Form;
  #field = '';
  /** What it read before anything was entered; alone it is not worth keeping. */
  #untouched = '';
  /** What was kept last, with its field. */
  #kept = '';
  #isOver = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(noun: DraftNoun, subject_id: string, empty: Form) {
    this.#noun = noun;
    this.#subject = subject_id;
    this.#empty = empty;
    this.form = empty;
  }

  /** Gets the form to go on with: the draft named, else the open one of this subject, else a fresh one. */
  async open(draft_id?: string): Promise<void> {
    try {
      const draft = await draftBegin({ noun: this.#noun, subject_id: this.#subject, draft_id });
      this.id = draft.draft_id;
      this.#field = draft.field;
      this.isResumed = draft.body !== null;
      this.form = { ...this.#empty, ...(draft.body as Partial<Form> | null) };
      this.#untouched = this.isResumed ? '' : this.#text();
      this.#kept = this.#state();
      this.failure = undefined;
      this.isReady = true;
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  /** Attachment for the form's element: notices changes and the focus, and keeps. */
  watch = (element: HTMLElement): (() => void) => {
    const entered = (event: FocusEvent) => {
      this.#field = fieldOf(event.target) || this.#field;
      this.#later();
    };
    const left = () => void this.keep();
    element.addEventListener('focusin', entered);
    element.addEventListener('focusout', left);
    window.addEventListener('pagehide', left);
    onScreen.add(this);
    $effect(() => {
      void this.#text();
      this.#later();
    });
    if (this.isResumed) focusField(element, this.#field);
    return () => {
      element.removeEventListener('focusin', entered);
      element.removeEventListener('focusout', left);
      window.removeEventListener('pagehide', left);
      // A moment later: while a component is taken down, its state still reads as before the last change.
      queueMicrotask(left);
      onScreen.delete(this);
    };
  };

  /** Keeps the form as it is now, unless nothing was entered since the last time. */
  keep(): Promise<void> {
    this.#stopTimer();
    if (!this.#isWorthKeeping()) return this.#writing;
    const text = this.#text();
    this.#kept = this.#state();
    this.#untouched = '';
    const draft = { draft_id: this.id, noun: this.#noun, subject_id: this.#subject, field: this.#field };
    // One after the other, so that an older state never lands on a newer one.
    this.#writing = this.#writing.then(async () => {
      try {
        await draftKeep({ ...draft, body: JSON.parse(text) as unknown });
      } catch (error) {
        // Tried again with the next change or when a field is left.
        this.#kept = '';
        this.failure = failureOf(error);
      }
    });
    return this.#writing;
  }

  /**
   * Saves through `send`, which is given the row id and the form. The device drops the draft once the row is on the
   * disk. Answers nothing if it was refused; the form stays as it is and `failure` says why.
   */
  async save<Answer>(send: (id: string, form: Form) => Promise<Answer>): Promise<Answer | undefined> {
    if (this.isSaving || !this.isReady) return undefined;
    this.isSaving = true;
    this.failure = undefined;
    await this.keep();
    try {
      const answer = await send(this.id, $state.snapshot(this.form) as Form);
      this.#isOver = true;
      return answer;
    } catch (error) {
      this.failure = failureOf(error);
      return undefined;
    } finally {
      this.isSaving = false;
    }
  }

  /** Throws away what was entered, on purpose. */
  async discard(): Promise<void> {
    this.#isOver = true;
    this.#stopTimer();
    await this.#writing;
    await draftDiscard({ draft_id: this.id });
  }

  #text(): string {
    return JSON.stringify(this.form);
  }

  #state(): string {
    return `${this.#field} ${this.#text()}`;
  }

  #isWorthKeeping(): boolean {
    const isTouched = this.#text() !== this.#untouched;
    return this.isReady && !this.#isOver && isTouched && this.#state() !== this.#kept;
  }

  #later(): void {
    if (this.#timer !== undefined || !this.#isWorthKeeping()) return;
    this.#timer = setTimeout(() => void this.keep(), KEEP_AFTER_MS);
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

function fieldOf(target: EventTarget | null): string {
  const named = target instanceof Element ? target.closest<HTMLElement>('[data-field]') : null;
  return named?.dataset['field'] ?? '';
}

function focusField(element: HTMLElement, field: string): void {
  const named = [...element.querySelectorAll<HTMLElement>('[data-field]')].find((one) => one.dataset['field'] === field);
  if (!named) return;
  const inside = named.querySelector<HTMLElement>('input:checked') ?? named.querySelector<HTMLElement>(FOCUSABLE);
  (named.matches(FOCUSABLE) ? named : inside)?.focus();
  // Not at the edge, where the bar with Simpan may cover it.
  named.scrollIntoView({ block: 'nearest' });
}
