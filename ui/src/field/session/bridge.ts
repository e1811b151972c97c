// Commands about who is signed in.
import type { SessionStatus } from '../../bindings/SessionStatus';
import { call } from '../bridge';

export interface Unlock {
  worker_id: string;
  secret: string;
}

export const sessionStatus = () => call<SessionStatus>('session_status');
export const sessionUnlock = (input: Unlock) => call('session_unlock', input);
export const sessionLock = () => call('session_lock');
