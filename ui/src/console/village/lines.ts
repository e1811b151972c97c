// Which lines of the village list are shown, in which order. Sums and figures come from the server as they are.
import type { AreaLine } from '../../bindings/AreaLine';
import type { VillageLine } from '../../bindings/VillageLine';
import type { VillageList } from '../../bindings/VillageList';
import { sortValue, type Column } from './column';

/** One line of the table: an area with its sum, or a village with its surroundings. */
export type Line =
  | { kind: 'regency' | 'district'; area: AreaLine }
  | { kind: 'village'; village: VillageLine; district: string; regency: string };

/** What somebody wants to see. */
export interface Wanted {
  query: string;
  /** Code of a kabupaten or kota; empty for all. */
  regency: string;
  withEmpty: boolean;
  sort: Column;
  descending: boolean;
}

type VillageOf = Extract<Line, { kind: 'village' }>;

/** By area: kabupaten, kecamatan and their villages. By a figure: villages only, those without it last. */
export function lines(list: VillageList, wanted: Wanted): Line[] {
  const all = list.regencies.flatMap(({ area, districts }) => {
    if (wanted.regency !== '' && area.code !== wanted.regency) return [];
    const inside = districts.flatMap((district) => {
      const villages = shown(district.villages, area, district.area, wanted);
      return villages.length === 0 ? [] : [{ kind: 'district', area: district.area } as const, ...villages];
    });
    return inside.length === 0 ? [] : [{ kind: 'regency', area } as const, ...inside];
  });
  return wanted.sort === 'area' ? all : sorted(all.filter(isVillage), wanted);
}

export function isVillage(line: Line): line is VillageOf {
  return line.kind === 'village';
}

/** Whether a village has anything to show: figures, or a laptop that is to bring some. */
export function isKnown(village: VillageLine): boolean {
  return village.figures !== null || village.laptops > 0;
}

function shown(villages: VillageLine[], regency: AreaLine, district: AreaLine, wanted: Wanted): VillageOf[] {
  const query = wanted.query.trim().toLowerCase();
  const fits = (village: VillageLine) => {
    if (!wanted.withEmpty && !isKnown(village)) return false;
    const texts = [village.name, district.name, regency.name].map((text) => text.toLowerCase());
    const codes = [village.code, village.code.replaceAll('.', '')];
    return texts.some((text) => text.includes(query)) || codes.some((code) => code.startsWith(query));
  };
  const line = (village: VillageLine) =>
    ({ kind: 'village', village, district: district.name, regency: regency.name }) as const;
  return villages.filter(fits).map(line);
}

function sorted(villages: VillageOf[], { sort, descending }: Wanted): VillageOf[] {
  return [...villages].sort((a, b) => {
    const [left, right] = [sortValue(a.village, sort), sortValue(b.village, sort)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return descending ? right - left : left - right;
  });
}
