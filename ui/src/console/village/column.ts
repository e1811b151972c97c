// The columns of the village table: what each is called and what it sorts by.
import type { AreaFigures } from '../../bindings/AreaFigures';
import type { VillageLine } from '../../bindings/VillageLine';
import { m } from '../../i18n/paraglide/messages.js';

export type Column =
  | 'area'
  | 'seen'
  | 'population'
  | 'registered'
  | 'registered_percent'
  | 'active'
  | 'active_percent'
  | 'gap'
  | 'targets'
  | 'visited'
  | 'willing'
  | 'submitted'
  | 'verified';

export const COLUMNS: readonly { key: Column; name: () => string }[] = [
  { key: 'area', name: m.console_area },
  { key: 'seen', name: m.console_seen },
  { key: 'population', name: m.console_population },
  { key: 'registered', name: m.console_registered },
  { key: 'registered_percent', name: m.console_registered_percent },
  { key: 'active', name: m.console_active },
  { key: 'active_percent', name: m.console_active_percent },
  { key: 'gap', name: m.console_gap },
  { key: 'targets', name: m.console_targets },
  { key: 'visited', name: m.console_visited },
  { key: 'willing', name: m.console_willing },
  { key: 'submitted', name: m.console_submitted },
  { key: 'verified', name: m.console_verified },
];

/** What a village is sorted by in a column; none is always last. */
export function sortValue(village: VillageLine, column: Column): number | null {
  if (column === 'seen') return village.seen_at_ms;
  const figures = village.figures;
  return figures === null || column === 'area' ? null : figureOf(figures, column);
}

function figureOf(figures: AreaFigures, column: Exclude<Column, 'area' | 'seen'>): number | null {
  if (column === 'gap') return figures.registered_gap;
  const value = figures[column];
  return value === null ? null : Number(value);
}
