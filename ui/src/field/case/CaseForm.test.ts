// A new case: who can be chosen, what a quota says, and what is sent.
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CaseFamily } from '../../bindings/CaseFamily';
import type { CaseInput } from '../../bindings/CaseInput';
import { places } from '../place.svelte';
import CaseForm from './CaseForm.svelte';

const member = (person_id: string, full_name: string, is_busy = false) => ({
  person_id,
  full_name,
  age: 40,
  category: 'BELUM_JKN',
  arrears_months: null,
  is_busy,
});
const family: CaseFamily = {
  head_name: 'BUDI',
  hamlet: 'Air Umpama',
  rt_rw: '001/002',
  members: [member('p1', 'BUDI'), member('p2', 'SITI'), member('p3', 'YUNI', true)],
  quota_routes: ['R07', 'R08', 'R09'],
  today: '2026-11-22',
};
let sent: CaseInput | undefined;
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
    if (command === 'case_family') return family;
    if (command === 'draft_begin') return { draft_id: 'd1', noun: 'case', subject_id: 'f1', field: '', body: null };
    if (command !== 'case_open') return null;
    sent = (payload as { input: CaseInput }).input;
    return refusal ? Promise.reject(refusal) : null;
  });
  places.go({ at: 'home' });
  places.go({ at: 'case-new', family_id: 'f1' });
  screen = mount(CaseForm, { target: document.body, props: { family_id: 'f1' } });
  await settled();
});
afterEach(() => {
  unmount(screen);
  clearMocks();
});

it('offers whoever is in no other case, and names the others', () => {
  const names = [...document.querySelectorAll('[data-field=person_ids] label')].map((label) => label.textContent);
  expect(names.join()).toContain('BUDI');
  expect(names.join()).not.toContain('YUNI');
  expect(text()).toContain('Masih punya berkas lain: YUNI');
  expect(text()).not.toMatch(/\bR\d\d\b/);
});

it('promises nothing where a quota decides', () => {
  tile('Daftar PBPU mandiri');
  expect(text()).not.toContain('belum tentu disetujui');
  tile('Kuota provinsi');
  expect(text()).toContain('Diusulkan, belum tentu disetujui');
});

it('asks where and when only for papers that were handed in, and sends it all', async () => {
  expect(text()).not.toContain('Diajukan lewat mana?');
  tile('BUDI');
  tile('SITI');
  tile('Daftar PBPU mandiri');
  tile('Sudah diajukan');
  tile('Mobile JKN');
  await save();
  expect(sent).toEqual({
    id: 'd1',
    family_id: 'f1',
    person_ids: ['p1', 'p2'],
    route: 'R13',
    state: 'DIAJUKAN',
    channel: 'MOBILE_JKN',
    submitted_date: '2026-11-22',
    reference_no: '',
    note: '',
  });
  expect(places.current.at).toBe('home');
});

it('keeps everything when the device refuses', async () => {
  refusal = { code: 'case.family_incomplete', message: 'Semua anggota dalam KK harus ikut.', where: 'person_ids', retry: false };
  tile('BUDI');
  tile('Daftar PBPU mandiri');
  await save();
  expect(text()).toContain('Semua anggota dalam KK harus ikut.');
  expect(places.current.at).toBe('case-new');
  expect(document.querySelector<HTMLInputElement>('input[value=R13]')?.checked).toBe(true);
});
