// Commands about reports.
import type { ReportFile } from '../../bindings/ReportFile';
import type { ReportForm } from '../../bindings/ReportForm';
import type { ReportPreview } from '../../bindings/ReportPreview';
import type { ReportWanted } from '../../bindings/ReportWanted';
import { call } from '../bridge';

export const reportPreview = (wanted: ReportWanted) => call<ReportPreview>('report_preview', { wanted });
export const reportSave = (wanted: ReportWanted, form: ReportForm) => call<ReportFile>('report_save', { wanted, form });
