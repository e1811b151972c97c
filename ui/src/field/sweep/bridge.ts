// Commands of Sisir.
import type { SweepFilter } from '../../bindings/SweepFilter';
import type { SweepPage } from '../../bindings/SweepPage';
import { call } from '../bridge';

export interface SweepQuery {
  filter: SweepFilter;
  offset: number;
  limit: number;
}

export const sweepList = (input: SweepQuery) => call<SweepPage>('sweep_list', input);
