// A list that is fetched while somebody types and scrolls.
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FamilyCard } from '../../bindings/FamilyCard';
import type { FamilyQuery } from './bridge';
import { FamilyList } from './list.svelte';

const asked: FamilyQuery[] = [];
let answer: (query: FamilyQuery) => unknown;

const card = (name: string) => ({ id: name, head_name: name }) as FamilyCard;
const stretch = ({ query, offset, limit }: FamilyQuery, total: number) => {
  const length = Math.max(0, Math.min(limit, total - offset));
  return { total, rows: Array.from({ length }, (_, index) => card(`${query}${offset + index}`)) };
};
const settled = () => new Promise((done) => setTimeout(done));

beforeEach(() => {
  asked.length = 0;
  answer = (query) => stretch(query, 250);
  mockIPC((_, payload) => {
    const query = payload as unknown as FamilyQuery;
    asked.push(query);
    return answer(query);
  });
});
afterEach(clearMocks);

it('fetches a stretch once, however often it is drawn', async () => {
  const list = new FamilyList();
  list.refresh();
  list.need({ from: 0, to: 20 });
  list.need({ from: 90, to: 110 });
  list.need({ from: 90, to: 110 });
  await settled();
  expect(asked.map(({ offset }) => offset)).toEqual([0, 100]);
  expect(list.total).toBe(250);
  expect(list.at(101)?.head_name).toBe('101');
  expect(list.at(249)).toBeUndefined();
});

it('drops the late answer to an earlier search', async () => {
  const list = new FamilyList();
  const late = new Promise((done) => setTimeout(done, 20)).then(() => ({ total: 1, rows: [card('late')] }));
  answer = ({ query }) => (query === 'a' ? late : { total: 2, rows: [card('ab1'), card('ab2')] });
  list.search('a');
  list.search('ab');
  await late;
  await settled();
  expect(list.total).toBe(2);
  expect(list.at(0)?.head_name).toBe('ab1');
});

it('keeps nothing of the search before', async () => {
  const list = new FamilyList();
  list.refresh();
  list.need({ from: 100, to: 120 });
  await settled();
  answer = (query) => stretch(query, 1);
  list.search('x');
  await settled();
  expect(list.at(0)?.head_name).toBe('x0');
  expect(list.at(101)).toBeUndefined();
});

it('brings the part in view when everything is read again', async () => {
  const list = new FamilyList();
  list.refresh();
  list.need({ from: 200, to: 220 });
  await settled();
  asked.length = 0;
  list.refresh();
  await settled();
  expect(asked.map(({ offset }) => offset)).toEqual([0, 200]);
});

it('can ask again after a refusal', async () => {
  const list = new FamilyList();
  const refusal = { code: 'storage.failed', message: 'Coba lagi.', where: '', retry: true };
  answer = () => Promise.reject(refusal);
  list.refresh();
  await settled();
  expect(list.failure).toEqual(refusal);
  answer = (query) => stretch(query, 3);
  list.refresh();
  await settled();
  expect(list.failure).toBeUndefined();
  expect(list.total).toBe(3);
});
