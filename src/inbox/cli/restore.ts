import { constants, copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { commandLine, recordNow } from '../actor.ts';
import type { Database } from '../config.ts';
import { openInbox, type Inbox } from '../open-inbox.ts';
import { CannotOpen, StoreNotEmpty, type Store } from '../stores/store.ts';
import { isBlank } from '../stores/sqlite/open.ts';
import { describeUrl } from '../stores/postgres/describe-url.ts';
import {
  backupFolderOf,
  backupName,
  freePath,
  keptDays,
  partOf,
  removeLeftOversOf,
  setAsideName,
  writeCopy,
} from '../services/backups.ts';
import { CommandError, type Command, type CommandContext } from './command.ts';
import { verifyStore } from './verify.ts';
import { counted } from '../count-words.ts';

type Restoring = Pick<CommandContext, 'config' | 'clock'>;

export const restore: Command = {
  usage: 'restore FILE [--replace]',
  summary: 'Put a backup in the place of the database; stop the server first',
  help: `The backup is checked with the key file before it takes the database's place. Where there is a database already, --replace is needed; the
old one is set aside, for ${String(keptDays)} days: a file beside itself with ".before-restore-" and the time behind its name, one of PostgreSQL as a
backup. Mails that waited when the backup was made may have been sent since, so they are held, and nobody is asked or reminded of anything: see
send-held. Links to applicants' own pages, which they may have replaced since, staff's calendar links and their logins end. It does not run beside a server or another
command.`,
  opensInbox: false,
  isAlone: true,
  async run([file], options, context) {
    if (file === undefined) throw new CommandError('Name the backup: npm run inbox -- restore backups/inbox-….sqlite');
    const source = resolve(file);
    if (!existsSync(source)) throw new CommandError(`There is no file ${source}.`);
    if (statSync(source).isDirectory())
      throw new CommandError(`The file ${source} cannot be restored: it is a folder.`);
    const { database } = context.config;
    const replace = options['replace'] !== undefined;
    const { submissions, aside, held } =
      database.kind === 'sqlite'
        ? await restoreFile(source, database.path, replace, context)
        : await restoreServer(source, database, replace, context);
    const place = database.kind === 'sqlite' ? database.path : describeUrl(database.url);
    if (aside !== undefined)
      context.say(`What was there before is in ${aside}. The server removes it after ${String(keptDays)} days.`);
    context.say(`Restored ${counted(submissions, 'submission')} to ${place}. Start the server again.`);
    context.say(
      [
        'What happened since that backup was made is not in it:',
        '  Whoever was erased since is in it again: erase them anew.',
        '  Whatever colleagues lost since they have again: see who may log in, with npm run inbox -- staff list.',
        '  Dates of rounds and texts of mails that staff changed since are as they were before: look at “Dates of rounds” and “Texts of mails”.',
        '  Mentors may have answered since: see “Mentors asked” before the next ones are asked.',
        'Ended, because somebody may have replaced them since: the links to applicants’ own pages (a new one is sent at /my/), staff’s calendar links, and all logins.',
        'Links with which mentors and pairs answer a single question are never replaced, and still work until their day.',
        `Held: ${counted(held, 'mail that waits', 'mails that wait')} in the backup, and may have been sent since it was made. Check-ins, reminders and questions to mentors wait too.`,
        '  If no server ran since, send all: npm run inbox -- send-held',
        '  If one did, leave them: npm run inbox -- send-held --none. Single ones can be sent on the submission’s page.',
      ].join('\n'),
    );
  },
};

const taken = (place: string) =>
  new CommandError(
    `There is a database at ${place}. To put the backup in its place, stop the server, then add --replace.`,
  );

interface Restored {
  submissions: number;
  /** Path of the database that was replaced. */
  aside: string | undefined;
  /** Number of mails that are held. */
  held: number;
}

async function restoreFile(source: string, path: string, replace: boolean, context: Restoring): Promise<Restored> {
  if (existsSync(path) && !replace) throw taken(path);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  removeLeftOversOf(path);
  const incoming = partOf(path);
  const copied = await checked(source, incoming, context, (store) => note(store, context));
  const aside = existsSync(path) ? setAside(path, context.clock()) : undefined;
  // The rename replaces the file at once, so there is a complete database under this name at every moment.
  renameSync(incoming, path);
  return { ...copied, aside };
}

/**
 * Gives the database a second, unused name. Its log is merged into it, or moved along if the database is too damaged
 * for that.
 */
function setAside(path: string, now: Date): string {
  foldLog(path);
  const aside = freePath(setAsideName(path, now));
  for (const suffix of ['-wal', '-shm', '']) if (existsSync(path + suffix)) addName(path + suffix, aside + suffix);
  // SQLite would apply a log of the old database to the new one.
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
  return aside;
}

function foldLog(path: string): void {
  try {
    const db = new DatabaseSync(path);
    try {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      db.close();
    }
  } catch {
    // The backup may be replacing a database because it is damaged.
  }
}

/** @throws if a file of that name exists */
function addName(path: string, name: string): void {
  try {
    linkSync(path, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // Some file systems have no hard links.
    copyFileSync(path, name, constants.COPYFILE_EXCL);
  }
}

async function restoreServer(
  source: string,
  database: Database & { kind: 'postgres' },
  replace: boolean,
  context: Restoring,
): Promise<Restored> {
  const { keyFile } = context.config;
  // Among the backups, where the server removes what a killed restore leaves.
  const place = resolve(backupFolderOf(context.config), backupName(context.clock()));
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
  const copy = partOf(place);
  let aside: string | undefined;
  try {
    const copied = await checked(source, copy, context, async (backup) => {
      const { store } = await openInbox({ database, keyFile });
      try {
        if (replace) aside = await keepOld(store, context);
        await store.fill(backup.rows(), replace);
        await note(store, context);
      } catch (error) {
        throw error instanceof StoreNotEmpty ? taken(describeUrl(database.url)) : error;
      } finally {
        await store.close();
      }
    });
    return { ...copied, aside };
  } finally {
    removeDatabase(copy);
  }
}

async function keepOld(store: Store, { config, clock }: Restoring): Promise<string> {
  const path = freePath(resolve(backupFolderOf(config), `before-restore-${backupName(clock())}`));
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  await writeCopy(store, path);
  return path;
}

const note = (store: Store, { clock }: Restoring) => recordNow({ store, clock }, commandLine, 'backup restored');

/**
 * Copies the backup, opens the copy as the server would, reads all of it, holds what it would tell people, passes it on,
 * and closes it so that it is one complete file.
 */
async function checked(
  source: string,
  path: string,
  { config, clock }: Restoring,
  use: (store: Store) => Promise<void>,
): Promise<Omit<Restored, 'aside'>> {
  removeDatabase(path);
  copyFileSync(source, path);
  try {
    const { store, vault } = await opened(source, path, config);
    try {
      const { problems, submissions } = await verifyStore(store, vault);
      if (problems.length > 0)
        throw new CommandError(['The backup is damaged and was not restored:', ...problems].join('\n  '));
      const held = await store.holdAfterRestore(clock().toISOString());
      await use(store);
      return { submissions, held };
    } finally {
      await store.close();
    }
  } catch (error) {
    removeDatabase(path);
    throw error;
  }
}

/** Opens the copy of a backup; says of the backup, not of the copy, why it does not open. */
async function opened(source: string, path: string, { keyFile }: CommandContext['config']): Promise<Inbox> {
  try {
    if (isBlank(path))
      throw new CommandError(
        `The file ${source} cannot be restored: it is empty, or a copy of a running inbox without the file beside it that ends in -wal. Nothing was changed.`,
      );
    return await openInbox({ database: { kind: 'sqlite', path }, keyFile });
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    throw new CommandError(`The file ${source} cannot be restored: ${error.reason}. Nothing was changed.`);
  }
}

function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
}
