// What Periksa Laptop calls its steps and sizes.
import type { WorkStep } from '../../bindings/WorkStep';
import { m } from '../../i18n/paraglide/messages.js';
import { amount, count } from '../../shared/format';

const MB = 1024 * 1024;
const GB = 1024 * MB;

export function workOf({ stage, done, whole }: WorkStep): string {
  if (stage === 'database') return m.doctor_work_database({ done: count(done + 1), whole: count(whole) });
  if (stage === 'chain') return m.doctor_work_chain();
  if (stage === 'machine') return m.doctor_work_machine();
  if (stage === 'copying') return m.doctor_work_copying();
  if (stage === 'comparing') return m.doctor_work_comparing();
  return m.doctor_working();
}

export function roomOf(bytes: number | null): string {
  if (bytes === null) return m.doctor_size_unknown();
  return bytes < GB ? m.doctor_size_mb({ size: amount(bytes, MB) }) : m.doctor_size_gb({ size: amount(bytes, GB) });
}
