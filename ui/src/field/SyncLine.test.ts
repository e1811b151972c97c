// The sync line counts what waits, and never counts the practice village.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import SyncLine from './SyncLine.svelte';

let line: ReturnType<typeof mount>;
afterEach(() => unmount(line));

function shown(props: { isPractice: boolean; pending: number; syncedAtMs: number | null }) {
  line = mount(SyncLine, { target: document.body, props });
  flushSync();
  return document.body.textContent;
}

it('says how many saves have not left this laptop', () => {
  const text = shown({ isPractice: false, pending: 1234, syncedAtMs: null });
  expect(text).toContain('Tersimpan di laptop ini - 1.234 belum terkirim');
});

it('says when the province was last reached', () => {
  const text = shown({ isPractice: false, pending: 0, syncedAtMs: Date.now() - 3 * 86_400_000 });
  expect(text).toContain('terakhir terhubung 3 hari lalu');
});

it('never promises to send the practice village', () => {
  const text = shown({ isPractice: true, pending: 0, syncedAtMs: null });
  expect(text).toContain('Desa Latihan tidak pernah dikirim');
});
