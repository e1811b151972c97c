// The families that match the search, fetched in stretches as the list is scrolled.
/* eslint-disable svelte/prefer-svelte-reactivity -- the map is replaced whole, so that a stretch is one update */
import type { Failure } from '../../bindings/Failure';
import type { FamilyCard } from '../../bindings/FamilyCard';
import { failureOf } from '../../i18n/failure';
import type { Range } from '../../shared/rows';
import { familyList } from './bridge';

/** Families per call. */
export const STRETCH = 100;

export class FamilyList {
  query = $state('');
  total = $state(0);
  /** The row where the keys are, kept while the family is open. */
  current = $state(0);
  /** Whether the first stretch of this query has come. */
  isLoaded = $state(false);
  failure = $state<Failure>();
  #rows = $state.raw<ReadonlyMap<number, FamilyCard>>(new Map());
  #asked = new Set<number>();
  /** What is being looked at, so that reading again brings that part too. */
  #view: Range = { from: 0, to: 0 };
  /** Grows with every search, so that a late answer to an earlier one is dropped. */
  #generation = 0;
  /** The search that the rows answer; older rows stay on screen only until the first new ones come. */
  #answered = 0;

  /** The family at a place in the list; none while it is being fetched. */
  at(index: number): FamilyCard | undefined {
    return this.#rows.get(index);
  }

  /** Looks for other families. The ones on screen stay until the new ones are there. */
  search(query: string): void {
    this.query = query;
    this.current = 0;
    this.#view = { from: 0, to: 0 };
    this.refresh();
  }

  /** Reads everything again, since it may have changed. */
  refresh(): void {
    this.#generation += 1;
    this.#asked.clear();
    this.#fetch(0);
    this.need(this.#view);
  }

  /** Sees to it that these rows are there or on their way. */
  need(view: Range): void {
    const { from, to } = view;
    this.#view = view;
    for (let stretch = Math.floor(from / STRETCH); stretch * STRETCH < to; stretch += 1) {
      this.#fetch(stretch);
    }
  }

  async #fetch(stretch: number): Promise<void> {
    if (this.#asked.has(stretch)) return;
    this.#asked.add(stretch);
    const generation = this.#generation;
    const offset = stretch * STRETCH;
    try {
      const page = await familyList({ query: this.query, offset, limit: STRETCH });
      if (generation !== this.#generation) return;
      const known = generation === this.#answered ? this.#rows : [];
      const fresh = page.rows.map((row, index) => [offset + index, row] as const);
      this.#rows = new Map([...known, ...fresh]);
      this.#answered = generation;
      this.total = page.total;
      this.isLoaded = true;
      this.failure = undefined;
    } catch (error) {
      if (generation !== this.#generation) return;
      this.#asked.delete(stretch);
      this.failure = failureOf(error);
    }
  }
}
