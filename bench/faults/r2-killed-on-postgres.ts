import { once } from 'node:events';
import { join } from 'node:path';
import { verifyStore } from '../../src/inbox/cli/verify.ts';
import { openInbox } from '../../src/inbox/open-inbox.ts';
import { answersOf } from '../../tests/inbox/support/answers.ts';
import { startInbox, type RunningInbox } from '../../tests/support/inbox-process.ts';
import { howToGetPostgres, newDatabase, throwAwayCluster } from '../../tests/support/postgres.ts';
import { exactly, NotRun, type Count, type Row } from './row.ts';

interface Sent {
  begun: number;
  confirmed: string[];
  refused: number;
  isOver: boolean;
}

const victims = ['the inbox', 'the database', 'both'] as const;
const senders = 16;

/** Every client behaves like the site's form: it retries with the same id until it gets a confirmation. */
export const row: Row = {
  id: 'R2',
  claim: 'The inbox, PostgreSQL, or both killed (SIGKILL) under load: nothing confirmed is lost, nothing is doubled',
  only: 'postgres',
  async run({ folder, share, atEnd }) {
    const kills = share(50);
    const cluster = await throwAwayCluster({ isDurable: true });
    if (!cluster) throw new NotRun(howToGetPostgres);
    atEnd(() => cluster.end());
    const database = await newDatabase(cluster.url);
    const settings = { INBOX_DATABASE: database, INBOX_KEY_FILE: join(folder, 'inbox.key'), LOG_LEVEL: 'silent' };
    const start = () => startInbox(folder, settings, atEnd);
    let inbox = await start();
    const sent: Sent = { begun: 0, confirmed: [], refused: 0, isOver: false };
    const sending = Array.from({ length: senders }, () => sendOn(sent, () => inbox.address));
    for (let kill = 0; kill < kills; kill += 1) {
      await underWay(sent);
      await pause(Math.random() * 400);
      const victim = victims[kill % victims.length]!;
      await Promise.all([
        victim === 'the inbox' ? undefined : cluster.kill(),
        victim === 'the database' ? undefined : end(inbox),
      ]);
      if (victim !== 'the inbox') await cluster.start();
      if (victim !== 'the database') inbox = await start();
    }
    sent.isOver = true;
    await Promise.all(sending);
    console.log(`${sent.begun} sent; ${sent.refused} times refused or unanswered, and sent again.`);
    return [exactly('kills', kills, kills), ...(await countsOf(sent, database, settings.INBOX_KEY_FILE))];
  },
};

async function countsOf(sent: Sent, database: string, keyFile: string): Promise<Count[]> {
  const { store, vault } = await openInbox({ database: { kind: 'postgres', url: database }, keyFile });
  try {
    const ids = new Set<string>();
    for await (const { table, rows } of store.rows())
      if (table === 'submission') for (const each of rows) ids.add(String(each['submission_id']));
    const { all } = await store.counts({});
    const { problems, entries } = await verifyStore(store, vault);
    for (const problem of problems) console.log(problem);
    return [
      exactly('confirmed', sent.begun, new Set(sent.confirmed).size),
      exactly('lost', 0, sent.confirmed.filter((id) => !ids.has(id)).length),
      exactly('doubled', 0, all - sent.begun),
      exactly('entries of the audit', all, entries),
      exactly('problems of the database, of what is sealed, of the audit', 0, problems.length),
    ];
  } finally {
    await store.close();
  }
}

/** Waits until the load is on again, so that every kill meets it. */
async function underWay({ confirmed }: Sent): Promise<void> {
  const before = confirmed.length;
  for (const until = Date.now() + 30_000; confirmed.length < before + 2 * senders; await pause(10))
    if (Date.now() > until) throw new Error('Nothing is confirmed any more: it did not recover.');
}

async function sendOn(sent: Sent, address: () => URL): Promise<void> {
  while (!sent.isOver) {
    sent.begun += 1;
    // Every fourth has no id, like a plain form; the server recognises a repeat by its answers.
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

/** Returns the id under which it was stored; undefined if it was not confirmed. */
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
