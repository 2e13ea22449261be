import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { forms } from '../../src/forms/registry.ts';
import { differences, storeHashes, type StoreHashes } from '../../src/inbox/cli/store-hashes.ts';
import { runCommand } from '../../src/inbox/cli/run.ts';
import { readConfig, type Config } from '../../src/inbox/config.ts';
import { silentLog } from '../../src/inbox/log.ts';
import { openInbox, type Inbox } from '../../src/inbox/open-inbox.ts';
import { readRounds } from '../../src/inbox/rounds.ts';
import { receive } from '../../src/inbox/submissions/receive.ts';
import { answersOf } from '../../tests/inbox/support/answers.ts';
import { howToGetPostgres, newDatabase, throwAwayCluster } from '../../tests/support/postgres.ts';
import { exactly, NotRun, type Count, type Row } from './row.ts';

const atOnce = 500;

export const row: Row = {
  id: 'R13',
  claim: 'Moved from SQLite to PostgreSQL and back: what it holds is equal, decrypted too',
  only: 'postgres',
  async run({ folder, share, atEnd }) {
    const size = share(100_000);
    const cluster = await throwAwayCluster({ isDurable: true });
    if (!cluster) throw new NotRun(howToGetPostgres);
    atEnd(() => cluster.end());
    const configOf = (database: string) =>
      readConfig({
        INBOX_DATABASE: database,
        INBOX_KEY_FILE: join(folder, 'keys/inbox.key'),
        CLOCK: '2027-01-15T12:00:00Z',
      });
    const places = [
      `file:${join(folder, 'first/inbox.sqlite')}`,
      await newDatabase(cluster.url),
      `file:${join(folder, 'last/inbox.sqlite')}`,
    ];
    const [first, , last] = places.map(configOf);
    await timed('stored', () => within(first!, (inbox) => fill(inbox, first!, size)));
    const before = await within(first!, ({ store, vault }) => storeHashes(store, vault));
    for (const [index, to] of places.slice(1).entries())
      await timed(index === 0 ? 'to PostgreSQL' : 'and back', () => migrate(configOf(places[index]!), to));
    const after = await within(last!, ({ store, vault }) => storeHashes(store, vault));
    return countsOf(before, after, size);
  },
};

/** Stores submissions of all forms as the server does, some of them a second time with different answers. */
async function fill(inbox: Inbox, { clock }: Config, size: number): Promise<void> {
  const rounds = readRounds('content/rounds');
  const services = { ...inbox, rounds, content: { roundsAt: () => rounds }, clock, log: silentLog };
  for (let begun = 0; begun < size; begun += atOnce) {
    const count = Math.min(atOnce, size - begun);
    await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const form = forms[index % forms.length]!;
        const answers = answersOf(form.id, { fullName: `Ada Example ${String(begun + index)}` });
        await receive(services, form, answers, 'bench', () => Promise.resolve());
        if (index % 10 === 0)
          await receive(services, form, { ...answers, fullName: 'Ada “Ådä” Example\n' }, 'bench', () =>
            Promise.resolve(),
          );
      }),
    );
  }
}

/** Each move adds one audit entry; nothing else may differ. */
const countsOf = (before: StoreHashes, after: StoreHashes, size: number): Count[] => [
  exactly('submissions', size, after.tables['submission']?.rows ?? 0),
  exactly('decrypted contents that differ', 0, Number(before.content !== after.content)),
  exactly(
    'tables that differ, the audit apart',
    0,
    differences(before, after).filter((table) => table !== 'audit').length,
  ),
  exactly(
    'entries of the audit for two moves',
    (before.tables['audit']?.rows ?? 0) + 2,
    after.tables['audit']?.rows ?? 0,
  ),
];

async function migrate(config: Config, to: string): Promise<void> {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  await runCommand(['migrate-to', to], config, { input: Readable.from([]), output, errors: output });
}

async function within<T>(config: Config, work: (inbox: Inbox) => Promise<T>): Promise<T> {
  const inbox = await openInbox(config);
  try {
    return await work(inbox);
  } finally {
    await inbox.store.close();
  }
}

async function timed(name: string, work: () => Promise<void>): Promise<void> {
  const started = performance.now();
  await work();
  console.log(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
