// A visit: an empty house in one action, a met family with nothing to type, and nothing lost when saving is refused.
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SheetMember } from '../../bindings/SheetMember';
import type { VisitEntry } from '../../bindings/VisitEntry';
import type { VisitForm } from '../../bindings/VisitForm';
import { takeNotice } from '../family/notice.svelte';
import { places } from '../place.svelte';
import VisitScreen from './VisitScreen.svelte';

const MISCHIEF = '<img src=x onerror=alert(1)>';
const member = (id: string, name: string) =>
  ({ id, name, age: 30, relation: 'Istri', presence: null, status: 'NONAKTIF', chip: 'Nonaktif' }) as SheetMember;
const outcome = (code: string, is_met: boolean, next_date: string | null) => ({
  code,
  label: code,
  is_met,
  is_quick: code === 'V3',
  is_everybody_home: code === 'V1',
  next_date,
});
const choices = (...codes: string[]) => codes.map((code) => ({ code, label: `kata ${code}` }));
const form = {
  head_name: MISCHIEF,
  hamlet: 'Dusun I',
  rt: '003',
  attempt_no: 2,
  today: '2026-11-22',
  next_dates: ['2026-11-23', '2026-11-25', '2026-11-29'],
  outcomes: [outcome('V1', true, null), outcome('V3', false, '2026-11-23'), outcome('V4', false, null)],
  members: [member('p1', MISCHIEF), member('p2', 'SITI')],
  presences: choices('1', '2'),
  statuses: choices('AKTIF', 'NONAKTIF'),
  segments: choices('PBPU'),
  responses: choices('A1', 'A3'),
  reasons: choices('T1', 'T2'),
  refused: 'A3',
  proxies: choices('TETANGGA'),
} satisfies VisitForm;

let sent: VisitEntry[];
let refusal: unknown;
let screen: Record<string, unknown>;

const settled = async () => {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((done) => setTimeout(done));
  flushSync();
};
const button = (words: string) => {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent.includes(words));
  if (!found) throw new Error(`no button ${words}`);
  return found;
};
async function press(words: string) {
  button(words).click();
  await settled();
}
function pick(label: string, place: number, value: string) {
  const labels = [...document.querySelectorAll('label')].filter((one) => one.textContent.startsWith(label));
  const select = document.getElementById(labels[place]?.htmlFor ?? '') as HTMLSelectElement;
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  flushSync();
}

beforeEach(async () => {
  sent = [];
  refusal = undefined;
  mockIPC((command, payload) => {
    if (command === 'visit_form') return form;
    if (command === 'draft_begin') return { draft_id: 'd1', noun: 'visit', subject_id: 'f1', field: '', body: null };
    if (command !== 'visit_record') return null;
    const { entry } = payload as { entry: VisitEntry };
    sent.push(entry);
    if (refusal !== undefined) return Promise.reject(refusal);
    return { id: entry.id, outcome: '', next_date: entry.next_date || null, warnings: ['Periksa tanggal.'] };
  });
  places.current = { at: 'home' };
  places.go({ at: 'family', id: 'f1' });
  places.go({ at: 'visit', family_id: 'f1' });
  screen = mount(VisitScreen, { target: document.body, props: { family_id: 'f1' } });
  await settled();
});
afterEach(async () => {
  await unmount(screen);
  clearMocks();
});

it('saves an empty house with one button and goes back to the sheet with what the rules remarked', async () => {
  await press('Rumah kosong');
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ id: 'd1', family_id: 'f1', outcome: 'V3', next_date: '2026-11-23', persons: [] });
  expect(places.current).toEqual({ at: 'family', id: 'f1' });
  const notice = takeNotice('f1');
  expect(notice?.text).toBe('Tersimpan: Rumah kosong. Kunjungan berikutnya 23 Nov 2026.');
  expect(notice?.warnings).toEqual(['Periksa tanggal.']);
});

it('needs nothing but the outcome when nothing changed: everybody still lives there', async () => {
  await press('Berhasil, data lengkap');
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2' }));
  await settled();
  expect(sent[0]?.persons.map(({ person_id, presence }) => [person_id, presence])).toEqual([
    ['p1', '1'],
    ['p2', '1'],
  ]);
  expect(sent[0]).toMatchObject({ outcome: 'V1', respondent: '', next_date: '', note: '' });
});

it('takes what was learnt of each person, and the reasons only of a refusal', async () => {
  await press('Berhasil, data lengkap');
  pick('Siapa yang menjawab?', 0, 'TETANGGA');
  pick('Kesediaan', 1, 'A3');
  await settled();
  const reason = document.querySelector<HTMLInputElement>('input[value=T2]');
  reason?.click();
  pick('JKN menurut warga', 1, 'NONAKTIF');
  pick('Jenis kepesertaan', 0, 'PBPU');
  await press('Simpan');
  expect(sent[0]).toMatchObject({ respondent: '', proxy: 'TETANGGA' });
  expect(sent[0]?.persons[1]).toMatchObject({ response: 'A3', reasons: ['T2'], status: 'NONAKTIF', segment: 'PBPU' });
  refusal = undefined;
});

it('keeps everything and says why when saving is refused', async () => {
  refusal = { code: 'field.type', message: 'Bentuk isian tidak sesuai.', where: 'next_date', retry: false };
  await press('Menolak diwawancarai');
  const note = document.querySelector('textarea');
  if (!note) throw new Error('no note');
  note.value = 'jangan datang pagi';
  note.dispatchEvent(new Event('input', { bubbles: true }));
  await press('Simpan');
  expect(document.body.textContent).toContain('Bentuk isian tidak sesuai.');
  expect(note.value).toBe('jangan datang pagi');
  refusal = undefined;
  await press('Simpan');
  expect(sent.map(({ note: said }) => said)).toEqual(['jangan datang pagi', 'jangan datang pagi']);
  expect(sent.map(({ id }) => id)).toEqual(['d1', 'd1']);
});

it('shows a name that looks like code as a name', async () => {
  await press('Berhasil, data lengkap');
  expect(document.querySelector('img')).toBeNull();
  expect(document.body.textContent).toContain(MISCHIEF);
});
