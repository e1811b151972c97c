// What the screens of an import call its groups, places and steps.
import type { FilePlace } from '../../bindings/FilePlace';
import type { Group } from '../../bindings/Group';
import type { OfferedFile } from '../../bindings/OfferedFile';
import type { WorkStep } from '../../bindings/WorkStep';
import { m } from '../../i18n/paraglide/messages.js';
import { amount, count } from '../../shared/format';

/** In the order in which they are shown: what happens by itself, then what somebody must do. */
export const GROUPS = [
  { group: 'new', name: m.exchange_group_new, meaning: m.exchange_group_new_is },
  { group: 'changed', name: m.exchange_group_changed, meaning: m.exchange_group_changed_is },
  { group: 'same', name: m.exchange_group_same, meaning: m.exchange_group_same_is },
  { group: 'doubtful', name: m.exchange_group_doubtful, meaning: m.exchange_group_doubtful_is },
  { group: 'rejected', name: m.exchange_group_rejected, meaning: m.exchange_group_rejected_is },
  { group: 'note', name: m.exchange_group_note, meaning: m.exchange_group_note_is },
] as const satisfies readonly { group: Group; name: () => string; meaning: () => string }[];

export function groupName(group: Group): string {
  return GROUPS.find((known) => known.group === group)?.name() ?? '';
}

const USUAL: Partial<Record<FilePlace, { name: () => string; folders: readonly string[] }>> = {
  downloads: { name: m.exchange_place_downloads, folders: ['Downloads', 'Unduhan'] },
  documents: { name: m.exchange_place_documents, folders: ['Documents', 'Dokumen'] },
  desktop: { name: m.exchange_place_desktop, folders: ['Desktop'] },
};

/** Where a file lies, as a person would tell another one. */
export function placeOf({ place, folder }: OfferedFile): string {
  if (place === 'medium') return m.exchange_place_medium({ folder });
  if (place === 'home') return m.exchange_place_home();
  const usual = USUAL[place];
  if (!usual) return m.exchange_place_chosen({ folder });
  const name = usual.name();
  return usual.folders.includes(folder) ? name : m.exchange_place_below({ place: name, folder });
}

const KB = 1024;
const MB = 1024 * KB;

export function sizeOf(bytes: number): string {
  if (bytes < MB) return m.exchange_size_kb({ size: count(Math.max(1, Math.round(bytes / KB))) });
  return m.exchange_size_mb({ size: amount(bytes, MB) });
}

export function workOf({ stage, done, whole }: WorkStep): string {
  const counts = { done: count(done), whole: count(whole) };
  if (stage === 'matching') return m.exchange_work_matching(counts);
  if (stage === 'writing') return m.exchange_work_writing(counts);
  if (stage === 'finishing') return m.exchange_work_finishing();
  return m.exchange_work_reading();
}
