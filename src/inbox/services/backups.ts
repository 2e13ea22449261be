import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { day, minute, type Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { isAlive } from '../is-alive.ts';
import type { Store } from '../stores/types/store.ts';

/** Where backups are: beside the database's folder, so that a copy of it holds none of them. */
export const backupFolderOf = ({ database }: Pick<Config, 'database'>): string =>
  database.kind === 'sqlite' ? join(dirname(dirname(database.path)), 'backups') : 'backups';

/** Where those are that the server makes every hour. */
export const hourlyFolderOf = (config: Pick<Config, 'database'>): string => join(backupFolderOf(config), 'hourly');

const stampOf = (at: Date): string => at.toISOString().slice(0, 19).replaceAll(':', '-');

/** The name of a backup of this instant, in UTC. */
export const backupName = (at: Date): string => `inbox-${stampOf(at)}.sqlite`;

const named = /^inbox-(\d{4}-\d\d-\d\d)T\d\d-\d\d-\d\d\.sqlite$/;

export const isBackupName = (name: string): boolean => named.test(name);

/** What a database is called that is set aside at this instant. */
export const setAsideName = (name: string, at: Date): string => `${name}.before-restore-${stampOf(at)}`;

/** A name that no file has: this one, or with a number behind it. */
export function freePath(path: string): string {
  let free = path;
  for (let number = 2; existsSync(free); number += 1) free = `${path}-${String(number)}`;
  return free;
}

export interface Backups {
  store: Store;
  /** Where the hourly backups are. */
  backupFolder: string;
  clock: Clock;
}

/** How many of the newest are kept, and for how many days the last one of each. */
const keptHours = 6;
export const keptDays = 14;

/**
 * Writes a backup and reads it again. A backup that was not whole never has a backup's name.
 * @throws when it cannot be written, or is damaged
 */
export async function backUp({ store, backupFolder, clock }: Backups): Promise<void> {
  mkdirSync(backupFolder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(backupFolder)) if (isLeftOver(name)) rmSync(join(backupFolder, name));
  const path = join(backupFolder, backupName(clock()));
  // It names its process: another one on the same database may be writing its own.
  const part = `${path}.${String(process.pid)}.part`;
  try {
    await store.backup(part);
    const problems = damageOf(part);
    if (problems.length > 0) throw new Error(`The backup is damaged: ${problems.join('; ')}`);
    renameSync(part, path);
  } catch (error) {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(part + suffix, { force: true });
    throw error;
  }
}

/** A part of a backup whose process was ended. */
function isLeftOver(name: string): boolean {
  const pid = /\.(?:(\d+)\.)?part(?:-\w+)?$/.exec(name);
  return pid !== null && (pid[1] === undefined || Number(pid[1]) === process.pid || !isAlive(Number(pid[1])));
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

/**
 * Of these names, the backups that are not kept at this instant: all but the newest and but the last of each day, and all that are older
 * than the days for which they are kept. Those from the future are for `redate`.
 */
export function outdated(names: readonly string[], now: Date): string[] {
  const backups = names
    .filter((name) => named.test(name))
    .sort()
    .reverse();
  const dayOf = (name: string) => named.exec(name)![1]!;
  const lastOfDays = backups.filter((name, index) => index === 0 || dayOf(name) !== dayOf(backups[index - 1]!));
  const oldest = backupName(new Date(now.getTime() - keptDays * day));
  const kept = new Set([...backups.slice(0, keptHours), ...lastOfDays].filter((name) => name >= oldest));
  return backups.filter((name) => !kept.has(name));
}

/**
 * Removes copies that are older than the days for which they are kept: hourly backups, dated ones that the command made, databases that
 * a restore set aside. For a clock that is trusted.
 */
export function removeOldCopies(config: Pick<Config, 'database'>, now: Date): void {
  const hourly = hourlyFolderOf(config);
  redate(hourly, now);
  for (const name of outdated(namesIn(hourly), now)) rmSync(join(hourly, name));
  const folders = [
    backupFolderOf(config),
    ...(config.database.kind === 'sqlite' ? [dirname(config.database.path)] : []),
  ];
  const oldest = now.getTime() - keptDays * day;
  for (const folder of folders)
    for (const name of namesIn(folder)) {
      const path = join(folder, name);
      if (isCopy(name, config) && madeAt(path, now) < oldest) rmSync(path);
    }
}

/** When a copy was made, by its name or else by its file; one that is of the future by both is dated to the present. */
function madeAt(path: string, now: Date): number {
  const [, date, time] = /(\d{4}-\d\d-\d\d)T(\d\d-\d\d-\d\d)/.exec(basename(path)) ?? [];
  const byName = date === undefined ? NaN : Date.parse(`${date}T${time!.replaceAll('-', ':')}Z`);
  const known = [byName, statSync(path).mtimeMs].find((at) => at <= now.getTime() + 5 * minute);
  if (known === undefined) utimesSync(path, now, now);
  return known ?? now.getTime();
}

const isCopy = (name: string, { database }: Pick<Config, 'database'>) =>
  named.test(name) ||
  name.startsWith('before-restore-inbox-') ||
  (database.kind === 'sqlite' && name.startsWith(`${basename(database.path)}.before-restore`));

/** A backup whose name is of the future was made by a clock that was wrong: it is one of today, or would be kept until then. */
function redate(folder: string, now: Date): void {
  const latest = backupName(new Date(now.getTime() + 5 * minute));
  for (const name of namesIn(folder).filter((each) => named.test(each) && each > latest)) {
    let at = now.getTime();
    while (existsSync(join(folder, backupName(new Date(at))))) at -= 1_000;
    renameSync(join(folder, name), join(folder, backupName(new Date(at))));
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
