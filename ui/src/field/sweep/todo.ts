// A task at a house: its drawing and its words.
import { m } from '../../i18n/paraglide/messages.js';
import { day } from '../../shared/format';

type TodoIcon = 'door' | 'clock' | 'talk' | 'check';

interface Shown {
  icon: TodoIcon;
  words: () => string;
}

const TODO: Record<string, Shown> = {
  visit: { icon: 'door', words: m.sweep_todo_visit },
  again: { icon: 'clock', words: m.sweep_todo_again },
  advocate: { icon: 'talk', words: m.sweep_todo_advocate },
  done: { icon: 'check', words: m.sweep_todo_done },
};

export function todoIcon(todo: string): TodoIcon {
  return TODO[todo]?.icon ?? 'check';
}

/** `Kunjungan ulang`; nothing for a house without a task. */
export function todoWords(todo: string): string {
  return TODO[todo]?.words() ?? '';
}

/** When: a day to come, or since when it has been due. */
export function dueWords(due: string | null, is_due: boolean): string {
  if (due === null) return '';
  return is_due ? m.sweep_due_since({ date: day(due) }) : m.sweep_due({ date: day(due) });
}
