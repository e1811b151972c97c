// Signing in: calmly told that a secret is wrong, by PIN, and by somebody else.
import { clearMocks } from '@tauri-apps/api/mocks';
import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SessionStatus } from '../../bindings/SessionStatus';
import App from '../App.svelte';
import { places } from '../place.svelte';
import { answer, lockedStatus, named, one, press, refusal, settled, text, type } from './world';

let status: SessionStatus;
let given: unknown;
let asked: string[];
let app: Record<string, unknown> | undefined;

async function start() {
  app = mount(App, { target: document.body });
  await settled();
}

async function enter(secret: string) {
  await type(one('#secret'), secret);
  one<HTMLButtonElement>('button[type=submit]').click();
  await settled();
}

const open = (worker_id: string) => {
  const worker = status.workers.find((tile) => tile.id === worker_id);
  Object.assign(status, { unlocked: true, worker_id, worker_name: worker?.name ?? '', lock_in_seconds: 300 });
  return null;
};

beforeEach(() => {
  status = lockedStatus();
  places.go({ at: 'home' });
  asked = answer({
    app_version: () => '9.9.9',
    session_status: () => structuredClone(status),
    session_used: () => null,
    session_unlock: (payload: { worker_id: string; secret: string }) => {
      given = payload;
      if (payload.secret === 'empat kata yang benar') return open(payload.worker_id);
      status.wait_seconds = 30;
      return refusal('unlock.wrong');
    },
    session_unlock_pin: (payload: { worker_id: string; pin: string }) => {
      given = payload;
      if (payload.pin === '481592') return open(payload.worker_id);
      const [worker] = status.workers;
      if (worker) Object.assign(worker, { pin_tries: 3, pin_wait_seconds: 2 });
      return refusal('pin.wrong');
    },
    session_lock: () => {
      Object.assign(status, { unlocked: false, worker_name: '', lock_in_seconds: null });
      return null;
    },
  });
});
afterEach(() => {
  if (app) unmount(app);
  app = undefined;
  clearMocks();
});

it('says who works here and that a practice village is one', async () => {
  await start();
  expect(text()).toContain('DESA LATIHAN - DATA CONTOH');
  expect(text()).toContain('Ana Marlina');
  expect(text()).toContain('Versi 9.9.9');
});

it('opens with the right secret of the only worker', async () => {
  await start();
  await enter('empat kata yang benar');
  expect(given).toEqual({ worker_id: 'w1', secret: 'empat kata yang benar' });
  expect(text()).toContain('Beranda');
  expect(text()).toContain('Desa Latihan tidak pernah dikirim');
});

it('answers a wrong secret with the wait, and forgets what was typed', async () => {
  await start();
  await enter('salah');
  expect(one('[role=alert]').textContent).toContain('Kata sandi belum tepat.');
  expect(one('[role=alert]').textContent).toContain('Coba lagi dalam 30 detik. Tidak ada data yang dihapus.');
  expect(one<HTMLButtonElement>('button[type=submit]').disabled).toBe(true);
  expect(one<HTMLInputElement>('#secret').value).toBe('');
});

it('opens with the sixth digit of a PIN, and counts the tries that are left', async () => {
  status.workers = [{ id: 'w1', name: 'Ana Marlina', pin_tries: 5, pin_wait_seconds: 0 }];
  await start();
  expect(document.querySelector('#secret')).toBeNull();
  await type(one('#pin'), '48159x2');
  expect(text()).toContain('Beranda');
  await press('Kunci');
  await type(one('#pin'), '000000');
  expect(one('[role=alert]').textContent).toContain('3 kali lagi, lalu kata sandi diminta.');
  await press('Pakai kata sandi');
  await enter('empat kata yang benar');
  expect(text()).toContain('Beranda');
});

it('hands over to the colleague, who begins at Beranda, and leaves one where one was', async () => {
  status.workers = [
    { id: 'w1', name: 'Ana Marlina', pin_tries: 5, pin_wait_seconds: 0 },
    { id: 'w2', name: 'Budi Harjo', pin_tries: null, pin_wait_seconds: 0 },
  ];
  await start();
  await type(one('#pin'), '481592');
  places.go({ at: 'report' });
  await press('Kunci');
  await type(one('#pin'), '481592');
  expect([given, places.current.at]).toEqual([{ worker_id: 'w1', pin: '481592' }, 'report']);
  await press('Ana Marlina');
  await press('Ganti petugas');
  await enter('empat kata yang benar');
  expect([given, places.current.at]).toEqual([{ worker_id: 'w2', secret: 'empat kata yang benar' }, 'home']);
});

it('closes the door at once when a command finds the screen locked', async () => {
  await start();
  await enter('empat kata yang benar');
  status.unlocked = false;
  window.dispatchEvent(new Event('pesiar-locked'));
  await settled();
  expect(text()).toContain('Siapa yang bekerja?');
});

it('says that the village is open elsewhere before anybody types', async () => {
  status.in_use = true;
  await start();
  expect(one('[role=alert]').textContent).toContain('sedang terbuka di jendela atau program lain');
  status.in_use = false;
  await press('Coba lagi');
  expect(document.querySelector('[role=alert]')).toBeNull();
});

it('dresses the door as the laptop was last used', async () => {
  status.preferences = { text_size: 'largest', is_bright: true, language: 'en', lock_minutes: null };
  await start();
  expect(document.documentElement.dataset).toMatchObject({ size: 'largest', mode: 'bright' });
  expect(text()).toContain('Who is working?');
  status.preferences = lockedStatus().preferences;
  window.dispatchEvent(new Event('pesiar-locked'));
  await settled();
  expect(text()).toContain('Siapa yang bekerja?');
});

it('tells the device that somebody is there, and not at every step of the mouse', async () => {
  await start();
  await enter('empat kata yang benar');
  for (let turn = 0; turn < 50; turn += 1) window.dispatchEvent(new Event('pointermove'));
  await settled();
  expect(asked.filter((command) => command === 'session_used').length).toBe(1);
  expect(named('Perlu Perhatian').title).toBe('Perlu Perhatian: tidak ada');
});
