// The one way to the shell. A refused command rejects with a `Failure`; each room names its own commands in its bridge.
import { invoke } from '@tauri-apps/api/core';

/** Heard by the app when a command was refused because the screen had locked itself meanwhile. */
export const LOCKED = 'pesiar-locked';

/** Calls a command of the shell with its input, field names as the shell has them. */
export async function call<Answer>(command: string, input?: object): Promise<Answer> {
  try {
    return await invoke<Answer>(command, { ...input });
  } catch (error) {
    if (isLocked(error)) window.dispatchEvent(new Event(LOCKED));
    throw error;
  }
}

function isLocked(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'unlock.locked';
}

export const appVersion = () => call<string>('app_version');
