// A talk: what is asked for which answer, and what is sent.
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TalkInput } from '../../bindings/TalkInput';
import type { TalkPerson } from '../../bindings/TalkPerson';
import { places } from '../place.svelte';
import TalkScreen from './TalkScreen.svelte';

const member = (person_id: string, full_name: string) => ({
  person_id,
  full_name,
  age: 40,
  category: 'NONAKTIF_TUNGGAKAN',
  arrears_months: 7,
  is_busy: false,
});
const seen: TalkPerson = {
  person: member('p1', '<img src=x onerror=alert(1)>'),
  family_id: 'f1',
  head_name: 'BUDI',
  hamlet: 'Air Umpama',
  rt_rw: '001/002',
  others: [member('p2', 'SITI')],
  earlier: [{ date: '2026-11-02', response: 'A3', reasons: ['T7'], text: '', follow_up_date: null }],
  later: ['2026-11-23', '2026-11-29', '2026-12-22'],
  today: '2026-11-22',
};
let sent: TalkInput | undefined;
let refusal: unknown;
let screen: Record<string, unknown>;

const settled = async () => {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((done) => setTimeout(done));
  flushSync();
};
const text = () => document.body.textContent.replace(/\s+/g, ' ');
const tile = (words: string) => {
  const found = [...document.querySelectorAll('label')].find((label) => label.textContent.includes(words));
  if (!found) throw new Error(`no tile says ${words}`);
  found.click();
  flushSync();
};
const save = async () => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', cancelable: true }));
  await settled();
};

beforeEach(async () => {
  [sent, refusal] = [undefined, undefined];
  mockIPC((command, payload) => {
    if (command === 'advocacy_person') return seen;
    if (command === 'draft_begin') {
      return { draft_id: 'd1', noun: 'advocacy', subject_id: 'p1', field: '', body: null };
    }
    if (command !== 'advocacy_record') return null;
    sent = (payload as { input: TalkInput }).input;
    return refusal ? Promise.reject(refusal) : null;
  });
  places.go({ at: 'home' });
  places.go({ at: 'talk', person_id: 'p1' });
  screen = mount(TalkScreen, { target: document.body, props: { person_id: 'p1' } });
  await settled();
});
afterEach(() => {
  unmount(screen);
  clearMocks();
});

it('shows a name as text, the standing and the earlier answer in words', () => {
  expect(text()).toContain('Bicara dengan <img src=x onerror=alert(1)>');
  expect(document.querySelector('img')).toBeNull();
  expect(text()).toContain('Nonaktif - menunggak 7 bulan');
  expect(text()).toContain('2 Nov 2026 Menolak, Mengira kartu hangus sendiri');
  expect(text()).not.toMatch(/\b[AT]\d+\b/);
});

it('asks why only whoever refuses or hesitates, and has a sentence for every reason chosen', () => {
  tile('Bersedia');
  expect(text()).not.toContain('Apa alasannya?');
  tile('Menolak');
  expect(text()).toContain('Apa alasannya?');
  expect(text()).not.toContain('Kami bukan penagih utang');
  tile('Mengira petugas penagih utang');
  expect(text()).toContain('Kami bukan penagih utang');
});

it('sends the whole answer with the id of the form and goes back', async () => {
  tile('Masih pikir-pikir');
  tile('Akan daftar bila sakit');
  tile('SITI');
  tile('Minggu depan');
  await save();
  expect(sent).toEqual({
    id: 'd1',
    person_id: 'p1',
    also: ['p2'],
    response: 'A2',
    topics: [],
    refusal_reasons: ['T9'],
    refusal_text: '',
    follow_up_date: '2026-11-29',
  });
  expect(places.current.at).toBe('home');
});

it('keeps everything and says what is missing when the device refuses', async () => {
  refusal = { code: 'advocacy.follow_up_missing', message: 'Pilih kapan berbicara lagi.', where: 'follow_up_date', retry: false };
  tile('Masih pikir-pikir');
  await save();
  expect(text()).toContain('Pilih kapan berbicara lagi.');
  expect(places.current.at).toBe('talk');
  expect(document.querySelector<HTMLInputElement>('input[value=A2]')?.checked).toBe(true);
});
