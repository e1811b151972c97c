// Every command of the shell that the field app calls. A refused one rejects with a `Failure`.
import { invoke } from '@tauri-apps/api/core';
import type { FamilyPage } from '../bindings/FamilyPage';
import type { HomeFigures } from '../bindings/HomeFigures';
import type { SessionStatus } from '../bindings/SessionStatus';

export interface Unlock {
  worker_id: string;
  secret: string;
}

export interface FamilyQuery {
  query: string;
  offset: number;
  limit: number;
}

export const appVersion = () => invoke<string>('app_version');
export const sessionStatus = () => invoke<SessionStatus>('session_status');
export const sessionUnlock = (input: Unlock) => invoke('session_unlock', { ...input });
export const sessionLock = () => invoke('session_lock');
export const homeFigures = () => invoke<HomeFigures>('home_figures');
export const familyList = (input: FamilyQuery) => invoke<FamilyPage>('family_list', { ...input });
