// How numbers, percentages, dates and waits are written. Nothing is computed here: figures come from the device.
import { m } from '../i18n/paraglide/messages.js';
import { getLocale } from '../i18n/paraglide/runtime.js';

const REGION = { id: 'id-ID', en: 'en-GB' } as const;

function region(): string {
  return REGION[getLocale()];
}

/** `1234567` as `1.234.567`. */
export function count(number: number): string {
  return new Intl.NumberFormat(region(), { maximumFractionDigits: 0 }).format(number);
}

/** `"98.67"` as `98,6%`: cut, never rounded, so that a target does not look reached before it is. */
export function percent(text: string): string {
  const [whole = '0', decimals = ''] = text.split('.');
  return `${count(Number(whole))}${decimalMark()}${decimals.padEnd(1, '0').slice(0, 1)}%`;
}

/** A target, `"98.60"` as `98,6%` and `"80.00"` as `80%`. */
export function target(text: string): string {
  return percent(text).replace(/[.,]0%$/, '%');
}

/** How much of a bar is filled, 0 to 100; a bar cannot be more than full. */
export function share(text: string | null): number {
  const number = Number(text ?? 0);
  return Number.isFinite(number) ? Math.min(100, Math.max(0, number)) : 0;
}

/** `2026-11-02` as `2 Nov 2026`. A day has no time zone, so none is applied. */
export function day(text: string): string {
  const date = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return text;
  const form = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(region(), form).format(date);
}

/** A moment as `2 Nov 2026, 14.05`, by the clock and the zone of this laptop. */
export function moment(ms: number): string {
  const form = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(region(), form).format(new Date(ms));
}

/** A day out of a moment, `2 Nov 2026`. */
export function dayOf(ms: number): string {
  return new Intl.DateTimeFormat(region(), { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(ms));
}

/** Bytes with one decimal where it says something: `1,2` of a unit of `unit` bytes. */
export function amount(bytes: number, unit: number): string {
  const number = bytes / unit;
  return new Intl.NumberFormat(region(), { maximumFractionDigits: number < 10 ? 1 : 0 }).format(number);
}

/** A wait in words: seconds below two minutes, whole minutes above. */
export function wait(seconds: number): string {
  if (seconds < 120) return m.wait_seconds({ seconds: count(Math.ceil(seconds)) });
  return m.wait_minutes({ minutes: count(Math.ceil(seconds / 60)) });
}

/** How long ago something was, in words that do not pretend to be exact. */
export function ago(thenMs: number, nowMs: number): string {
  const hours = Math.floor(Math.max(0, nowMs - thenMs) / 3_600_000);
  if (hours < 1) return m.ago_now();
  if (hours < 24) return m.ago_hours({ hours: count(hours) });
  return m.ago_days({ days: count(Math.floor(hours / 24)) });
}

function decimalMark(): string {
  return getLocale() === 'id' ? ',' : '.';
}
