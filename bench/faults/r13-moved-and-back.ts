/** R13: an inbox is moved from SQLite to PostgreSQL and back; what it holds must be equal, decrypted too. Marks are hashes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { forms } from '../../src/forms/registry.ts';
import { differences, digestOf, type Digest } from '../../src/inbox/cli/digest.ts';
import { runCommand } from '../../src/inbox/cli/run.ts';
import { readConfig, type Config } from '../../src/inbox/config.ts';
import { silentLog } from '../../src/inbox/log.ts';
import { openInbox, type Inbox } from '../../src/inbox/open-inbox.ts';
import { readRounds } from '../../src/inbox/rounds.ts';
import { receive } from '../../src/inbox/submissions/receive.ts';
import { answersOf } from '../../tests/inbox/support/answers.ts';
import { howToGetPostgres, newDatabase, throwAwayCluster } from '../../tests/support/postgres.ts';

const atOnce = 500;

export async function movedAndBack(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...options], options: { size: { type: 'string', default: '100000' } } });
  const size = Number(values.size);
  const cluster = await throwAwayCluster({ isDurable: true });
  if (!cluster) return console.log(`R13 was not tried: ${howToGetPostgres}`);
  const folder = await mkdtemp(join(tmpdir(), 'bench-r13-'));
  try {
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
    console.log(`R13: ${String(size)} submissions moved from SQLite to PostgreSQL and back:`);
    await timed('stored', () => within(first!, (inbox) => fill(inbox, first!, size)));
    const before = await within(first!, ({ store, vault }) => digestOf(store, vault));
    for (const [index, to] of places.slice(1).entries())
      await timed(index === 0 ? 'to PostgreSQL' : 'and back', () => migrate(configOf(places[index]!), to));
    const after = await within(last!, ({ store, vault }) => digestOf(store, vault));
    report(before, after, size);
  } finally {
    await cluster.end();
    await rm(folder, { recursive: true });
  }
}

/** Stores submissions of all forms as the server does, some of them a second time with other answers. */
async function fill(inbox: Inbox, { clock }: Config, size: number): Promise<void> {
  const desk = { ...inbox, rounds: readRounds('content/rounds'), clock, log: silentLog };
  for (let begun = 0; begun < size; begun += atOnce) {
    const count = Math.min(atOnce, size - begun);
    await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const form = forms[index % forms.length]!;
        const answers = answersOf(form.id, { fullName: `Ada Example ${String(begun + index)}` });
        await receive(desk, form, answers, 'bench');
        if (index % 10 === 0) await receive(desk, form, { ...answers, fullName: 'Ada “Ådä” Example\n' }, 'bench');
      }),
    );
  }
}

/** Every move is itself an entry of the audit: it grows by one each time, and nothing else differs. */
function report(before: Digest, after: Digest, size: number): void {
  const differing = differences(before, after);
  console.table(
    Object.fromEntries(
      Object.entries(after.tables).map(([table, { rows, hash }]) => [
        table,
        { before: before.tables[table]?.rows, after: rows, equal: before.tables[table]?.hash === hash },
      ]),
    ),
  );
  console.log(`Decrypted content: ${before.content === after.content ? 'equal' : 'NOT EQUAL'} (${after.content})`);
  console.log(`Most memory: ${String(Math.round(process.resourceUsage().maxRSS / 1024))} MB`);
  const isWell = differing.join() === 'audit' && after.tables['submission']?.rows === size;
  if (!isWell) process.exitCode = 1;
}

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
