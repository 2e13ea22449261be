/** R2: the inbox and its database are killed (SIGKILL) again and again under load. Marks are counts. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyStore } from '../../src/inbox/cli/verify.ts';
import { openInbox } from '../../src/inbox/open-inbox.ts';
import { answersOf } from '../../tests/inbox/support/answers.ts';
import { startInbox, type RunningInbox } from '../../tests/support/inbox-process.ts';
import { howToGetPostgres, newDatabase, throwAwayCluster } from '../../tests/support/postgres.ts';

interface Sent {
  begun: number;
  confirmed: string[];
  refused: number;
  isOver: boolean;
}

const victims = ['the inbox', 'the database', 'both'] as const;
const senders = 16;

/** Everyone who sends does it as the site's form does: again under the same id until it is confirmed. */
export async function killedOnPostgres(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...options], options: { size: { type: 'string', default: '50' } } });
  const kills = Number(values.size);
  const cluster = await throwAwayCluster({ isDurable: true });
  if (!cluster) return console.log(`R2 was not tried: ${howToGetPostgres}`);
  const folder = await mkdtemp(join(tmpdir(), 'bench-r2-'));
  const ends: (() => void)[] = [];
  try {
    const database = await newDatabase(cluster.url);
    const settings = { INBOX_DATABASE: database, INBOX_KEY_FILE: join(folder, 'inbox.key'), LOG_LEVEL: 'silent' };
    const start = () => startInbox(folder, settings, (end) => ends.push(end));
    let inbox = await start();
    const sent: Sent = { begun: 0, confirmed: [], refused: 0, isOver: false };
    const sending = Array.from({ length: senders }, () => sendOn(sent, () => inbox.address));
    const killed = { 'the inbox': 0, 'the database': 0, both: 0 };
    for (let kill = 0; kill < kills; kill += 1) {
      await underWay(sent);
      await pause(Math.random() * 400);
      const victim = victims[kill % victims.length]!;
      killed[victim] += 1;
      await Promise.all([
        victim === 'the inbox' ? undefined : cluster.kill(),
        victim === 'the database' ? undefined : end(inbox),
      ]);
      if (victim !== 'the inbox') await cluster.start();
      if (victim !== 'the database') inbox = await start();
    }
    sent.isOver = true;
    await Promise.all(sending);

    const { store, vault } = await openInbox({
      database: { kind: 'postgres', url: database },
      keyFile: settings.INBOX_KEY_FILE,
    });
    const ids = new Set<string>();
    for await (const { table, rows } of store.rows())
      if (table === 'submission') for (const row of rows) ids.add(String(row['submission_id']));
    const { all } = await store.counts({});
    const { problems, entries } = await verifyStore(store, vault);
    await store.close();
    const lost = sent.confirmed.filter((id) => !ids.has(id)).length;
    console.log(`R2: ${String(kills)} kills under ${String(senders)} senders on PostgreSQL, synced to the disk:`);
    console.table({ ...killed, 'refused or unanswered, sent again': sent.refused });
    console.table({
      sent: sent.begun,
      confirmed: sent.confirmed.length,
      rows: all,
      lost,
      doubled: all - sent.begun,
      'audit entries': entries,
      problems: problems.length,
    });
    for (const problem of problems) console.log(problem);
    const isWell = lost === 0 && all === sent.begun && entries === all && problems.length === 0;
    if (!isWell || new Set(sent.confirmed).size !== sent.begun) process.exitCode = 1;
  } finally {
    for (const stop of ends) stop();
    await cluster.end();
    await rm(folder, { recursive: true });
  }
}

/** Until the load is on again, so that every kill hits it. */
async function underWay({ confirmed }: Sent): Promise<void> {
  const before = confirmed.length;
  for (const until = Date.now() + 30_000; confirmed.length < before + 2 * senders; await pause(10))
    if (Date.now() > until) throw new Error('Nothing is confirmed any more: it did not recover.');
}

async function sendOn(
  sent: Sent,
  address: () => URL,
): Promise<void> {
  while (!sent.isOver) {
    sent.begun += 1;
    // Every fourth names no id, as a plain form does; the server knows it again by its words.
    const changes = sent.begun % 4 === 0 ? { submission_id: undefined } : {};
    const answers = answersOf('ask', {
      ...changes,
      question: `How do editors usually start? I ask as number ${String(sent.begun)}.`,
    });
    for (;;) {
      const id = await post(address(), JSON.stringify(answers));
      if (id !== undefined) {
        sent.confirmed.push(id);
        break;
      }
      sent.refused += 1;
      await pause(300);
    }
  }
}

/** The id under which it was stored; undefined when it was not confirmed. */
async function post(address: URL, body: string): Promise<string | undefined> {
  try {
    const response = await fetch(new URL('/f/ask', address), {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body,
      signal: AbortSignal.timeout(20_000),
    });
    const { ok, id } = (await response.json()) as { ok?: boolean; id?: string };
    return ok === true ? id : undefined;
  } catch {
    return undefined;
  }
}

async function end({ process: inbox }: RunningInbox): Promise<void> {
  const exit = once(inbox, 'exit');
  inbox.kill('SIGKILL');
  await exit;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
