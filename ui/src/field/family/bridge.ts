// Commands about families.
import type { FamilyPage } from '../../bindings/FamilyPage';
import type { FamilySheet } from '../../bindings/FamilySheet';
import { call } from '../bridge';

export interface FamilyQuery {
  query: string;
  offset: number;
  limit: number;
}

export const familyList = (input: FamilyQuery) => call<FamilyPage>('family_list', input);
export const familySheet = (input: { id: string }) => call<FamilySheet>('family_sheet', input);
export const personNik = (input: { person_id: string }) => call<string>('person_nik', input);
