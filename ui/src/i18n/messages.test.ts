// Both languages say everything, with the same blanks to fill in.
import { expect, it } from 'vitest';
import { failureOf } from './failure';
import en from './messages/en.json';
import id from './messages/id.json';

const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();

it('has every message in Indonesian and in English', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(id).sort());
});

it('has the same blanks in both', () => {
  for (const [key, text] of Object.entries(id)) {
    expect(blanks(en[key as keyof typeof en]), key).toEqual(blanks(text));
  }
});

it('passes on what the device says and never shows a raw error', () => {
  const refusal = { code: 'storage.full', message: 'Penyimpanan penuh.', where: '', retry: true };
  expect(failureOf(refusal)).toBe(refusal);
  expect(failureOf('TypeError: x is undefined').message).toBe(id.failure_unknown);
});
