// Commands of Perlu Perhatian.
import type { AttentionList } from '../../bindings/AttentionList';
import { call } from '../bridge';

export const attentionCount = () => call<number>('attention_count');
export const attentionList = () => call<AttentionList>('attention_list');
