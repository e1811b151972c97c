// Commands about importing a file. The window names files by the number they were offered under, never by a path.
import type { ChosenKind } from '../../bindings/ChosenKind';
import type { Group } from '../../bindings/Group';
import type { ImportCounts } from '../../bindings/ImportCounts';
import type { ImportLines } from '../../bindings/ImportLines';
import type { OfferedFile } from '../../bindings/OfferedFile';
import type { OpenedFile } from '../../bindings/OpenedFile';
import type { SavedFile } from '../../bindings/SavedFile';
import type { WorkStep } from '../../bindings/WorkStep';
import { call } from '../bridge';
import { told } from '../progress';

export interface ImportWish {
  kind: ChosenKind | null;
  as_of: string | null;
  dry_run: boolean;
}
export interface LinesQuery {
  group: Group;
  offset: number;
  limit: number;
}
type Listen = (step: WorkStep) => void;

export const importFiles = () => call<OfferedFile[]>('import_files');
export const importPick = () => call<OfferedFile | null>('import_pick');
export const importOpen = (file: number, listen: Listen) =>
  call<OpenedFile>('import_open', { file, progress: told(listen) });
export const importRun = (wish: ImportWish, listen: Listen) =>
  call<ImportCounts>('import_run', { wish, progress: told(listen) });
export const importStop = () => call<null>('import_stop');
export const importLines = (query: LinesQuery) => call<ImportLines>('import_lines', query);
export const importSaveList = () => call<SavedFile>('import_save_list');
