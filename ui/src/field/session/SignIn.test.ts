// Signing in, and being told calmly that the secret is wrong.
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SessionStatus } from '../../bindings/SessionStatus';
import App from '../App.svelte';

let status: SessionStatus;
let given: unknown;
let app: Record<string, unknown>;
const settled = async () => {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((done) => setTimeout(done));
  flushSync();
};
const text = () => document.body.textContent.replace(/\s+/g, ' ');
const one = <T extends Element>(selector: string) => {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
};

async function enter(secret: string) {
  const field = one<HTMLInputElement>('#secret');
  field.value = secret;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
  one<HTMLButtonElement>('button[type=submit]').click();
  await settled();
}

beforeEach(async () => {
  status = {
    unlocked: false,
    practice: true,
    profile_exists: true,
    village_name: '',
    district_name: '',
    workers: [{ id: 'w1', name: 'Ana Marlina' }],
    pending: 1234,
    synced_at_ms: null,
    wait_seconds: 0,
  };
  mockIPC((command, payload) => {
    if (command === 'app_version') return '9.9.9';
    if (command === 'session_status') return { ...status };
    if (command !== 'session_unlock') return new Promise(() => undefined);
    given = payload;
    if ((payload as { secret: string }).secret === 'empat kata yang benar') {
      status.unlocked = true;
      return null;
    }
    status.wait_seconds = 30;
    return Promise.reject({ code: 'unlock.wrong', message: 'x', where: '', retry: false });
  });
  app = mount(App, { target: document.body });
  await settled();
});
afterEach(() => {
  unmount(app);
  clearMocks();
});

it('says who works here and that a practice village is one', () => {
  expect(text()).toContain('DESA LATIHAN - DATA CONTOH');
  expect(text()).toContain('Ana Marlina');
  expect(text()).toContain('Versi 9.9.9');
});

it('opens with the right secret of the only worker', async () => {
  await enter('empat kata yang benar');
  expect(given).toEqual({ worker_id: 'w1', secret: 'empat kata yang benar' });
  expect(text()).toContain('Beranda');
  expect(text()).toContain('Desa Latihan tidak pernah dikirim');
});

it('answers a wrong secret with the wait, and forgets what was typed', async () => {
  await enter('salah');
  expect(one('[role=alert]').textContent).toContain('Kata sandi belum tepat.');
  expect(one('[role=alert]').textContent).toContain('Coba lagi dalam 30 detik. Tidak ada data yang dihapus.');
  expect(one<HTMLButtonElement>('button[type=submit]').disabled).toBe(true);
  expect(one<HTMLInputElement>('#secret').value).toBe('');
});
