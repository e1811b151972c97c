// Commands about visits.
import type { VisitEntry } from '../../bindings/VisitEntry';
import type { VisitForm } from '../../bindings/VisitForm';
import type { VisitSaved } from '../../bindings/VisitSaved';
import { call } from '../bridge';

export const visitForm = (input: { family_id: string }) => call<VisitForm>('visit_form', input);
export const visitRecord = (entry: VisitEntry) => call<VisitSaved>('visit_record', { entry });
