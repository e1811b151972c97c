// A row opens by key and by click, and nothing else does.
import { createRawSnippet, flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import LongList from './LongList.svelte';

const onopen = vi.fn<(index: number) => void>();
let list: ReturnType<typeof mount>;
const box = () => document.querySelector<HTMLElement>('[role=listbox]') as HTMLElement;
const press = (key: string) => {
  box().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  flushSync();
};

beforeEach(() => {
  // happy-dom lays nothing out: every box is 60 pixels high.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(60);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(60);
  onopen.mockClear();
  const row = createRawSnippet<[number]>((index) => ({ render: () => `<b>row ${index()}</b>` }));
  const props = { total: 5, label: 'x', subject: '', row, ondraw: () => undefined, onopen };
  list = mount(LongList, { target: document.body, props });
  flushSync();
});
afterEach(() => {
  unmount(list);
  vi.restoreAllMocks();
});

it('opens the row of the keys with Enter and Space', () => {
  press('ArrowDown');
  press('ArrowDown');
  press('Enter');
  press('End');
  press(' ');
  expect(onopen.mock.calls).toEqual([[2], [4]]);
});

it('leaves Escape to the screen unless somebody asked for it', () => {
  const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  box().dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
});

it('opens the row that is clicked, and nothing beside the rows', () => {
  box().click();
  expect(onopen).not.toHaveBeenCalled();
  document.querySelector<HTMLElement>('[aria-posinset="2"] b')?.click();
  expect(onopen.mock.calls).toEqual([[1]]);
});
