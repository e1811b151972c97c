// The import wizard: what is asked, what is shown first, and that stopping or a bad file leaves the person where they can go on.
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ImportCounts } from '../../bindings/ImportCounts';
import type { OpenedFile } from '../../bindings/OpenedFile';
import { places } from '../place.svelte';
import ImportScreen from './ImportScreen.svelte';
import { importing } from './importing.svelte';

const file = { id: 7, name: 'desa.xlsx', place: 'downloads', folder: 'Unduhan', bytes: 90_000, modified_at_ms: 1 };
const refusal = (code: string, message: string) => ({ code, message, where: '', retry: false });
let opened: OpenedFile;
let counts: ImportCounts;
let answers: Record<string, (payload: Record<string, unknown>) => unknown>;
let asked: [string, Record<string, unknown>][];
let screen: Record<string, unknown>;

const settled = async () => {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((done) => setTimeout(done));
  flushSync();
};
const text = () => document.body.textContent.replace(/\s+/g, ' ');
const button = (name: string) => {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent.trim().startsWith(name));
  if (!found) throw new Error(`no button ${name} in: ${text()}`);
  return found;
};
const click = async (name: string) => {
  button(name).click();
  await settled();
};
const wishes = () => asked.filter(([command]) => command === 'import_run').map(([, { wish }]) => wish);

beforeEach(async () => {
  opened = {
    name: 'desa.xlsx',
    layout: 'register',
    people: 1412,
    kind: null,
    as_of: null,
    dates: ['2026-11-22', '2026-11-01'],
    imported_at_ms: null,
  };
  counts = { new: 1400, same: 2, changed: 3, doubtful: 4, rejected: 3, notes: 0, families: 412, dry_run: true };
  asked = [];
  answers = {
    import_files: () => [file],
    import_open: () => opened,
    import_run: ({ wish }) => ({ ...counts, dry_run: (wish as { dry_run: boolean }).dry_run }),
    import_save_list: () => ({ name: 'Daftar perbaikan.csv', folder: 'Documents/Pesiar' }),
    import_lines: () => ({ total: 1, rows: [{ group: 'rejected', sheet: 'RT 1', row: 9, column: 'nik', name: '', nik: '', words: 'NIK harus 16 angka.' }] }),
  };
  mockIPC((command, payload) => {
    asked.push([command, payload as Record<string, unknown>]);
    return answers[command]?.(payload as Record<string, unknown>) ?? null;
  });
  places.go({ at: 'home' });
  places.go({ at: 'import' });
  screen = mount(ImportScreen, { target: document.body });
  await settled();
});
afterEach(() => {
  unmount(screen);
  importing.begin();
  importing.failure = undefined;
  importing.isStopped = false;
  clearMocks();
});

it('shows what would happen before anything is saved, and saves only when asked', async () => {
  expect(text()).toContain('desa.xlsx Unduhan');
  await click('desa.xlsx');
  expect(text()).toContain('Buku penduduk (OpenSID) - 1.412 orang di berkas ini');
  expect(text()).toContain('1.400 Baru');
  expect(text()).toContain('4 Perlu dicocokkan');
  expect(wishes()).toEqual([{ kind: null, as_of: null, dry_run: true }]);
  await click('Simpan ke Data Desa');
  expect(text()).toContain('Sudah tersimpan di Data Desa');
  expect(text()).toContain('1.405 orang tercatat');
  expect(wishes()[1]).toEqual({ kind: null, as_of: null, dry_run: false });
});

it('names a file to the shell by the number it was offered under', async () => {
  await click('desa.xlsx');
  const [, payload] = asked.find(([command]) => command === 'import_open') ?? [];
  expect(payload?.['file']).toBe(7);
  expect(JSON.stringify(asked)).not.toContain('Unduhan');
});

it('asks a BPJS list for its kind and date, by choice', async () => {
  opened = { ...opened, layout: 'bpjs_list' };
  await click('desa.xlsx');
  expect(wishes()).toEqual([]);
  expect(button('Periksa dulu').disabled).toBe(true);
  const choose = (value: string) => document.querySelector<HTMLInputElement>(`input[value="${value}"]`)?.click();
  choose('full');
  choose('2026-11-01');
  await settled();
  await click('Periksa dulu');
  expect(wishes()).toEqual([{ kind: 'full', as_of: '2026-11-01', dry_run: true }]);
});

it('opens the rows of a count, and one step back is back at the counts', async () => {
  await click('desa.xlsx');
  await click('3 Perlu diperbaiki');
  expect(asked.at(-1)?.[1]).toMatchObject({ group: 'rejected', offset: 0 });
  expect(text()).toContain('Perlu diperbaiki 1 baris');
  const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  document.body.dispatchEvent(escape);
  flushSync();
  expect(escape.defaultPrevented).toBe(true);
  expect(text()).toContain('Hasil pemeriksaan');
});

it('can be stopped, says that nothing was saved, and can go on', async () => {
  await click('desa.xlsx');
  let refuse: (reason: unknown) => void = () => undefined;
  answers['import_run'] = () => new Promise((_, reject) => (refuse = reject));
  answers['import_stop'] = () => {
    refuse(refusal('work.stopped', 'Dihentikan.'));
    return null;
  };
  await click('Simpan ke Data Desa');
  expect(text()).toContain('Selama belum selesai, belum ada yang berubah.');
  await click('Hentikan');
  expect(text()).toContain('Impor dihentikan. Tidak ada yang disimpan.');
  expect(button('Simpan ke Data Desa').disabled).toBe(false);
});

it('refuses a bad file in the words of the device and offers the files again', async () => {
  answers['import_open'] = () => Promise.reject(refusal('file.wrong_type', 'Berkas ini dokumen PDF, bukan tabel.'));
  await click('desa.xlsx');
  expect(document.querySelector('[role=alert]')?.textContent).toContain('Berkas ini dokumen PDF, bukan tabel.');
  expect(button('desa.xlsx')).toBeTruthy();
});

it('says that the same file was imported before, and where the list of fixes went', async () => {
  opened = { ...opened, imported_at_ms: new Date(2026, 10, 2, 8).getTime() };
  await click('desa.xlsx');
  expect(text()).toContain('sudah pernah diimpor pada 2 Nov 2026');
  await click('Simpan daftar perbaikan');
  expect(text()).toContain('Daftar perbaikan.csv, di folder Documents/Pesiar');
});
