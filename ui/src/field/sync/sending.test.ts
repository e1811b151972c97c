// Kirim & Terima: what waits, the receipt, a calm failure, and stopping.
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SyncOverview } from '../../bindings/SyncOverview';
import { Session } from '../session/session.svelte';
import { sending } from './sending.svelte';
import SyncScreen from './SyncScreen.svelte';

let overview: SyncOverview;
let answers: Record<string, () => unknown>;
let screen: Record<string, unknown> | undefined;

const settled = async () => {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((done) => setTimeout(done));
  flushSync();
};
const text = () => document.body.textContent.replace(/\s+/g, ' ');
const button = (name: string) => [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === name);
const click = async (name: string) => {
  button(name)?.click();
  await settled();
};
async function open() {
  screen = mount(SyncScreen, { target: document.body, props: { session: new Session() } });
  await settled();
}

beforeEach(() => {
  overview = {
    practice: false,
    enrolled: true,
    waiting: {
      saves: 12,
      parts: [
        { noun: 'visit', count: 8 },
        { noun: 'advocacy', count: 3 },
        { noun: 'case', count: 1 },
      ],
    },
    receipts: [],
    attention: 0,
  };
  answers = { sync_overview: () => ({ ...overview }), sync_run: () => null };
  mockIPC((command) => answers[command]?.() ?? null);
});
afterEach(() => {
  if (screen) unmount(screen);
  screen = undefined;
  sending.forget();
  clearMocks();
});

it('says what waits in things people can count', async () => {
  await open();
  expect(text()).toContain('12 simpanan belum terkirim');
  expect(text()).toContain('8 kunjungan, 3 advokasi, 1 berkas pendaftaran');
  expect(text()).toContain('Belum ada tanda terima.');
});

it('explains the practice village and offers nothing to send', async () => {
  overview = { ...overview, practice: true };
  await open();
  expect(text()).toContain('Desa Latihan tidak pernah dikirim');
  expect(document.querySelector('button')).toBeNull();
});

it('shows the receipt, keeps it in the list, and leads to what must be read', async () => {
  await open();
  answers['sync_run'] = () => {
    const receipt = { at_ms: 1_795_000_000_000, recorded: 212, needs_attention: 3, received: 1040 };
    overview = { ...overview, waiting: { saves: 0, parts: [] }, receipts: [receipt], attention: 3 };
    return receipt;
  };
  await click('Kirim & terima sekarang');
  expect(document.querySelector('[role=status]')?.textContent).toContain('Provinsi menerima 212 catatan; 3 perlu dibaca');
  expect(text()).toContain('Laptop ini menerima 1.040 catatan.');
  expect(document.querySelectorAll('ol li')).toHaveLength(1);
  expect(button('Baca 3 yang perlu perhatian')).toBeTruthy();
});

it('fails calmly and can be tried again', async () => {
  await open();
  answers['sync_run'] = () =>
    Promise.reject({ code: 'sync.unreachable', message: 'Provinsi belum dapat dihubungi. Data aman di laptop ini.', where: '', retry: true });
  await click('Kirim & terima sekarang');
  expect(document.querySelector('[role=alert]')?.textContent).toContain('Data aman di laptop ini');
  expect(button('Kirim & terima sekarang')?.disabled).toBe(false);
});

it('goes on while another screen is looked at, and can be stopped', async () => {
  await open();
  let refuse: (reason: unknown) => void = () => undefined;
  answers['sync_run'] = () => new Promise((_, reject) => (refuse = reject));
  await click('Kirim & terima sekarang');
  expect(text()).toContain('Menghubungi provinsi');
  if (screen) unmount(screen);
  await open();
  expect(text()).toContain('Menghubungi provinsi');
  await click('Hentikan');
  expect(text()).toContain('Menghentikan…');
  refuse({ code: 'sync.stopped', message: 'Pengiriman dihentikan.', where: '', retry: true });
  await settled();
  expect(text()).toContain('Pengiriman dihentikan.');
});
