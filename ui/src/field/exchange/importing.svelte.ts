// One import, from choosing the file to its result. Kept while other screens are visited: the work goes on meanwhile.
import type { ChosenKind } from '../../bindings/ChosenKind';
import type { Failure } from '../../bindings/Failure';
import type { Group } from '../../bindings/Group';
import type { ImportCounts } from '../../bindings/ImportCounts';
import type { OfferedFile } from '../../bindings/OfferedFile';
import type { OpenedFile } from '../../bindings/OpenedFile';
import type { SavedFile } from '../../bindings/SavedFile';
import type { WorkStep } from '../../bindings/WorkStep';
import { failureOf } from '../../i18n/failure';
import { importFiles, importOpen, importPick, importRun, importSaveList, importStop } from './bridge';

/** Where the person is: choosing, answering what the file does not say, looking at what would happen, or at what did. */
export type Stage = 'choose' | 'ask' | 'rehearsed' | 'done';

export class Importing {
  stage = $state<Stage>('choose');
  /** Files to choose from; none while they are looked for. */
  files = $state.raw<readonly OfferedFile[]>();
  /** Name of the file that is looked at. */
  name = $state('');
  opened = $state.raw<OpenedFile>();
  kind = $state<ChosenKind>();
  asOf = $state('');
  counts = $state.raw<ImportCounts>();
  /** The group whose rows are shown. */
  group = $state<Group>();
  saved = $state.raw<SavedFile>();
  failure = $state.raw<Failure>();
  /** The person stopped it, and nothing has changed. */
  isStopped = $state(false);
  /** What is being done; none while nothing is. */
  step = $state.raw<WorkStep>();
  isRehearsal = $state(true);
  isStopping = $state(false);

  get isBusy(): boolean {
    return this.step !== undefined;
  }

  /** Whether the file leaves something to be answered. */
  get mustAsk(): boolean {
    return this.opened?.layout === 'bpjs_list' && (this.opened.kind === null || this.opened.as_of === null);
  }

  get isAnswered(): boolean {
    return this.kind !== undefined && this.asOf !== '';
  }

  async look(): Promise<void> {
    this.files = undefined;
    try {
      this.files = await importFiles();
    } catch (error) {
      this.files = [];
      this.failure = failureOf(error);
    }
  }

  async pick(): Promise<void> {
    const file = await importPick().catch((error: unknown) => {
      this.failure = failureOf(error);
      return null;
    });
    if (file) await this.choose(file);
  }

  /** Opens a file; if it says everything itself, what would happen is looked at right away. */
  async choose(file: OfferedFile): Promise<void> {
    this.name = file.name;
    const opened = await this.#work(true, (listen) => importOpen(file.id, listen));
    if (!opened) return;
    this.opened = opened;
    this.kind = opened.kind ?? undefined;
    this.asOf = opened.as_of ?? '';
    this.stage = 'ask';
    if (!this.mustAsk) await this.run(true);
  }

  async run(isRehearsal: boolean): Promise<void> {
    const isList = this.opened?.layout === 'bpjs_list';
    const wish = {
      kind: (isList && this.kind) || null,
      as_of: (isList && this.asOf) || null,
      dry_run: isRehearsal,
    };
    const counts = await this.#work(isRehearsal, (listen) => importRun(wish, listen));
    if (counts) {
      this.counts = counts;
      this.saved = undefined;
      this.stage = isRehearsal ? 'rehearsed' : 'done';
    } else if (isRehearsal && !this.mustAsk) {
      this.begin();
    }
  }

  /** Asks the work to stop. It answers by itself, at its next step. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await importStop().catch(() => undefined);
  }

  async saveList(): Promise<void> {
    try {
      this.saved = await importSaveList();
      this.failure = undefined;
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  /** Back to choosing a file. What went wrong stays readable until something else is done. */
  begin(): void {
    this.stage = 'choose';
    this.group = undefined;
    this.opened = undefined;
    this.counts = undefined;
    this.saved = undefined;
  }

  /** One step back inside the import; false if there is none. */
  back(): boolean {
    if (this.isBusy) return false;
    if (this.group !== undefined) this.group = undefined;
    else if (this.stage === 'rehearsed' || this.stage === 'ask') this.begin();
    else return false;
    return true;
  }

  async #work<Answer>(
    isRehearsal: boolean,
    work: (listen: (step: WorkStep) => void) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    if (this.isBusy) return undefined;
    this.failure = undefined;
    this.isStopped = false;
    this.isStopping = false;
    this.isRehearsal = isRehearsal;
    this.step = { stage: 'reading', done: 0, whole: 0 };
    try {
      return await work((step) => {
        if (this.isBusy) this.step = step;
      });
    } catch (error) {
      const failure = failureOf(error);
      this.isStopped = failure.code === 'work.stopped';
      if (!this.isStopped) this.failure = failure;
      return undefined;
    } finally {
      this.step = undefined;
    }
  }
}

export const importing = new Importing();
