// What answers, reasons and topics are called, and what can be said to each. The codes stay inside.
import { m } from '../../i18n/paraglide/messages.js';

type Words = () => string;

/** Why somebody is on the list. */
export const REASONS: Record<string, Words> = {
  follow_up: m.advocacy_reason_follow_up,
  willing: m.advocacy_reason_willing,
  cannot_afford: m.advocacy_reason_cannot_afford,
  unproven: m.advocacy_reason_unproven,
  undecided: m.advocacy_reason_undecided,
  not_met: m.advocacy_reason_not_met,
  never_asked: m.advocacy_reason_never_asked,
  refused_once: m.advocacy_reason_refused_once,
};

/** Answers, in the order of the form. */
export const RESPONSES: Record<string, Words> = {
  A1: m.advocacy_response_A1,
  A2: m.advocacy_response_A2,
  A3: m.advocacy_response_A3,
  A4: m.advocacy_response_A4,
  A5: m.advocacy_response_A5,
  A6: m.advocacy_response_A6,
  A7: m.advocacy_response_A7,
};

/** A second line under an answer. */
export const RESPONSE_NOTES: Record<string, Words> = {
  A4: m.advocacy_response_A4_note,
  A5: m.advocacy_response_A5_note,
};

/** Reasons to refuse or hesitate, each with what can be said to it. */
export const REFUSALS: Record<string, { name: Words; counter: Words }> = {
  T1: { name: m.advocacy_refusal_T1, counter: m.advocacy_counter_T1 },
  T2: { name: m.advocacy_refusal_T2, counter: m.advocacy_counter_T2 },
  T3: { name: m.advocacy_refusal_T3, counter: m.advocacy_counter_T3 },
  T4: { name: m.advocacy_refusal_T4, counter: m.advocacy_counter_T4 },
  T5: { name: m.advocacy_refusal_T5, counter: m.advocacy_counter_T5 },
  T6: { name: m.advocacy_refusal_T6, counter: m.advocacy_counter_T6 },
  T7: { name: m.advocacy_refusal_T7, counter: m.advocacy_counter_T7 },
  T8: { name: m.advocacy_refusal_T8, counter: m.advocacy_counter_T8 },
  T9: { name: m.advocacy_refusal_T9, counter: m.advocacy_counter_T9 },
  T10: { name: m.advocacy_refusal_T10, counter: m.advocacy_counter_T10 },
  T11: { name: m.advocacy_refusal_T11, counter: m.advocacy_counter_T11 },
  T12: { name: m.advocacy_refusal_T12, counter: m.advocacy_counter_T12 },
  T13: { name: m.advocacy_refusal_T13, counter: m.advocacy_counter_T13 },
  T99: { name: m.advocacy_refusal_T99, counter: m.advocacy_counter_T99 },
};

/** Topics, each with what to read out. */
export const TOPICS: Record<string, { name: Words; say: Words }> = {
  MANFAAT: { name: m.advocacy_topic_MANFAAT, say: m.advocacy_topic_MANFAAT_say },
  GOTONG_ROYONG: { name: m.advocacy_topic_GOTONG_ROYONG, say: m.advocacy_topic_GOTONG_ROYONG_say },
  IURAN: { name: m.advocacy_topic_IURAN, say: m.advocacy_topic_IURAN_say },
  REHAB: { name: m.advocacy_topic_REHAB, say: m.advocacy_topic_REHAB_say },
  PBI: { name: m.advocacy_topic_PBI, say: m.advocacy_topic_PBI_say },
  PROSEDUR_BEROBAT: { name: m.advocacy_topic_PROSEDUR_BEROBAT, say: m.advocacy_topic_PROSEDUR_BEROBAT_say },
  PINDAH_FASKES: { name: m.advocacy_topic_PINDAH_FASKES, say: m.advocacy_topic_PINDAH_FASKES_say },
  BAYI: { name: m.advocacy_topic_BAYI, say: m.advocacy_topic_BAYI_say },
  DENDA: { name: m.advocacy_topic_DENDA, say: m.advocacy_topic_DENDA_say },
};

/** The words of a code; nothing for a code a newer version wrote. */
export const words = (of: Record<string, Words>, code: string) => of[code]?.() ?? '';
