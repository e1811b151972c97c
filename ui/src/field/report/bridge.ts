// Commands about reports.
import type { SavedFile } from '../../bindings/SavedFile';
import type { ReportForm } from '../../bindings/ReportForm';
import type { ReportPreview } from '../../bindings/ReportPreview';
import type { ReportWanted } from '../../bindings/ReportWanted';
import { call } from '../bridge';

export const reportPreview = (wanted: ReportWanted) => call<ReportPreview>('report_preview', { wanted });
export const reportSave = (wanted: ReportWanted, form: ReportForm) => call<SavedFile>('report_save', { wanted, form });
