// Commands about the village's population number.
import type { PopulationForm } from '../../bindings/PopulationForm';
import { call } from '../bridge';

export interface PopulationEntry {
  population: string;
  year: string;
  semester: number;
  source: string;
}

export const populationForm = () => call<PopulationForm>('population_form');
export const populationSave = (entry: PopulationEntry) => call('population_save', { entry });
