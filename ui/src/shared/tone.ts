// The colours a state can have.
export type Tone = 'active' | 'inactive' | 'missing' | 'unknown';
