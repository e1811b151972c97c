// A long list that is fetched in stretches as it is scrolled.
/* eslint-disable svelte/prefer-svelte-reactivity -- the map is replaced whole, so that a stretch is one update */
import type { Failure } from '../bindings/Failure';
import { failureOf } from '../i18n/failure';
import type { Range } from './rows';

/** Rows per call. */
export const STRETCH = 100;

export interface Page<Row> {
  total: number;
  rows: Row[];
}

export class PagedList<Row, Answer extends Page<Row> = Page<Row>> {
  total = $state(0);
  /** The row where the keys are, kept while something else is open. */
  current = $state(0);
  /** Whether the first stretch of what is looked for has come. */
  isLoaded = $state(false);
  failure = $state<Failure>();
  /** The last answer, for whatever it says besides rows. */
  page = $state.raw<Answer>();
  #ask: (offset: number, limit: number) => Promise<Answer>;
  #rows = $state.raw<ReadonlyMap<number, Row>>(new Map());
  #asked = new Set<number>();
  /** What is being looked at, so that reading again brings that part too. */
  #view: Range = { from: 0, to: 0 };
  /** Grows whenever something else is looked for, so that a late answer is dropped. */
  #generation = 0;
  /** What the rows answer; older rows stay on screen only until the first new ones come. */
  #answered = 0;

  constructor(ask: (offset: number, limit: number) => Promise<Answer>) {
    this.#ask = ask;
  }

  /** The row at a place in the list; none while it is being fetched. */
  at(index: number): Row | undefined {
    return this.#rows.get(index);
  }

  /** Looks for something else, from the top. The rows on screen stay until the new ones are there. */
  restart(): void {
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
      const page = await this.#ask(offset, STRETCH);
      if (generation !== this.#generation) return;
      const known = generation === this.#answered ? this.#rows : [];
      const fresh = page.rows.map((row, index) => [offset + index, row] as const);
      this.#rows = new Map([...known, ...fresh]);
      this.#answered = generation;
      this.page = page;
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
