// The houses to visit, fetched in stretches as the list is scrolled.
import type { SweepFilter } from '../../bindings/SweepFilter';
import type { SweepPage } from '../../bindings/SweepPage';
import type { SweepRow } from '../../bindings/SweepRow';
import { PagedList } from '../../shared/paged.svelte';
import { sweepList } from './bridge';

/** Where the list was left, kept while the app runs. Holds no names. */
export const left = $state<{ filter: SweepFilter; current: number }>({ filter: { group: '', todo: '' }, current: 0 });

export class SweepList extends PagedList<SweepRow, SweepPage> {
  constructor() {
    super((offset, limit) => sweepList({ filter: { ...left.filter }, offset, limit }));
  }

  /** Shows other houses. The ones on screen stay until the new ones are there. */
  choose(filter: Partial<SweepFilter>): void {
    left.filter = { ...left.filter, ...filter };
    left.current = 0;
    this.restart();
  }
}
