// The one way to the shell. A refused command rejects with a `Failure`; each room names its own commands in its bridge.
import { invoke } from '@tauri-apps/api/core';

/** Calls a command of the shell with its input, field names as the shell has them. */
export function call<Answer>(command: string, input?: object): Promise<Answer> {
  return invoke<Answer>(command, { ...input });
}

export const appVersion = () => call<string>('app_version');
