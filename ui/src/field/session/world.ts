// For tests of the door: a laptop that answers as the device would, and hands on the page.
import { mockIPC } from '@tauri-apps/api/mocks';
import { flushSync } from 'svelte';
import type { SessionStatus } from '../../bindings/SessionStatus';

/** A laptop with one village and one worker, locked. */
export function lockedStatus(): SessionStatus {
  return {
    profile_exists: true,
    unlocked: false,
    practice: true,
    can_connect: false,
    can_practise: false,
    has_both: false,
    in_use: false,
    village_name: '',
    district_name: '',
    workers: [{ id: 'w1', name: 'Ana Marlina', pin_tries: null, pin_wait_seconds: 0 }],
    worker_id: null,
    worker_name: '',
    role: '',
    role_label: '',
    pending: 1234,
    synced_at_ms: null,
    attention: 0,
    wait_seconds: 0,
    lock_in_seconds: null,
    known_secret: null,
    preferences: { text_size: 'normal', is_bright: false, language: 'id', lock_minutes: null },
  };
}

export type Answers = Record<string, (payload: never) => unknown>;

/** Answers commands; one that is not named never answers, as a screen that is not looked at needs nothing. */
export function answer(answers: Answers): string[] {
  const asked: string[] = [];
  mockIPC((command, payload) => {
    asked.push(command);
    const known = answers[command];
    return known ? known(payload as never) : new Promise(() => undefined);
  });
  return asked;
}

export const refusal = (code: string, message = 'x', where = '') => Promise.reject({ code, message, where, retry: false });

/** Waits until commands have been answered and the page is drawn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((done) => setTimeout(done));
  flushSync();
}

export const text = () => document.body.textContent.replace(/\s+/g, ' ');

export function one<T extends Element>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
}

export async function type(field: HTMLInputElement, value: string): Promise<void> {
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}

export function named<T extends HTMLElement = HTMLButtonElement>(name: string, selector = 'button, label'): T {
  const all = [...document.querySelectorAll<T>(selector)];
  const words = (element: T) => element.getAttribute('aria-label') ?? element.textContent.replace(/\s+/g, ' ').trim();
  const found = all.find((element) => words(element).startsWith(name));
  if (!found) throw new Error(`nothing is called ${name}: ${all.map(words).join(' | ')}`);
  return found;
}

export async function press(name: string): Promise<void> {
  named(name).click();
  await settled();
}
