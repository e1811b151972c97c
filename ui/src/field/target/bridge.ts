// Commands about targets.
import type { TargetPage } from '../../bindings/TargetPage';
import { call } from '../bridge';

export interface TargetQuery {
  filter: string;
  place: string;
  offset: number;
  limit: number;
}

export const targetList = (input: TargetQuery) => call<TargetPage>('target_list', input);
