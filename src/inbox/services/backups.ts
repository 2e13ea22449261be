import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { day, minute, type Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { isAlive } from '../is-alive.ts';
import type { Log } from '../log.ts';
import type { Store } from '../stores/store.ts';

/** Returns the backups' folder. It is beside the database's folder, so that a copy of that folder has no backups in it. */
export const backupFolderOf = ({ database }: Pick<Config, 'database'>): string =>
  database.kind === 'sqlite' ? join(dirname(dirname(database.path)), 'backups') : 'backups';

export const hourlyFolderOf = (config: Pick<Config, 'database'>): string => join(backupFolderOf(config), 'hourly');

const stampOf = (at: Date): string => at.toISOString().slice(0, 19).replaceAll(':', '-');

/** Returns the file name of a backup made at this instant; it states UTC. */
export const backupName = (at: Date): string => `inbox-${stampOf(at)}.sqlite`;

const named = /^inbox-(\d{4}-\d\d-\d\d)T\d\d-\d\d-\d\d\.sqlite$/;

export const isBackupName = (name: string): boolean => named.test(name);

/** Returns the name of a database that a restore sets aside at this instant. */
export const setAsideName = (name: string, at: Date): string => `${name}.before-restore-${stampOf(at)}`;

/** Returns this path, or the first free one with a number after it if a file has the path. */
export function freePath(path: string): string {
  let free = path;
  for (let number = 2; existsSync(free); number += 1) free = `${path}-${String(number)}`;
  return free;
}

export interface Backups {
  store: Pick<Store, 'backup'>;
  /** Folder of the hourly backups. */
  backupFolder: string;
  clock: Clock;
  log: Log;
}

const keptHours = 6;
/** Number of days for which the last backup of each day is kept. */
export const keptDays = 14;

/** A backup that takes longer (ms) is mentioned in the log. */
export const slowMs = minute;
/** A backup that takes longer (ms) is stopped. Must be less than the time after which a chore counts as cut off (`hourly.ts`). */
export const limitMs = 20 * minute;

/**
 * Writes the backup of this hour; `hourly.ts` says when an hour is over.
 * @param stopping aborts when the server shuts down
 * @throws when the backup cannot be written, is damaged, or takes too long
 */
export async function backUp({ store, backupFolder, clock, log }: Backups, stopping?: AbortSignal): Promise<void> {
  mkdirSync(backupFolder, { recursive: true, mode: 0o700 });
  removeLeftOvers(backupFolder, 'inbox-');
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1_000);
  const limit = new AbortController();
  const timers = [
    setTimeout(() => log.warn({ seconds: seconds() }, 'the backup takes long'), slowMs),
    setTimeout(
      () => limit.abort(new Error(`The backup was not done within ${limitMs / minute} minutes: is the disk slow?`)),
      limitMs,
    ),
  ];
  const signal = stopping ? AbortSignal.any([stopping, limit.signal]) : limit.signal;
  try {
    await writeCopy(store, join(backupFolder, backupName(clock())), signal);
  } finally {
    timers.forEach(clearTimeout);
  }
  if (seconds() >= slowMs / 1_000) log.warn({ seconds: seconds() }, 'the backup took long, and is whole');
}

/**
 * Writes a copy of the store and checks it. The copy gets its name only when it is complete.
 * @throws when the copy cannot be written, is damaged, or the signal aborts; nothing is left on the disk then
 */
export async function writeCopy(store: Pick<Store, 'backup'>, path: string, signal?: AbortSignal): Promise<void> {
  // The name has the process's id, because another process on the same database may be writing its own copy.
  const part = partOf(path);
  removeLeftOversOf(path);
  try {
    await store.backup(part, signal);
    const problems = await damageOf(part, signal);
    if (problems.length > 0) throw new Error(`The backup is damaged: ${problems.join('; ')}`);
    renameSync(part, path);
  } catch (error) {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(part + suffix, { force: true });
    throw error;
  }
}

/** Returns the name of a copy of this file that this process is still writing. */
export const partOf = (path: string): string => `${path}.${String(process.pid)}.part`;

/** Removes unfinished copies whose names begin like this and whose process has ended. */
function removeLeftOvers(folder: string, beginning: string): void {
  for (const name of namesIn(folder)) if (name.startsWith(beginning) && isLeftOver(name)) rmSync(join(folder, name));
}

/** Removes unfinished copies of this file whose process has ended, such as those of a restore that was killed. */
export const removeLeftOversOf = (path: string): void => removeLeftOvers(dirname(path), `${basename(path)}.`);

function isLeftOver(name: string): boolean {
  const pid = /\.(?:(\d+)\.)?part(?:-\w+)?$/.exec(name);
  return pid !== null && (pid[1] === undefined || Number(pid[1]) === process.pid || !isAlive(Number(pid[1])));
}

/**
 * Checks a whole database. It runs in a thread, because it takes seconds and the server must go on answering; the thread's code is a text,
 * because the packed server is one file. The journal mode is changed so that the copy has no log file beside it.
 */
const readWhole = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { DatabaseSync } = require('node:sqlite');
  const copy = new DatabaseSync(workerData);
  copy.exec('PRAGMA journal_mode = DELETE');
  const lines = copy.prepare('PRAGMA integrity_check').all().map((line) => String(line.integrity_check));
  copy.close();
  parentPort.postMessage(lines);
`;

async function damageOf(path: string, signal?: AbortSignal): Promise<string[]> {
  signal?.throwIfAborted();
  const thread = new Worker(readWhole, { eval: true, workerData: path });
  try {
    const [lines] = (await once(thread, 'message', signal ? { signal } : {})) as [string[]];
    return lines.filter((line) => line !== 'ok');
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    await thread.terminate();
  }
}

/**
 * Returns the backups to remove at this instant: those that are neither among the newest nor the last of their day, and those older than
 * {@link keptDays}. Backups dated in the future are left to `redate`.
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
 * Removes old copies: hourly backups, backups made by the command, and databases that a restore set aside. Call it only while the clock is
 * trusted.
 */
export function removeOldCopies(config: Pick<Config, 'database'>, now: Date): void {
  const hourly = hourlyFolderOf(config);
  for (const folder of [hourly, backupFolderOf(config)])
    for (const beginning of ['inbox-', 'before-restore-inbox-']) removeLeftOvers(folder, beginning);
  if (config.database.kind === 'sqlite') removeLeftOversOf(config.database.path);
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

/** Returns when a copy was made, by its name or else by its file. A copy dated in the future by both is dated to the present. */
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

/** Renames backups that a wrong clock dated in the future, which would otherwise be kept until then. */
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
