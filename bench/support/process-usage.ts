import { readFileSync } from 'node:fs';

/**
 * Returns a process's memory in MB: resident now, resident at its peak, and its own now. Its own leaves out the program's
 * file, of which the system keeps in memory as much as it likes. NaN without /proc.
 */
export function memoryOf(id: number): { now: number; peak: number; own: number } {
  try {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    const read = (name: string) => (Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) * 1024) / 1e6;
    return { now: read('VmRSS'), peak: read('VmHWM'), own: read('RssAnon') };
  } catch {
    return { now: Number.NaN, peak: Number.NaN, own: Number.NaN };
  }
}

/** Returns the processor time of all threads of a process (s). NaN without /proc. */
export function processorOf(id: number): number {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}
