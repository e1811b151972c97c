// A list of any length draws a screenful.
import { expect, it } from 'vitest';
import { DRAWN_MAX, moved, reveal, visible } from './rows';

it('draws what is in view and a few more', () => {
  expect(visible(0, 600, 72, 5000)).toEqual({ from: 0, to: 18 });
  expect(visible(72 * 100, 600, 72, 5000)).toEqual({ from: 92, to: 118 });
});

it('stops at both ends, also when the list has become shorter than the place', () => {
  expect(visible(0, 600, 72, 3)).toEqual({ from: 0, to: 3 });
  expect(visible(72 * 4990, 600, 72, 5000).to).toBe(5000);
  expect(visible(72 * 4990, 600, 72, 5)).toEqual({ from: 0, to: 5 });
  expect(visible(0, 600, 72, 0)).toEqual({ from: 0, to: 0 });
  expect(visible(0, 600, 0, 10)).toEqual({ from: 0, to: 0 });
});

it('never draws more than a hundred rows', () => {
  for (const height of [600, 6_000, 60_000]) {
    const { from, to } = visible(72 * 1000, height, 72, 50_000);
    expect(to - from).toBeLessThanOrEqual(DRAWN_MAX);
  }
});

it('scrolls only as far as a row needs to be seen whole', () => {
  expect(reveal(0, 300, 600, 72)).toBe(0);
  expect(reveal(5, 0, 600, 72)).toBe(0);
  expect(reveal(8, 0, 600, 72)).toBe(48);
});

it('moves with the arrow and page keys and stays inside', () => {
  expect(moved('ArrowDown', 4, 8, 10)).toBe(5);
  expect(moved('ArrowUp', 0, 8, 10)).toBe(0);
  expect(moved('PageDown', 4, 8, 10)).toBe(9);
  expect(moved('End', 4, 8, 10)).toBe(9);
  expect(moved('x', 4, 8, 10)).toBeUndefined();
});
