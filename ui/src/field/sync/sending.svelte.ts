// One sync and what is known about the others. Kept while other screens are visited: it goes on meanwhile.
import type { Failure } from '../../bindings/Failure';
import type { SyncOverview } from '../../bindings/SyncOverview';
import type { SyncReceipt } from '../../bindings/SyncReceipt';
import type { WorkStep } from '../../bindings/WorkStep';
import { failureOf } from '../../i18n/failure';
import { syncOverview, syncRun, syncStop } from './bridge';

export class Sending {
  overview = $state.raw<SyncOverview>();
  /** Where it is; none while nothing is sent. */
  step = $state.raw<WorkStep>();
  isStopping = $state(false);
  /** What the province answered just now. */
  receipt = $state.raw<SyncReceipt>();
  failure = $state.raw<Failure>();

  get isBusy(): boolean {
    return this.step !== undefined;
  }

  async look(): Promise<void> {
    try {
      this.overview = await syncOverview();
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  async run(): Promise<void> {
    if (this.isBusy) return;
    this.receipt = undefined;
    this.failure = undefined;
    this.isStopping = false;
    this.step = { stage: 'sending', done: 0, whole: 0 };
    try {
      this.receipt = await syncRun((step) => {
        if (this.isBusy) this.step = step;
      });
    } catch (error) {
      this.failure = failureOf(error);
    }
    this.step = undefined;
    await this.look();
  }

  /** Asks it to stop. It answers by itself, within a moment. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await syncStop().catch(() => undefined);
  }

  /** Forgets what was told last: the person has gone on to something else. */
  forget(): void {
    if (this.isBusy) return;
    this.receipt = undefined;
    this.failure = undefined;
  }
}

export const sending = new Sending();
