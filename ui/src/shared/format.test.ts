// Numbers as Indonesians read them.
import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '../i18n/paraglide/runtime.js';
import { ago, amount, count, day, dayOf, moment, percent, share, target, wait } from './format';

describe('Indonesian', () => {
  it('groups thousands with points', () => {
    expect(count(1234567)).toBe('1.234.567');
    expect(count(0)).toBe('0');
  });

  it('cuts a percentage to one decimal, with a comma', () => {
    expect(percent('98.60')).toBe('98,6%');
    expect(percent('97.96')).toBe('97,9%');
    expect(percent('100.00')).toBe('100,0%');
    expect(percent('1017.89')).toBe('1.017,8%');
    expect(percent('5')).toBe('5,0%');
  });

  it('writes a round target without a decimal', () => {
    expect(target('80.00')).toBe('80%');
    expect(target('98.60')).toBe('98,6%');
  });

  it('says how long ago, never in the future', () => {
    const hour = 3_600_000;
    expect(ago(0, hour - 1)).toBe('baru saja');
    expect(ago(hour, 0)).toBe('baru saja');
    expect(ago(0, 23 * hour)).toBe('23 jam lalu');
    expect(ago(0, 75 * hour)).toBe('3 hari lalu');
  });

  it('writes a moment and a size', () => {
    const at = new Date(2026, 10, 2, 14, 5).getTime();
    expect(moment(at)).toBe('2 Nov 2026, 14.05');
    expect(dayOf(at)).toBe('2 Nov 2026');
    expect(amount(1_288_490, 1_048_576)).toBe('1,2');
    expect(amount(734_003_200, 1_048_576)).toBe('700');
  });

  it('writes days and waits in words', () => {
    expect(day('2026-08-02')).toBe('2 Agu 2026');
    expect(day('2026-08-02T23:59:59+07:00')).toBe('2 Agu 2026');
    expect(wait(30)).toBe('30 detik');
    expect(wait(119.2)).toBe('120 detik');
    expect(wait(3600)).toBe('60 menit');
  });
});

describe('English', () => {
  afterEach(() => overwriteGetLocale(() => 'id'));

  it('turns points and commas around', () => {
    overwriteGetLocale(() => 'en');
    expect(count(1234567)).toBe('1,234,567');
    expect(percent('98.67')).toBe('98.6%');
  });
});

it('fills a bar between nothing and all of it', () => {
  expect(share('101.78')).toBe(100);
  expect(share('41.20')).toBe(41.2);
  expect(share(null)).toBe(0);
});
