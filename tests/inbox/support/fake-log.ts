import { silentLog, type Log } from '#inbox/log.ts';

/** A log that keeps what is said: `warn: the backup takes long`. */
export function fakeLog(): { log: Log; said: string[] } {
  const said: string[] = [];
  const level =
    (name: string) =>
    (...parts: unknown[]) =>
      void said.push(`${name}: ${String(parts.at(-1))}`);
  return { log: { ...silentLog, info: level('info'), warn: level('warn'), error: level('error') }, said };
}

/** Returns how many errors were logged. */
export const alarmsIn = (said: readonly string[]): number => said.filter((line) => line.startsWith('error')).length;
