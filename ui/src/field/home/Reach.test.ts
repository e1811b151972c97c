// The sentences under a bar.
import { mount, unmount } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import type { HomeFigures } from '../../bindings/HomeFigures';
import { places } from '../place.svelte';
import Reach from './Reach.svelte';

const home: HomeFigures = {
  population: 1406,
  population_source: 'Data Konsolidasi Bersih Kemendagri, semester 1 2026',
  registered: 1345,
  active: 1021,
  unregistered: 38,
  inactive: 324,
  unknown: 23,
  registered_percent: '95.66',
  active_percent: '72.61',
  registered_target: '98.60',
  active_target: '80.00',
  registered_gap: 42,
  active_gap: 0,
  note: null,
  latest_list: '2026-11-02',
  as_of: '2026-11-22',
  counted: 1406,
  families: 300,
  funnel: { targets: 0, visited: 0, willing: 0, submitted: 0, verified: 0 },
};
let shown: Record<string, unknown> | undefined;

function words(change: Partial<HomeFigures>, kind: 'registered' | 'active' = 'registered'): string {
  const figures = { ...home, ...change };
  shown = mount(Reach, {
    target: document.body,
    props: {
      kind,
      part: figures[kind],
      percent: figures[`${kind}_percent`],
      target: figures[`${kind}_target`],
      gap: figures[`${kind}_gap`],
      home: figures,
    },
  });
  return document.body.textContent.replace(/\s+/g, ' ');
}

afterEach(() => {
  if (shown) unmount(shown);
});

it('names part, whole, percentage, gap, source and date', () => {
  const text = words({});
  expect(text).toContain('1.345 dari 1.406 jiwa');
  expect(text).toContain('95,6%');
  expect(text).toContain('Kurang 42 jiwa lagi untuk mencapai 98,6%');
  expect(text).toContain('Data Konsolidasi Bersih Kemendagri, semester 1 2026');
  expect(text).toContain('daftar BPJS 2 Nov 2026');
});

it('opens those who would close the gap', () => {
  for (const kind of ['registered', 'active'] as const) {
    words({ active_gap: 7 }, kind);
    document.querySelector<HTMLElement>('.gap')?.click();
    expect(places.current).toEqual({ at: 'target', filter: kind });
    if (shown) unmount(shown);
  }
  shown = undefined;
});

it('says so when the target is reached', () => {
  expect(words({}, 'active')).toContain('Target 80% sudah tercapai');
});

const unmeasured = { registered_percent: null, registered_gap: null };

it('shows no percentage without a population', () => {
  const text = words({ ...unmeasured, population: null, population_source: null, note: 'penduduk belum diisi' });
  expect(text).toContain('penduduk belum diisi');
  expect(text).toContain('1.345 jiwa');
  expect(text).not.toContain('%');
});

it('shows no percentage while too little is known, and why', () => {
  const text = words({ ...unmeasured, note: 'belum dapat dihitung: daftar peserta belum diimpor' });
  expect(text).toContain('belum dapat dihitung');
  expect(text).toContain('daftar peserta belum diimpor');
  expect(text).not.toContain('%');
});
