// Puts on the page how a person likes to see it: size of letters, Mode Terang, language.
import type { Preferences } from '../../bindings/Preferences';
import { setLocale } from '../../i18n/paraglide/runtime.js';

/** Returns the language, so that whoever shows words can draw them anew. */
export function dress(preferences: Preferences): string {
  const { documentElement: page } = document;
  page.dataset['size'] = preferences.text_size;
  page.dataset['mode'] = preferences.is_bright ? 'bright' : 'normal';
  page.lang = preferences.language;
  setLocale(preferences.language, { reload: false });
  return preferences.language;
}
