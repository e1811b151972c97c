// Commands of Pengaturan.
import type { Preferences } from '../../bindings/Preferences';
import type { SettingsView } from '../../bindings/SettingsView';
import { call } from '../bridge';

export interface ResetWorker {
  worker_id: string;
  own_secret: string;
  secret: string;
  repeated: string;
}

export const settingsShow = () => call<SettingsView>('settings_show');
export const settingsPrefer = (preferences: Preferences) => call('settings_prefer', { preferences });
export const settingsSetPin = (pin: string, repeated: string) => call('settings_set_pin', { pin, repeated });
export const settingsRemovePin = () => call('settings_remove_pin');
export const settingsResetWorker = (input: ResetWorker) => call('settings_reset_worker', input);
