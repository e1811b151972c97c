// Who is signed in, kept for every screen to read.
import type { Failure } from '../../bindings/Failure';
import type { SessionStatus } from '../../bindings/SessionStatus';
import { failureOf } from '../../i18n/failure';
import { keepOpenForms } from '../draft/draft.svelte';
import { places } from '../place.svelte';
import * as bridge from './bridge';

/** Seconds before the screen locks itself when a field is left, so that what was typed in it is kept as a draft. */
const LEAVE_S = 4;
/** The device is told of a person at most so often, in ms. */
const USED_MS = 20_000;

export class Session {
  /** What the device last said; none until it has answered once. */
  status = $state<SessionStatus>();
  /** The last refusal, gone with the next attempt. */
  failure = $state<Failure>();
  /** Whether a secret is being tried, which takes about a second by design. */
  isBusy = $state(false);
  /** Whether somebody else is about to sign in. */
  isSwitching = $state(false);
  /** Whether the offer of a PIN was put off, until the app is started again. */
  isPinPutOff = $state(false);
  #last: string | undefined;
  #usedAtMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Name of whoever is signed in. */
  get worker(): string {
    return this.status?.worker_name ?? '';
  }

  /** Whether whoever is signed in made a PIN since the app was started. */
  get hasPin(): boolean {
    const tile = this.status?.workers.find((worker) => worker.id === this.status?.worker_id);
    return typeof tile?.pin_tries === 'number';
  }

  async refresh(): Promise<void> {
    try {
      this.status = await bridge.sessionStatus();
      this.#watch(this.status);
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  unlock(workerId: string, secret: string): Promise<void> {
    return this.#enter(workerId, () => bridge.sessionUnlock({ worker_id: workerId, secret }));
  }

  unlockByPin(workerId: string, pin: string): Promise<void> {
    return this.#enter(workerId, () => bridge.sessionUnlockPin({ worker_id: workerId, pin }));
  }

  lock(): Promise<void> {
    return this.#leave(bridge.sessionLock);
  }

  signOut(): Promise<void> {
    return this.#leave(bridge.sessionSignOut);
  }

  /** Locks, for somebody else to sign in. */
  async switchWorker(): Promise<void> {
    this.isSwitching = true;
    await this.lock();
  }

  /** Goes to the door of the other village. */
  choose(practice: boolean): Promise<void> {
    places.go({ at: 'home' });
    this.#last = undefined;
    return this.#leave(() => bridge.sessionChoose(practice));
  }

  /** Somebody is there. Told at once when the place changes: over a form the screen locks later. */
  async used(isNewPlace = false): Promise<void> {
    const now = performance.now();
    if (!this.status?.unlocked || (!isNewPlace && now - this.#usedAtMs < USED_MS)) return;
    this.#usedAtMs = now;
    // Refused only if it has locked meanwhile, which the bridge tells the app.
    await bridge.sessionUsed(places.current.at).catch(() => undefined);
  }

  async #enter(workerId: string, how: () => Promise<unknown>): Promise<void> {
    this.isBusy = true;
    this.failure = undefined;
    try {
      await how();
      // Another person begins at the beginning; the same one goes on where they were.
      if (this.#last !== undefined && this.#last !== workerId) places.go({ at: 'home' });
      this.#last = workerId;
      this.isSwitching = false;
    } catch (error) {
      this.failure = failureOf(error);
    }
    // Also after a refusal: the device says how long to wait.
    await this.refresh();
    await this.used(true);
    this.isBusy = false;
  }

  async #leave(how: () => Promise<unknown>): Promise<void> {
    this.failure = undefined;
    try {
      // While the database is still open.
      await keepOpenForms();
      await how();
    } catch (error) {
      this.failure = failureOf(error);
    }
    await this.refresh();
  }

  /** The device locks by itself; this only looks in time, and leaves the field that is being written in just before. */
  #watch(status: SessionStatus): void {
    clearTimeout(this.#timer);
    const left = status.lock_in_seconds;
    if (left === null) return;
    if (left <= LEAVE_S && document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const seconds = left <= LEAVE_S ? left : left - LEAVE_S;
    this.#timer = setTimeout(() => void this.refresh(), (seconds + 0.3) * 1000);
  }
}
