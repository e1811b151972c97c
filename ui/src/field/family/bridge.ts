// Commands about families.
import type { FamilyPage } from '../../bindings/FamilyPage';
import { call } from '../bridge';

export interface FamilyQuery {
  query: string;
  offset: number;
  limit: number;
}

export const familyList = (input: FamilyQuery) => call<FamilyPage>('family_list', input);
