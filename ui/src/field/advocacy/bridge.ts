// Commands about talks.
import type { TalkInput } from '../../bindings/TalkInput';
import type { TalkPage } from '../../bindings/TalkPage';
import type { TalkPerson } from '../../bindings/TalkPerson';
import { call } from '../bridge';

export const advocacyList = (input: { offset: number; limit: number }) => call<TalkPage>('advocacy_list', input);
export const advocacyPerson = (person_id: string) => call<TalkPerson>('advocacy_person', { person_id });
export const advocacyRecord = (input: TalkInput) => call<null>('advocacy_record', { input });
