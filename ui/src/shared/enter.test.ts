// Enter moves on from field to field, over a group of tiles in one step.
import { expect, it } from 'vitest';
import { enterMovesOn } from './enter';

const press = () => {
  const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(event);
  return document.activeElement?.id;
};

it('goes to the next field, the chosen tile of a group, and stops in a note', () => {
  document.body.replaceChildren();
  const form = document.createElement('form');
  const add = (tag: string, id: string, more: Record<string, unknown> = {}) =>
    form.append(Object.assign(document.createElement(tag), { id, ...more }));
  add('select', 'who');
  add('input', 'besok', { type: 'radio', name: 'next' });
  add('input', 'nanti', { type: 'radio', name: 'next', checked: true });
  add('input', 'tidak', { type: 'radio', name: 'next' });
  add('textarea', 'note');
  document.body.append(form);
  const leave = enterMovesOn(form);
  form.querySelector<HTMLElement>('#who')?.focus();
  expect(press()).toBe('nanti');
  expect(press()).toBe('note');
  expect(press()).toBe('note');
  leave();
});
