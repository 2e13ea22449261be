import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store.ts';
import { everyHour } from './hourly.ts';

/** Where backups are: beside the database's folder, so that a copy of it holds none of them. */
export const backupFolderOf = ({ database }: Pick<Config, 'database'>): string =>
  database.kind === 'sqlite' ? join(dirname(dirname(database.path)), 'backups') : 'backups';

/** Where those are that the server makes every hour. */
export const hourlyFolderOf = (config: Pick<Config, 'database'>): string => join(backupFolderOf(config), 'hourly');

/** The name of a backup of this instant, in UTC. */
export const backupName = (at: Date): string => `inbox-${at.toISOString().slice(0, 19).replaceAll(':', '-')}.sqlite`;

const named = /^inbox-(\d{4}-\d\d-\d\d)T\d\d-\d\d-\d\d\.sqlite$/;

export const isBackupName = (name: string): boolean => named.test(name);

interface Backups {
  store: Store;
  folder: string;
  clock: Clock;
}

/** How many of the newest are kept, and of how many days the last one. */
const keptHours = 6;
const keptDays = 14;

/**
 * Writes a backup, reads it again, and removes those that are too old. A backup that was not whole never has a backup's name.
 * @throws when it cannot be written, or is damaged
 */
export async function backUp({ store, folder, clock }: Backups): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, backupName(clock()));
  const part = `${path}.part`;
  rmSync(part, { force: true });
  await store.backup(part);
  const problems = damageOf(part);
  if (problems.length > 0) throw new Error(`The backup is damaged: ${problems.join('; ')}`);
  renameSync(part, path);
  for (const old of outdated(readdirSync(folder))) rmSync(join(folder, old));
}

function damageOf(path: string): string[] {
  const copy = new DatabaseSync(path);
  try {
    // Without a log beside it, the copy is one file.
    copy.exec('PRAGMA journal_mode = DELETE');
    const lines = copy.prepare('PRAGMA integrity_check').all();
    return lines.map((line) => String(line['integrity_check'])).filter((line) => line !== 'ok');
  } finally {
    copy.close();
  }
}

/** Of these names, the backups that need not be kept: all but the newest, and but the last of each of the newest days. */
export function outdated(names: readonly string[]): string[] {
  const backups = names
    .filter((name) => named.test(name))
    .sort()
    .reverse();
  const dayOf = (name: string) => named.exec(name)![1]!;
  const lastOfDays = backups.filter((name, index) => index === 0 || dayOf(name) !== dayOf(backups[index - 1]!));
  const kept = new Set([...backups.slice(0, keptHours), ...lastOfDays.slice(0, keptDays)]);
  return backups.filter((name) => !kept.has(name));
}

/** Backs up every hour. Gives what ends it. */
export const startBackups = (backups: Backups, log: Log): (() => void) =>
  everyHour('backup', { ...backups, log }, () => backUp(backups));
