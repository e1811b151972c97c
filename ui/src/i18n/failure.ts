// The sentence for whatever a command was refused with. A raw code is never shown.
import type { Failure } from '../bindings/Failure';
import { m } from './paraglide/messages.js';

/** The refusal as the device worded it; a general one for an error that is not a refusal of ours. */
export function failureOf(error: unknown): Failure {
  if (isFailure(error)) return error;
  return { code: 'app.unknown', message: m.failure_unknown(), where: '', retry: true };
}

function isFailure(error: unknown): error is Failure {
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}
