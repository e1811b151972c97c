// Which villages are listed, under which areas, in which order.
import { expect, it } from 'vitest';
import type { AreaFigures } from '../../bindings/AreaFigures';
import type { VillageLine } from '../../bindings/VillageLine';
import type { VillageList } from '../../bindings/VillageList';
import { lines, type Wanted } from './lines';

const figures = (registered_percent: string | null): AreaFigures => ({
  villages: 1,
  measured_villages: 1,
  measured_population: 1,
  measured_registered: 1,
  measured_active: 1,
  population: 1,
  registered: 1,
  active: 1,
  registered_percent,
  active_percent: null,
  registered_gap: null,
  active_gap: null,
  targets: 0,
  visited: 0,
  willing: 0,
  submitted: 0,
  verified: 0,
});
const village = (code: string, name: string, more: Partial<VillageLine> = {}): VillageLine => ({
  code,
  name,
  figures: null,
  as_of: null,
  laptops: 0,
  laptops_heard: 0,
  seen_at_ms: null,
  ...more,
});
const area = (code: string, name: string) => ({ code, name, villages: 2, figures: null });
const list: VillageList = {
  whole: area('17', 'Provinsi Bengkulu'),
  regencies: [
    {
      area: area('17.01', 'Kabupaten Bengkulu Selatan'),
      districts: [{ area: area('17.01.01', 'Kecamatan Kota Manna'), villages: [village('17.01.01.2001', 'Kayu Kunyit')] }],
    },
    {
      area: area('17.06', 'Kabupaten Mukomuko'),
      districts: [
        {
          area: area('17.06.01', 'Kecamatan Lubuk Pinang'),
          villages: [
            village('17.06.01.2001', 'Lubuk Pinang', { figures: figures('9.50') }),
            village('17.06.01.2005', 'Tanjung Alai', { figures: figures('98.60') }),
            village('17.06.01.2006', 'Ranah Karya', { laptops: 1 }),
          ],
        },
      ],
    },
  ],
  today: '2026-11-22',
  now_ms: 0,
};

function codes(wanted: Partial<Wanted>): string[] {
  const all = { query: '', regency: '', withEmpty: false, sort: 'area', descending: false, ...wanted } as const;
  return lines(list, all).map((line) => (line.kind === 'village' ? line.village.code : line.area.code));
}

it('lists villages with data or a laptop below their areas, and the others when asked', () => {
  expect(codes({})).toEqual(['17.06', '17.06.01', '17.06.01.2001', '17.06.01.2005', '17.06.01.2006']);
  expect(codes({ withEmpty: true })).toContain('17.01.01.2001');
});

it('finds a village by name, kecamatan or code with and without dots', () => {
  for (const query of ['tanjung', ' Tanjung Alai ', '17.06.01.2005', '1706012005']) {
    expect(codes({ query }), query).toEqual(['17.06', '17.06.01', '17.06.01.2005']);
  }
  expect(codes({ query: 'lubuk pinang' })).toHaveLength(5);
  expect(codes({ query: 'kopi' })).toEqual([]);
  expect(codes({ regency: '17.01', withEmpty: true })).toEqual(['17.01', '17.01.01', '17.01.01.2001']);
});

it('sorts by number, not by letter, with those without a figure last either way', () => {
  const sort = 'registered_percent';
  expect(codes({ sort, descending: true })).toEqual(['17.06.01.2005', '17.06.01.2001', '17.06.01.2006']);
  expect(codes({ sort })).toEqual(['17.06.01.2001', '17.06.01.2005', '17.06.01.2006']);
});
