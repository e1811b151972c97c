// First start: what was typed survives every failure, and the practice village says what it is at.
import { clearMocks } from '@tauri-apps/api/mocks';
import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CodeCheck } from '../../bindings/CodeCheck';
import type { SessionStatus } from '../../bindings/SessionStatus';
import App from '../App.svelte';
import { places } from '../place.svelte';
import { answer, lockedStatus, named, one, press, refusal, settled, text, type } from '../session/world';

const CODE = '7K2M-0000-1111-2222-33QQ';
let status: SessionStatus;
let connected: () => unknown;
let made: unknown;
let app: Record<string, unknown>;

const field = (label: string) => {
  const id = named<HTMLLabelElement>(label, 'label').htmlFor;
  return one<HTMLInputElement>(`[id="${id}"]`);
};

beforeEach(async () => {
  status = { ...lockedStatus(), profile_exists: false, practice: false, can_connect: true, can_practise: true, workers: [] };
  connected = () => null;
  places.go({ at: 'home' });
  answer({
    app_version: () => '9.9.9',
    session_status: () => structuredClone(status),
    first_suggestion: () => ({ words: 'kopi sawah pagi jernih', practice: 'latihan desa kami bersama' }),
    first_code: ({ code }: { code: string }): CodeCheck => ({
      grouped: code.toUpperCase(),
      missing: Math.max(0, 20 - code.replaceAll('-', '').length),
      stranger: code.includes('U') ? 'U' : null,
      is_right: code === CODE,
    }),
    first_connect: () => connected(),
    first_practice: (payload: unknown) => {
      made = payload;
      return new Promise(() => undefined);
    },
  });
  app = mount(App, { target: document.body });
  await settled();
});
afterEach(() => {
  unmount(app);
  clearMocks();
});

async function fillIn() {
  await press('Hubungkan ke provinsi');
  await type(field('Alamat server'), 'pesiar.example:8443');
  await type(field('Kode pendaftaran'), CODE);
  await press('Pakai');
  await type(field('Ketik sekali lagi'), 'kopi sawah pagi jernih');
}

it('offers both ways and names what each needs', () => {
  expect(text()).toContain('Siapkan laptop ini');
  expect(text()).toContain('kode pendaftaran dari pengelola provinsi');
  expect(text()).toContain('300 keluarga contoh');
});

it('judges the code while it is typed, by what the device says', async () => {
  await press('Hubungkan ke provinsi');
  await type(field('Kode pendaftaran'), '7K2M');
  expect(text()).toContain('Kurang 16 huruf atau angka lagi.');
  await type(field('Kode pendaftaran'), '7K2U');
  expect(text()).toContain('Tanda U tidak pernah ada dalam kode.');
  await type(field('Kode pendaftaran'), CODE.replace('7', '8'));
  expect(text()).toContain('salah ketik');
  await type(field('Kode pendaftaran'), CODE);
  expect(text()).toContain('Kode lengkap dan benar.');
});

it('keeps what was typed when the province cannot be reached, and says so', async () => {
  connected = () => refusal('sync.unreachable', 'Provinsi belum dapat dihubungi.');
  await fillIn();
  await press('Hubungkan');
  expect(one('[role=alert].told').textContent).toContain('Provinsi belum dapat dihubungi.');
  expect(field('Alamat server').value).toBe('pesiar.example:8443');
  expect(field('Kode pendaftaran').value).toBe(CODE);
  expect(field('Kata sandi').value).toBe('kopi sawah pagi jernih');
});

it('says a refusal beside the field it is about', async () => {
  connected = () => refusal('unlock.differs', 'Kedua kata sandi tidak sama.', 'repeated');
  await fillIn();
  await press('Hubungkan');
  const described = field('Ketik sekali lagi').getAttribute('aria-describedby');
  expect(one(`[id="${described}"]`).textContent).toContain('Kedua kata sandi tidak sama.');
});

it('goes to fetch the village once it is connected', async () => {
  connected = () => {
    status = { ...lockedStatus(), practice: false, unlocked: true, worker_id: 'w1', worker_name: 'Ana', lock_in_seconds: 300 };
    return null;
  };
  await fillIn();
  await press('Hubungkan');
  expect(places.current.at).toBe('sync');
  expect(text()).toContain('Kirim & Terima');
});

it('makes the practice village with the passphrase that everybody knows, and says what it is at', async () => {
  await press('Desa Latihan');
  expect(text()).toContain('latihan desa kami bersama');
  await press('Buat Desa Latihan');
  expect(made).toMatchObject({ secret: null });
  expect(text()).toContain('Langkah 1 dari 4: membuat kunci');
});

it('goes back with Esc', async () => {
  await press('Desa Latihan');
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true }));
  await settled();
  expect(text()).toContain('Siapkan laptop ini');
});
