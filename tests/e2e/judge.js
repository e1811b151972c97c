// What is wrong with the screen as it is now, each as one sentence. Run inside the real window by judge.rs.
const [isBright, done] = arguments;
const seen = (it) => {
  const box = it.getBoundingClientRect();
  const style = getComputedStyle(it);
  return box.width > 0 && box.height > 0 && style.visibility !== 'hidden' && !it.closest('[aria-hidden=true], [inert]');
};
const name = (it) => (it.getAttribute('aria-label') ?? it.innerText ?? '').trim().slice(0, 40) || it.outerHTML.slice(0, 60);
const faults = [];

const text = document.body.innerText;
const hints = [...document.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap((it) =>
  ['aria-label', 'placeholder', 'title'].map((attribute) => it.getAttribute(attribute) ?? ''),
);
const words = [text, ...hints].join('\n');
const forbidden = {
  'a raw code': /\b(?:V[1-7]X?|A[1-7]|T(?:1[0-3]|[1-9])|R(?:0[1-9]|1[0-9])|D[0-9]{2})\b/,
  'an identifier': /\b[A-Z]{2,}_[A-Z_]+\b|\b[a-z]+_[a-z_]+\b/,
  'a row id': /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/,
  'a full NIK': /(?<![0-9])(?:[0-9]{16}|[0-9]{4}(?:[ .-][0-9]{4}){3})(?![0-9])/,
  'a blank that was not filled': /\{[a-zA-Z_]+\}|\bundefined\b|\bnull\b|\bNaN\b|\[object/,
  'an English word': /\b(?:the|and|of|save|error|loading|search|failed|unknown|settings|cancel|back|close|next|visit|report)\b/i,
};
for (const [what, pattern] of Object.entries(forbidden)) {
  const found = pattern.exec(words);
  if (found) faults.push(`${what}: "${found[0]}" in "${words.slice(Math.max(0, found.index - 30), found.index + 40)}"`);
}

const SMALLEST = 47.5; // 48 px, less what rounding takes
const targets = 'button, a[href], input, select, textarea, summary, [role=option], [role=menuitem], [role=tab]';
for (const it of document.querySelectorAll(targets)) {
  if (!seen(it)) continue;
  // A tick or a dot is pressed by its words.
  const pressed = ['radio', 'checkbox'].includes(it.type) ? (it.closest('label') ?? it) : it;
  const box = pressed.getBoundingClientRect();
  if (Math.min(box.width, box.height) < SMALLEST) {
    faults.push(`too small to press (${Math.round(box.width)} x ${Math.round(box.height)}): ${name(it)}`);
  }
}
for (const it of document.querySelectorAll('button, label, summary')) {
  if (!seen(it) || it.closest('.unseen')) continue;
  if (it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1) {
    faults.push(`words that do not fit (${it.scrollWidth} x ${it.scrollHeight} in ${it.clientWidth} x ${it.clientHeight}): ${name(it)}`);
  }
}
if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the window');
const rows = document.querySelectorAll('[role=option]').length;
if (rows > 100) faults.push(`${rows} rows drawn at once`);
if (document.querySelectorAll('img:not([src^="blob:"])').length > 0) faults.push('a picture that is not ours');

const rules = isBright ? { 'color-contrast-enhanced': { enabled: true } } : {};
axe
  .run(document, { rules, resultTypes: ['violations'] })
  .then(({ violations }) => {
    for (const { id, impact, nodes } of violations) {
      if (['serious', 'critical'].includes(impact)) faults.push(`axe ${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
    }
    done(faults);
  })
  .catch((error) => done([`axe did not run: ${error}`]));
