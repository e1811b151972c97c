// The words and the colour of what keeps somebody from an active card.
import { m } from '../../i18n/paraglide/messages.js';
import type { Tone } from '../../shared/tone';
import { count } from '../../shared/format';

const CATEGORIES: Record<string, { tone: Tone; text: () => string }> = {
  BELUM_JKN: { tone: 'missing', text: m.target_category_unregistered },
  NONAKTIF_TUNGGAKAN: { tone: 'inactive', text: m.target_category_arrears },
  NONAKTIF_PBI: { tone: 'inactive', text: m.target_category_pbi },
  NONAKTIF_PEMDA: { tone: 'inactive', text: m.target_category_pemda },
  NONAKTIF_PHK: { tone: 'inactive', text: m.target_category_laid_off },
  NONAKTIF_LAIN: { tone: 'inactive', text: m.target_category_other },
  BAYI_BARU: { tone: 'missing', text: m.target_category_newborn },
  VERIFIKASI_DATA: { tone: 'unknown', text: m.target_category_unchecked },
};

/** How somebody stands with JKN; `months` of arrears only where the device gives them. */
export function standing(category: string | null, months: number | null = null): { tone: Tone; text: string } {
  if (category === null) return { tone: 'active', text: m.target_category_active() };
  const found = CATEGORIES[category];
  if (!found) return { tone: 'unknown', text: m.target_category_unchecked() };
  if (category === 'NONAKTIF_TUNGGAKAN' && months !== null) {
    return { tone: found.tone, text: m.target_category_arrears_months({ months: count(months) }) };
  }
  return { tone: found.tone, text: found.text() };
}

export const age = (years: number | null) =>
  years === null ? m.target_age_unknown() : m.target_age({ age: count(Math.max(0, years)) });
