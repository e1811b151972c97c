// Commands about who is signed in.
import type { SessionStatus } from '../../bindings/SessionStatus';
import { call } from '../bridge';

export interface Unlock {
  worker_id: string;
  secret: string;
}

export interface PinUnlock {
  worker_id: string;
  pin: string;
}

export const sessionStatus = () => call<SessionStatus>('session_status');
export const sessionUnlock = (input: Unlock) => call('session_unlock', input);
export const sessionUnlockPin = (input: PinUnlock) => call('session_unlock_pin', input);
export const sessionChoose = (practice: boolean) => call('session_choose', { practice });
export const sessionUsed = (place: string) => call('session_used', { place });
export const sessionLock = () => call('session_lock');
export const sessionSignOut = () => call('session_sign_out');
