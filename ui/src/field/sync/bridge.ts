// Commands of Kirim & Terima.
import type { SyncOverview } from '../../bindings/SyncOverview';
import type { SyncReceipt } from '../../bindings/SyncReceipt';
import type { WorkStep } from '../../bindings/WorkStep';
import { call } from '../bridge';
import { told } from '../progress';

export const syncOverview = () => call<SyncOverview>('sync_overview');
export const syncRun = (listen: (step: WorkStep) => void) => call<SyncReceipt>('sync_run', { progress: told(listen) });
export const syncStop = () => call<null>('sync_stop');
