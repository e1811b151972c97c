// Enter goes to the next field, as people who key many forms expect; in a note it stays a new line.

const FIELDS = 'input:not(:disabled), select:not(:disabled), textarea:not(:disabled)';

/** Attachment for a form's element. A group of tiles counts as one field. */
export function enterMovesOn(form: HTMLElement): () => void {
  const keydown = (event: KeyboardEvent) => {
    const from = event.target;
    if (event.key !== 'Enter' || !(from instanceof HTMLInputElement || from instanceof HTMLSelectElement)) return;
    event.preventDefault();
    next(form, from)?.focus();
  };
  form.addEventListener('keydown', keydown);
  return () => form.removeEventListener('keydown', keydown);
}

function next(form: HTMLElement, from: HTMLInputElement | HTMLSelectElement): HTMLElement | undefined {
  const fields = [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(FIELDS)];
  const later = fields.slice(fields.indexOf(from) + 1);
  const other = later.filter((field) => field.name === '' || field.name !== from.name);
  const first = other[0];
  // Of a group of tiles, the one that is chosen.
  return first && first.name !== '' ? (other.find((field) => field.name === first.name && isChosen(field)) ?? first) : first;
}

function isChosen(field: HTMLElement): boolean {
  return field instanceof HTMLInputElement && field.checked;
}
