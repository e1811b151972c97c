// The houses to visit, fetched in stretches as the list is scrolled.
/* eslint-disable svelte/prefer-svelte-reactivity -- the map is replaced whole, so that a stretch is one update */
import type { Failure } from '../../bindings/Failure';
import type { SweepFilter } from '../../bindings/SweepFilter';
import type { SweepPage } from '../../bindings/SweepPage';
import type { SweepRow } from '../../bindings/SweepRow';
import { failureOf } from '../../i18n/failure';
import type { Range } from '../../shared/rows';
import { sweepList } from './bridge';

/** Lines per call. */
export const STRETCH = 100;

/** Where the list was left, kept while the app runs. Holds no names. */
export const left = $state<{ filter: SweepFilter; current: number }>({ filter: { group: '', todo: '' }, current: 0 });

export class SweepList {
  /** What the last answer counted; none before the first. */
  page = $state.raw<Omit<SweepPage, 'rows'>>();
  failure = $state<Failure>();
  #rows = $state.raw<ReadonlyMap<number, SweepRow>>(new Map());
  #asked = new Set<number>();
  #view: Range = { from: 0, to: 0 };
  /** Grows with every change of the filter, so that a late answer to an earlier one is dropped. */
  #generation = 0;
  #answered = 0;

  at(index: number): SweepRow | undefined {
    return this.#rows.get(index);
  }

  /** Shows other houses. The ones on screen stay until the new ones are there. */
  choose(filter: Partial<SweepFilter>): void {
    left.filter = { ...left.filter, ...filter };
    left.current = 0;
    this.#view = { from: 0, to: 0 };
    this.refresh();
  }

  /** Reads everything again. */
  refresh(): void {
    this.#generation += 1;
    this.#asked.clear();
    this.#fetch(Math.floor(left.current / STRETCH));
    this.need(this.#view);
  }

  /** Sees to it that these lines are there or on their way. */
  need(view: Range): void {
    this.#view = view;
    for (let stretch = Math.floor(view.from / STRETCH); stretch * STRETCH < view.to; stretch += 1) {
      this.#fetch(stretch);
    }
  }

  async #fetch(stretch: number): Promise<void> {
    if (this.#asked.has(stretch)) return;
    this.#asked.add(stretch);
    const generation = this.#generation;
    const offset = stretch * STRETCH;
    try {
      const { rows, ...page } = await sweepList({ filter: { ...left.filter }, offset, limit: STRETCH });
      if (generation !== this.#generation) return;
      const known = generation === this.#answered ? this.#rows : [];
      this.#rows = new Map([...known, ...rows.map((row, index) => [offset + index, row] as const)]);
      this.#answered = generation;
      this.page = page;
      this.failure = undefined;
    } catch (error) {
      if (generation !== this.#generation) return;
      this.#asked.delete(stretch);
      this.failure = failureOf(error);
    }
  }
}
