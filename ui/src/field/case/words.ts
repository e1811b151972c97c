// What states, routes, channels and papers are called. The codes stay inside.
import { m } from '../../i18n/paraglide/messages.js';
import { day } from '../../shared/format';
import type { Tone } from '../../shared/tone';

type Words = () => string;

export const STATES: Record<string, Words> = {
  DRAF: m.case_state_DRAF,
  BERKAS_LENGKAP: m.case_state_BERKAS_LENGKAP,
  DIAJUKAN: m.case_state_DIAJUKAN,
  DIPROSES: m.case_state_DIPROSES,
  MENUNGGU_BAYAR: m.case_state_MENUNGGU_BAYAR,
  MENUNGGU_14_HARI: m.case_state_MENUNGGU_14_HARI,
  AKTIF: m.case_state_AKTIF,
  DITOLAK: m.case_state_DITOLAK,
  PERBAIKAN: m.case_state_PERBAIKAN,
  BATAL: m.case_state_BATAL,
  KEDALUWARSA: m.case_state_KEDALUWARSA,
  CICILAN: m.case_state_CICILAN,
  LUNAS: m.case_state_LUNAS,
  PUTUS: m.case_state_PUTUS,
  TERVERIFIKASI: m.case_state_TERVERIFIKASI,
};

/** Routes a case can be opened on, each with one explaining line. */
export const ROUTES: Record<string, { name: Words; why: Words }> = {
  R01: { name: m.case_route_R01, why: m.case_route_R01_why },
  R02: { name: m.case_route_R02, why: m.case_route_R02_why },
  R03: { name: m.case_route_R03, why: m.case_route_R03_why },
  R04: { name: m.case_route_R04, why: m.case_route_R04_why },
  R05: { name: m.case_route_R05, why: m.case_route_R05_why },
  R06: { name: m.case_route_R06, why: m.case_route_R06_why },
  R07: { name: m.case_route_R07, why: m.case_route_R07_why },
  R08: { name: m.case_route_R08, why: m.case_route_R08_why },
  R09: { name: m.case_route_R09, why: m.case_route_R09_why },
  R10: { name: m.case_route_R10, why: m.case_route_R10_why },
  R11: { name: m.case_route_R11, why: m.case_route_R11_why },
  R12: { name: m.case_route_R12, why: m.case_route_R12_why },
  R13: { name: m.case_route_R13, why: m.case_route_R13_why },
  R14: { name: m.case_route_R14, why: m.case_route_R14_why },
  R15: { name: m.case_route_R15, why: m.case_route_R15_why },
  R16: { name: m.case_route_R16, why: m.case_route_R16_why },
};

export const CHANNELS: Record<string, Words> = {
  MOBILE_JKN: m.case_channel_MOBILE_JKN,
  PANDAWA: m.case_channel_PANDAWA,
  CARE_CENTER_165: m.case_channel_CARE_CENTER_165,
  KANTOR_BPJS: m.case_channel_KANTOR_BPJS,
  EDABU_PEMDA: m.case_channel_EDABU_PEMDA,
  EDABU_KPDESA: m.case_channel_EDABU_KPDESA,
  HRD_PERUSAHAAN: m.case_channel_HRD_PERUSAHAAN,
  SIKS_NG: m.case_channel_SIKS_NG,
  CEK_BANSOS: m.case_channel_CEK_BANSOS,
  DINSOS: m.case_channel_DINSOS,
  DINKES: m.case_channel_DINKES,
  MALL_PELAYANAN: m.case_channel_MALL_PELAYANAN,
};

export const REJECTIONS: Record<string, Words> = {
  G01: m.case_reject_G01,
  G02: m.case_reject_G02,
  G03: m.case_reject_G03,
  G04: m.case_reject_G04,
  G05: m.case_reject_G05,
  G06: m.case_reject_G06,
  G07: m.case_reject_G07,
  G08: m.case_reject_G08,
  G09: m.case_reject_G09,
  G10: m.case_reject_G10,
  G11: m.case_reject_G11,
  G12: m.case_reject_G12,
  G99: m.case_reject_G99,
};

export const FIELDS: Record<string, Words> = {
  channel: m.case_field_channel,
  submitted_date: m.case_field_submitted_date,
  reference_no: m.case_field_reference_no,
  va_no: m.case_field_va_no,
  first_payment_due_to: m.case_field_first_payment_due_to,
  paid_date: m.case_field_paid_date,
  active_from: m.case_field_active_from,
  reject_code: m.case_field_reject_code,
  instalment_no: m.case_field_instalment_no,
  instalment_of: m.case_field_instalment_of,
};

/** The words of a code; nothing for a code a newer version wrote. */
export const words = (of: Record<string, Words>, code: string) => of[code]?.() ?? '';

export const routeName = (code: string) => (code === 'R00' ? m.case_route_R00() : (ROUTES[code]?.name() ?? ''));

/** The colour of a state: reached, waiting, come back, or over. */
export function tone(state: string): Tone {
  if (state === 'AKTIF' || state === 'TERVERIFIKASI' || state === 'LUNAS') return 'active';
  if (state === 'DITOLAK' || state === 'KEDALUWARSA' || state === 'PUTUS') return 'missing';
  return state === 'BATAL' ? 'unknown' : 'inactive';
}

/** A known value in words: codes by name, dates as days, numbers as they are. */
export function shown(field: string, value: string): string {
  if (field === 'channel') return words(CHANNELS, value);
  if (field === 'reject_code') return words(REJECTIONS, value);
  return field.endsWith('_date') || field === 'active_from' || field === 'first_payment_due_to' ? day(value) : value;
}
