// Who is signed in, kept for every screen to read.
import type { Failure } from '../../bindings/Failure';
import type { SessionStatus } from '../../bindings/SessionStatus';
import { failureOf } from '../../i18n/failure';
import { keepOpenForms } from '../draft/draft.svelte';
import { sessionLock, sessionStatus, sessionUnlock } from './bridge';

export class Session {
  /** What the device last said; none until it has answered once. */
  status = $state<SessionStatus>();
  /** The last refusal, gone with the next attempt. */
  failure = $state<Failure>();
  /** Whether a secret is being tried, which takes about a second by design. */
  isBusy = $state(false);
  /** Name of whoever signed in here. */
  worker = $state('');

  async refresh(): Promise<void> {
    try {
      this.status = await sessionStatus();
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  async unlock(workerId: string, secret: string): Promise<void> {
    this.isBusy = true;
    this.failure = undefined;
    try {
      await sessionUnlock({ worker_id: workerId, secret });
      this.worker = this.status?.workers.find((worker) => worker.id === workerId)?.name ?? '';
    } catch (error) {
      this.failure = failureOf(error);
    }
    // Also after a refusal: the device says how long to wait.
    await this.refresh();
    this.isBusy = false;
  }

  async lock(): Promise<void> {
    this.failure = undefined;
    try {
      // While the database is still open.
      await keepOpenForms();
      await sessionLock();
      this.worker = '';
    } catch (error) {
      this.failure = failureOf(error);
    }
    await this.refresh();
  }
}
