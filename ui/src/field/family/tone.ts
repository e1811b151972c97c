// A membership status in the four tones of a chip.
type Tone = 'active' | 'inactive' | 'missing' | 'unknown';

const TONE: Record<string, Tone> = { AKTIF: 'active', NONAKTIF: 'inactive', BELUM_TERDAFTAR: 'missing' };

export function toneOf(status: string): Tone {
  return TONE[status] ?? 'unknown';
}
