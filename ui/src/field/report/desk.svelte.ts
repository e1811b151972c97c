// The report on the desk: which one, its pages, and the file it was last saved as.
import type { Failure } from '../../bindings/Failure';
import type { SavedFile } from '../../bindings/SavedFile';
import type { ReportForm } from '../../bindings/ReportForm';
import type { ReportId } from '../../bindings/ReportId';
import { failureOf } from '../../i18n/failure';
import { reportPreview, reportSave } from './bridge';

export class Desk {
  id = $state<ReportId>('L01');
  letterNo = $state('');
  /** Addresses of the page images; none while nothing is shown. */
  pages = $state.raw<string[]>([]);
  pageCount = $state(0);
  isDrawing = $state(false);
  isSaving = $state(false);
  failure = $state<Failure>();
  saved = $state<SavedFile>();
  /** The letter number that the pages carry. */
  #drawnNo = '';
  /** Only the pages asked for last are shown. */
  #turn = 0;

  /** Whether the pages show names, which is on record, so they are not opened unasked. */
  get hasNames(): boolean {
    return this.id === 'L05';
  }

  choose(id: ReportId): void {
    if (id === this.id && this.pages.length > 0) return;
    this.clear();
    this.id = id;
    if (!this.hasNames) void this.draw();
  }

  /** The letter number is final for now. */
  renumber(): void {
    if (this.letterNo.trim() !== this.#drawnNo && this.pages.length > 0) void this.draw();
  }

  /** Asks for the pages anew; the old ones stay until the new ones are there. */
  async draw(): Promise<void> {
    const turn = (this.#turn += 1);
    this.isDrawing = true;
    this.failure = undefined;
    const letter_no = this.letterNo.trim();
    try {
      const preview = await reportPreview({ id: this.id, letter_no });
      if (turn !== this.#turn) return;
      this.#forget();
      this.pages = preview.pages.map(addressOf);
      this.pageCount = preview.page_count;
      this.#drawnNo = letter_no;
    } catch (error) {
      if (turn === this.#turn) this.failure = failureOf(error);
    }
    if (turn === this.#turn) this.isDrawing = false;
  }

  async save(form: ReportForm): Promise<void> {
    this.isSaving = true;
    this.failure = undefined;
    this.saved = undefined;
    try {
      this.saved = await reportSave({ id: this.id, letter_no: this.letterNo.trim() }, form);
    } catch (error) {
      this.failure = failureOf(error);
    }
    this.isSaving = false;
  }

  /** Takes everything off the desk. */
  clear(): void {
    this.#turn += 1;
    this.#forget();
    this.pageCount = 0;
    this.isDrawing = false;
    this.failure = undefined;
    this.saved = undefined;
  }

  #forget(): void {
    for (const address of this.pages) URL.revokeObjectURL(address);
    this.pages = [];
  }
}

/** The image stays in this window's memory; nothing is written anywhere. */
function addressOf(svg: string): string {
  return URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
}
