// A form that survives a killed process: what is kept, when, and what is never brought back.
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Draft } from '../../bindings/Draft';
import { FormDraft, KEEP_AFTER_MS, keepOpenForms } from './draft.svelte';
import DraftProbe from './DraftProbe.svelte';

interface Form {
  note: string;
  chosen: string[];
}

let left: Draft | undefined;
let log: { command: string; payload: unknown }[];
let refusal: unknown;
let draft: FormDraft<Form>;
let shown: Record<string, unknown> | undefined;

const kept = () => log.filter(({ command }) => command === 'draft_keep').map(({ payload }) => (payload as { draft: Draft }).draft);
const field = (name: string) => {
  const found = document.querySelector<HTMLInputElement>(`[data-field=${name}] input`);
  if (!found) throw new Error(name);
  return found;
};
const settled = async () => {
  await vi.advanceTimersByTimeAsync(0);
  flushSync();
};
function type(name: string, text: string) {
  field(name).focus();
  field(name).value = text;
  field(name).dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}
async function show() {
  draft = new FormDraft<Form>('visit', 'f1', { note: '', chosen: [] });
  await draft.open();
  shown = mount(DraftProbe, { target: document.body, props: { draft } });
  await settled();
}

async function goAway() {
  if (shown) await unmount(shown);
  shown = undefined;
  await settled();
}

beforeEach(() => {
  vi.useFakeTimers();
  log = [];
  left = undefined;
  refusal = undefined;
  mockIPC((command, payload) => {
    log.push({ command, payload });
    if (refusal !== undefined) return Promise.reject(refusal);
    if (command !== 'draft_begin') return null;
    return left ?? { draft_id: 'd1', noun: 'visit', subject_id: 'f1', field: '', body: null };
  });
});
afterEach(async () => {
  await goAway();
  clearMocks();
  vi.useRealTimers();
});

it('keeps nothing of a form in which nothing was entered', async () => {
  await show();
  field('note').focus();
  field('other').focus();
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept()).toEqual([]);
});

it('keeps what is typed within a moment, with its field, also while somebody types on', async () => {
  await show();
  type('note', 'ti');
  await vi.advanceTimersByTimeAsync(KEEP_AFTER_MS - 1);
  type('note', 'tidak');
  expect(kept()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(kept()).toEqual([
    { draft_id: 'd1', noun: 'visit', subject_id: 'f1', field: 'note', body: { note: 'tidak', chosen: [] } },
  ]);
});

it('keeps at once when the field is left, when the screen goes, and before locking', async () => {
  await show();
  type('note', 'a');
  field('other').focus();
  await settled();
  expect(kept().at(-1)?.body).toEqual({ note: 'a', chosen: [] });
  type('note', 'ab');
  await keepOpenForms();
  expect(kept().at(-1)?.body).toEqual({ note: 'ab', chosen: [] });
  draft.form.chosen.push('x');
  await goAway();
  expect(kept().at(-1)?.body).toEqual({ note: 'ab', chosen: ['x'] });
});

it('opens at the field that had the focus, with everything that was entered', async () => {
  left = { draft_id: 'd0', noun: 'visit', subject_id: 'f1', field: 'other', body: { note: 'lama' } };
  await show();
  expect(draft.isResumed).toBe(true);
  expect(draft.form).toEqual({ note: 'lama', chosen: [] });
  expect(document.activeElement).toBe(field('other'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept()).toEqual([]);
});

it('saves under the id of the draft and does not keep it again', async () => {
  await show();
  type('note', 'jadi');
  const answer = await draft.save((id, form) => Promise.resolve({ id, form }));
  expect(answer).toEqual({ id: 'd1', form: { note: 'jadi', chosen: [] } });
  expect(kept()).toHaveLength(1);
  type('note', 'terlambat');
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept()).toHaveLength(1);
});

it('loses nothing when saving or keeping is refused', async () => {
  await show();
  refusal = { code: 'storage.full', message: 'Penyimpanan penuh.', where: '', retry: true };
  type('note', 'x');
  const answer = await draft.save(() => Promise.reject(refusal as Error));
  expect(answer).toBeUndefined();
  expect(draft.failure?.code).toBe('storage.full');
  expect(draft.form.note).toBe('x');
  refusal = undefined;
  field('other').focus();
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept().at(-1)?.body).toEqual({ note: 'x', chosen: [] });
});
