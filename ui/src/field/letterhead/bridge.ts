// Commands about the letterhead.
import type { LetterheadFields } from '../../bindings/LetterheadFields';
import type { LetterheadForm } from '../../bindings/LetterheadForm';
import { call } from '../bridge';

export const letterheadForm = () => call<LetterheadForm>('letterhead_form');
export const letterheadSave = (fields: LetterheadFields) => call<LetterheadForm>('letterhead_save', { fields });
