// The one way to the province's server. A refused request rejects with its `Refusal`, a cut line with a sentence of ours.
import type { Refusal } from '../bindings/Refusal';
import { m } from '../i18n/paraglide/messages.js';

/** When the server last took us for somebody who works, by this page's clock. */
let usedAt = performance.now();
let ended = () => {};

/** Called when the server says that nobody is signed in any more. */
export function whenEnded(tell: () => void): void {
  ended = tell;
}

/** Seconds since the session was last used. */
export function idleFor(): number {
  return (performance.now() - usedAt) / 1000;
}

/** Asks the server; `isUse` says whether this keeps the session alive. */
export async function ask(path: string, init: RequestInit = {}, isUse = true): Promise<Response> {
  const response = await reach(path, init);
  if (!response.ok) throw await refused(response);
  if (isUse) usedAt = performance.now();
  return response;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    // A form of another site cannot send this header: the server refuses changes without it.
    return await fetch(path, { ...init, cache: 'no-store', headers: { 'x-pesiar': '1', 'content-type': 'application/json' } });
  } catch {
    throw refusal('console.unreachable', m.console_unreachable());
  }
}

async function refused(response: Response): Promise<Refusal> {
  const said = await response.json().catch(() => refusal('console.failed', m.console_failed()));
  if (said.code === 'session.none') ended();
  return said;
}

function refusal(code: string, message: string): Refusal {
  return { code, message, where: '', retry: true, wait_seconds: 0 };
}
