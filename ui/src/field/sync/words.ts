// What Kirim & Terima calls what waits, what happens, and what the province answered.
import type { SyncReceipt } from '../../bindings/SyncReceipt';
import type { WaitingPart } from '../../bindings/WaitingPart';
import type { WorkStep } from '../../bindings/WorkStep';
import { m } from '../../i18n/paraglide/messages.js';
import { count } from '../../shared/format';

const NOUNS: Record<string, (input: { count: string }) => string> = {
  visit: m.sync_noun_visit,
  advocacy: m.sync_noun_advocacy,
  case: m.sync_noun_case,
  family: m.sync_noun_family,
  person: m.sync_noun_person,
  membership: m.sync_noun_membership,
  population_ref: m.sync_noun_population_ref,
  official_figure: m.sync_noun_official_figure,
  audit: m.sync_noun_audit,
};

/** `8 kunjungan, 3 advokasi, 1 berkas pendaftaran`. */
export function partsOf(parts: readonly WaitingPart[]): string {
  return parts.map((part) => (NOUNS[part.noun] ?? m.sync_noun_other)({ count: count(part.count) })).join(', ');
}

/** `Provinsi menerima 212 catatan; 3 perlu dibaca`. */
export function recordedOf({ recorded, needs_attention }: SyncReceipt): string {
  if (recorded === 0) return m.sync_recorded_none();
  if (needs_attention === 0) return m.sync_recorded({ recorded: count(recorded) });
  return m.sync_recorded_some({ recorded: count(recorded), attention: count(needs_attention) });
}

export function receivedOf({ received }: SyncReceipt): string {
  return received === 0 ? m.sync_received_none() : m.sync_received({ received: count(received) });
}

export function workOf({ stage, done, whole }: WorkStep): string {
  if (stage === 'receiving') return m.sync_work_receiving({ done: count(done) });
  if (whole === 0 || done === 0) return m.sync_work_begin();
  return m.sync_work_sending({ done: count(done), whole: count(whole) });
}
