import { commandLine, recordNow } from '../actor.ts';
import { parseDatabase, type Database } from '../config.ts';
import { openInbox } from '../open-inbox.ts';
import { StoreNotEmpty, type Store } from '../stores/store.ts';
import { describeUrl } from '../stores/postgres/describe-url.ts';
import { useDatabase } from '../use-database.ts';
import type { Vault } from '../vault.ts';
import { CommandError, type Command, type CommandContext } from './command.ts';
import { differences, storeHashes } from './store-hashes.ts';

const kinds = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

export const migrateTo: Command = {
  usage: 'migrate-to URL',
  summary: 'Copy everything into another database: postgres://… or file:…; stop the server first',
  help: `Copies the database that INBOX_DATABASE names, whichever kind it is, into an empty one. Nothing is decrypted on the way, and the key file
stays the same. At the end both are read again and compared: every table, the chain of the audit, and every answer as it reads once
decrypted. The old database is left as it is. Then start the server with INBOX_DATABASE=URL.`,
  opensInbox: true,
  isAlone: true,
  async run([typed], _options, { config, store, vault, clock, say }) {
    const target = typed === undefined ? undefined : parseDatabase(typed);
    if (!target)
      throw new CommandError(
        'Name the new database: npm run inbox -- migrate-to postgres://user:password@host/database (or file:data/inbox.sqlite)',
      );
    if (JSON.stringify(target) === JSON.stringify(config.database))
      throw new CommandError('That is the database that INBOX_DATABASE names already.');
    const place = target.kind === 'sqlite' ? target.path : describeUrl(target.url);
    const { end } = await useDatabase(target, 'replace');
    try {
      const lines = await copy(store, target, place, { config, vault, clock });
      for (const line of lines) say(line);
    } finally {
      await end();
    }
    say(`Everything is in ${place}, and equal. Start the server with ${settingFor(target)}.`);
  },
};

/** Copies the store and returns in words what was compared. */
async function copy(
  from: Store,
  target: Database,
  place: string,
  { config, vault, clock }: Pick<CommandContext, 'config' | 'vault' | 'clock'>,
): Promise<string[]> {
  const { store } = await openInbox({ database: target, keyFile: config.keyFile });
  try {
    await fillEmpty(store, from, place);
    const lines = await compare(from, store, vault);
    const detail = `from ${kinds[config.database.kind]} to ${kinds[target.kind]}`;
    await recordNow({ store, clock }, commandLine, 'database moved', 'inbox', detail);
    return lines;
  } finally {
    await store.close();
  }
}

/** Leaves out a URL, which may hold a password. */
const settingFor = (target: Database) =>
  target.kind === 'sqlite' ? `INBOX_DATABASE=file:${target.path}` : 'INBOX_DATABASE set to it';

async function fillEmpty(to: Store, from: Store, place: string): Promise<void> {
  try {
    await to.fill(from.rows());
  } catch (error) {
    if (!(error instanceof StoreNotEmpty)) throw error;
    throw new CommandError(`There is something in ${place} already. Name an empty database or a new file.`);
  }
}

/** Compares the stores and returns in words what was compared. */
async function compare(from: Store, to: Store, vault: Vault): Promise<string[]> {
  const [one, other] = [await storeHashes(from, vault), await storeHashes(to, vault)];
  const differing = differences(one, other);
  if (differing.length > 0)
    throw new CommandError(
      `The copy differs in: ${differing.join(', ')}. Was the server running? Stop it, empty the new database, and try again.`,
    );
  return [
    ...Object.entries(other.tables).map(([table, { rows, hash }]) => `${table}  ${String(rows)} rows  ${hash}`),
    `decrypted content  ${other.content}`,
  ];
}
