// Commands of the first start.
import { Channel } from '@tauri-apps/api/core';
import type { CodeCheck } from '../../bindings/CodeCheck';
import type { PracticeStep } from '../../bindings/PracticeStep';
import type { Suggestion } from '../../bindings/Suggestion';
import { call } from '../bridge';

export interface Connect {
  server: string;
  code: string;
  secret: string;
  repeated: string;
}

export const firstCode = (code: string) => call<CodeCheck>('first_code', { code });
export const firstSuggestion = () => call<Suggestion>('first_suggestion');
export const firstConnect = (input: Connect) => call('first_connect', input);
export const firstStartOver = () => call('first_start_over');

/** Makes the practice village; no secret means the one that everybody knows. */
export function firstPractice(secret: string | null, repeated: string, told: (step: PracticeStep) => void): Promise<unknown> {
  const at = new Channel<PracticeStep>();
  at.onmessage = told;
  return call('first_practice', { secret, repeated, at });
}
