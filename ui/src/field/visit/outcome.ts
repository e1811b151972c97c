// How a visit ended, as people at the door would say it.
import type { VisitOutcome } from '../../bindings/VisitOutcome';
import { m } from '../../i18n/paraglide/messages.js';

type OutcomeIcon = 'check' | 'pencil' | 'door' | 'lock' | 'hand' | 'leave' | 'map' | 'alert';

interface Shown {
  icon: OutcomeIcon;
  title: () => string;
  note: () => string;
}

const OUTCOMES: Record<string, Shown> = {
  V1: { icon: 'check', title: m.visit_complete, note: m.visit_complete_note },
  V2: { icon: 'pencil', title: m.visit_incomplete, note: m.visit_incomplete_note },
  V3: { icon: 'door', title: m.visit_nobody, note: m.visit_nobody_note },
  V3X: { icon: 'lock', title: m.visit_nobody_end, note: m.visit_nobody_end_note },
  V4: { icon: 'hand', title: m.visit_refused, note: m.visit_refused_note },
  V5: { icon: 'leave', title: m.visit_moved, note: m.visit_moved_note },
  V6: { icon: 'map', title: m.visit_not_found, note: m.visit_not_found_note },
  V7: { icon: 'alert', title: m.visit_unreachable, note: m.visit_unreachable_note },
};

export const outcomeIcon = (code: string): OutcomeIcon => OUTCOMES[code]?.icon ?? 'door';
export const outcomeTitle = (outcome: VisitOutcome): string => OUTCOMES[outcome.code]?.title() ?? outcome.label;
export const outcomeNote = (outcome: VisitOutcome): string => OUTCOMES[outcome.code]?.note() ?? '';
