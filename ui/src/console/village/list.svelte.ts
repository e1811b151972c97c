// The village list and what of it is looked at; kept while somebody reads a village and comes back.
import type { AreaLine } from '../../bindings/AreaLine';
import type { VillageList } from '../../bindings/VillageList';
import { failureOf } from '../../i18n/failure';
import type { Failure } from '../../bindings/Failure';
import { villageList } from './bridge';
import type { Column } from './column';
import { isKnown, isVillage, lines, type Wanted } from './lines';

export class Villages {
  list = $state.raw<VillageList>();
  failure = $state<Failure>();
  wanted = $state<Wanted>({ query: '', regency: '', withEmpty: false, sort: 'area', descending: false });
  /** Code of the village somebody opened last. */
  opened = $state<string>();

  lines = $derived(this.list ? lines(this.list, this.wanted) : []);
  shown = $derived(this.lines.filter(isVillage).length);
  known = $derived(
    (this.list?.regencies ?? [])
      .flatMap(({ districts }) => districts)
      .flatMap(({ villages }) => villages)
      .filter(isKnown).length,
  );
  /** The area whose sum closes the table. */
  total = $derived<AreaLine | undefined>(
    this.list?.regencies.find(({ area }) => area.code === this.wanted.regency)?.area ?? this.list?.whole,
  );

  async load(): Promise<void> {
    try {
      this.list = await villageList();
      this.failure = undefined;
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  /** Sorts by a column; by the same one again, the other way round. Figures begin with the largest. */
  sortBy(column: Column): void {
    const isSame = this.wanted.sort === column;
    if (column === 'area') this.wanted.descending = false;
    else this.wanted.descending = isSame ? !this.wanted.descending : true;
    this.wanted.sort = column;
  }
}
