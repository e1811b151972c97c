// Both languages say everything, with the same blanks to fill in, and every room's file is read.
import { expect, it } from 'vitest';
import project from '../../project.inlang/settings.json';
import { failureOf } from './failure';

type Messages = Record<string, string>;

const files = (path: Record<string, { default: Messages }>) =>
  new Map(Object.entries(path).map(([name, file]) => [name.replace(/^.*\//, ''), file.default]));
const id = files(import.meta.glob('./messages/id/*.json', { eager: true }));
const en = files(import.meta.glob('./messages/en/*.json', { eager: true }));
const blanks = (text = '') => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();

it('has every message in Indonesian and in English, in the same room, once', () => {
  expect([...en.keys()].sort()).toEqual([...id.keys()].sort());
  for (const [room, messages] of id) expect(Object.keys(en.get(room) ?? {}).sort(), room).toEqual(Object.keys(messages).sort());
  const keys = [...id.values()].flatMap((messages) => Object.keys(messages));
  expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
});

it('has the same blanks in both', () => {
  for (const [room, messages] of id) {
    for (const [key, text] of Object.entries(messages)) expect(blanks(en.get(room)?.[key]), key).toEqual(blanks(text));
  }
});

it('reads the file of every room', () => {
  const read = project['plugin.inlang.messageFormat'].pathPattern.map((path) => path.replace(/^.*\//, ''));
  expect([...read].sort()).toEqual([...id.keys()].sort());
});

it('passes on what the device says and never shows a raw error', () => {
  const refusal = { code: 'storage.full', message: 'Penyimpanan penuh.', where: '', retry: true };
  expect(failureOf(refusal)).toBe(refusal);
  expect(failureOf('TypeError: x is undefined').message).toBe(id.get('app.json')?.['failure_unknown']);
});
