// Commands about registration cases.
import type { CaseFamily } from '../../bindings/CaseFamily';
import type { CaseGroup } from '../../bindings/CaseGroup';
import type { CaseInput } from '../../bindings/CaseInput';
import type { CaseStepInput } from '../../bindings/CaseStepInput';
import type { CaseView } from '../../bindings/CaseView';
import { call } from '../bridge';

export const caseBoard = () => call<CaseGroup[]>('case_board');
export const caseFamily = (family_id: string) => call<CaseFamily>('case_family', { family_id });
export const caseOpen = (input: CaseInput) => call<null>('case_open', { input });
export const caseStep = (input: CaseStepInput) => call<null>('case_step', { input });
export const caseView = (id: string) => call<CaseView>('case_view', { id });
