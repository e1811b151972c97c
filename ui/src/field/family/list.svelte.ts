// The families that match the search, fetched in stretches as the list is scrolled.
import type { FamilyCard } from '../../bindings/FamilyCard';
import type { FamilyPage } from '../../bindings/FamilyPage';
import { PagedList } from '../../shared/paged.svelte';
import { familyList } from './bridge';

export class FamilyList extends PagedList<FamilyCard, FamilyPage> {
  query = $state('');

  constructor() {
    super((offset, limit) => familyList({ query: this.query, offset, limit }));
  }

  /** Looks for other families. */
  search(query: string): void {
    this.query = query;
    this.restart();
  }
}
