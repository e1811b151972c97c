// Who is signed in on this browser. The server decides; this only remembers what it said.
import type { OfficeSession } from '../../bindings/OfficeSession';
import type { Refusal } from '../../bindings/Refusal';
import { ask, idleFor, whenEnded } from '../bridge';

const PATH = '/v1/console/session';
const LOOK_MS = 30_000;

export class Session {
  /** What the server last said; none until it has answered once. */
  status = $state<OfficeSession>();
  /** The last refusal, gone with the next attempt. */
  failure = $state<Refusal>();
  /** Whether a password is being looked at, which takes a moment by design. */
  isBusy = $state(false);
  /** Whether somebody was signed in here and no longer is, without having left. */
  isEnded = $state(false);

  constructor() {
    whenEnded(() => this.#end());
    setInterval(() => this.#look(), LOOK_MS);
  }

  async refresh(): Promise<void> {
    try {
      this.status = await (await ask(PATH, {}, false)).json();
      this.failure = undefined;
    } catch (error) {
      this.failure = error as Refusal;
    }
  }

  async enter(name: string, password: string): Promise<void> {
    this.isBusy = true;
    this.failure = undefined;
    try {
      this.status = await (await ask(PATH, { method: 'POST', body: JSON.stringify({ name, password }) })).json();
      this.isEnded = false;
    } catch (error) {
      this.failure = error as Refusal;
    }
    this.isBusy = false;
  }

  async leave(): Promise<void> {
    try {
      await ask(PATH, { method: 'DELETE' });
      this.isEnded = false;
      if (this.status) this.status.office = null;
    } catch (error) {
      this.failure = error as Refusal;
    }
  }

  /** A page nobody uses does not go on showing the province after its session ended. */
  async #look(): Promise<void> {
    if (!this.status?.office || idleFor() < this.status.idle_seconds) return;
    await this.refresh();
    if (!this.status.office) this.isEnded = true;
  }

  #end(): void {
    if (!this.status?.office) return;
    this.status.office = null;
    this.isEnded = true;
  }
}
