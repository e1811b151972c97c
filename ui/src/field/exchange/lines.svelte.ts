// The rows of one group, fetched in stretches as the list is scrolled. Held only while they are looked at.
/* eslint-disable svelte/prefer-svelte-reactivity -- the map is replaced whole, so that a stretch is one update */
import type { Failure } from '../../bindings/Failure';
import type { Group } from '../../bindings/Group';
import type { ImportLine } from '../../bindings/ImportLine';
import { failureOf } from '../../i18n/failure';
import type { Range } from '../../shared/rows';
import { importLines } from './bridge';

/** Rows per call. */
export const STRETCH = 100;

export class Lines {
  total = $state(0);
  failure = $state.raw<Failure>();
  #rows = $state.raw<ReadonlyMap<number, ImportLine>>(new Map());
  #asked = new Set<number>();
  readonly #group: Group;

  constructor(group: Group) {
    this.#group = group;
    this.#fetch(0);
  }

  at(index: number): ImportLine | undefined {
    return this.#rows.get(index);
  }

  /** Sees to it that these rows are there or on their way. */
  need({ from, to }: Range): void {
    for (let stretch = Math.floor(from / STRETCH); stretch * STRETCH < to; stretch += 1) this.#fetch(stretch);
  }

  async #fetch(stretch: number): Promise<void> {
    if (this.#asked.has(stretch)) return;
    this.#asked.add(stretch);
    const offset = stretch * STRETCH;
    try {
      const { total, rows } = await importLines({ group: this.#group, offset, limit: STRETCH });
      this.#rows = new Map([...this.#rows, ...rows.map((row, index) => [offset + index, row] as const)]);
      this.total = total;
    } catch (error) {
      this.#asked.delete(stretch);
      this.failure = failureOf(error);
    }
  }
}
