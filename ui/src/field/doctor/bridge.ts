// Commands of Periksa Laptop.
import type { CopyPlace } from '../../bindings/CopyPlace';
import type { Examination } from '../../bindings/Examination';
import type { SavedFile } from '../../bindings/SavedFile';
import type { WorkStep } from '../../bindings/WorkStep';
import { call } from '../bridge';
import { told } from '../progress';

type Listen = (step: WorkStep) => void;

export const doctorRun = (listen: Listen) => call<Examination>('doctor_run', { progress: told(listen) });
export const doctorSave = () => call<SavedFile>('doctor_save');
export const backupPlaces = () => call<CopyPlace[]>('backup_places');
export const backupCopy = (place: number, listen: Listen) =>
  call<SavedFile>('backup_copy', { place, progress: told(listen) });
