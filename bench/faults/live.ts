import { once } from 'node:events';
import { startInbox, type RunningInbox } from '../../tests/support/inbox-process.ts';
import type { Trial } from './row.ts';

/** Starts the row's server as a keeper does: by the real clock, so that it does its chores. */
export const startLive = (trial: Trial, settings: Record<string, string> = {}): Promise<RunningInbox> =>
  startInbox(trial.folder, { ...trial.settings, CLOCK: '', LOG_LEVEL: 'silent', ...settings }, trial.atEnd);

export async function end({ process }: Pick<RunningInbox, 'process'>, signal: NodeJS.Signals): Promise<void> {
  const exit = once(process, 'exit');
  process.kill(signal);
  await exit;
}

/** Waits until it is so, at most so long; gives the milliseconds it took, `Infinity` where it never was. */
export async function untilSo(isSo: () => boolean | Promise<boolean>, mostMs: number): Promise<number> {
  const started = performance.now();
  for (;;) {
    if (await isSo()) return performance.now() - started;
    if (performance.now() - started > mostMs) return Infinity;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
