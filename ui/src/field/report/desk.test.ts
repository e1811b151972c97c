// Which pages are asked for, and what is shown of them.
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ReportWanted } from '../../bindings/ReportWanted';
import { Desk } from './desk.svelte';

interface Asked {
  wanted: ReportWanted;
  answer: (pages: string[]) => void;
}

let asked: Asked[];
let desk: Desk;
const settled = async () => {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((done) => setTimeout(done));
};
const refusal = { code: 'folder.unwritable', message: 'Berkas belum tersimpan.', where: 'folder', retry: false };

beforeEach(() => {
  asked = [];
  desk = new Desk();
  mockIPC((command, payload) => {
    const { wanted } = payload as { wanted: ReportWanted };
    if (command === 'report_preview') {
      return new Promise((resolve) => {
        asked.push({ wanted, answer: (pages) => resolve({ pages, page_count: pages.length }) });
      });
    }
    if (wanted.id === 'L05') return Promise.reject(refusal);
    return { name: 'L01.pdf', path: '/home/ani/Documents/Pesiar/L01.pdf' };
  });
});
afterEach(() => {
  desk.clear();
  clearMocks();
});

it('never opens the list of names unasked', async () => {
  desk.choose('L05');
  await settled();
  expect(asked).toEqual([]);
  void desk.draw();
  await settled();
  expect(asked.map(({ wanted }) => wanted.id)).toEqual(['L05']);
});

it('shows only the pages asked for last', async () => {
  void desk.draw();
  desk.letterNo = ' 470/12 ';
  void desk.draw();
  await settled();
  expect(asked[1]?.wanted).toEqual({ id: 'L01', letter_no: '470/12' });
  asked[1]?.answer(['<svg/>', '<svg/>']);
  await settled();
  asked[0]?.answer(['<svg/>']);
  await settled();
  expect(desk.pages).toHaveLength(2);
  expect(desk.isDrawing).toBe(false);
});

it('draws anew when the letter number changed, and only then', async () => {
  void desk.draw();
  await settled();
  asked[0]?.answer(['<svg/>']);
  await settled();
  desk.renumber();
  expect(asked).toHaveLength(1);
  desk.letterNo = '470/13';
  desk.renumber();
  await settled();
  expect(asked).toHaveLength(2);
  expect(desk.pages).toHaveLength(1);
});

it('says where the file is, or why there is none', async () => {
  await desk.save('pdf');
  expect(desk.saved?.path).toBe('/home/ani/Documents/Pesiar/L01.pdf');
  desk.choose('L05');
  expect(desk.saved).toBeUndefined();
  await desk.save('csv');
  expect([desk.failure?.message, desk.saved, desk.isSaving]).toEqual([refusal.message, undefined, false]);
});
