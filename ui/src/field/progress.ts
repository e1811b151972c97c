// Steps of a long command, as the shell tells them while it works.
import { Channel } from '@tauri-apps/api/core';
import type { WorkStep } from '../bindings/WorkStep';

/** What a command is given so that it can tell its steps. */
export function told(listen: (step: WorkStep) => void): Channel<WorkStep> {
  const channel = new Channel<WorkStep>();
  channel.onmessage = listen;
  return channel;
}
