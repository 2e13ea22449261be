import { join } from 'node:path';
import { bytesBelow } from '../../tests/inbox/support/bytes-below.ts';
import { acknowledgedBy, postTo } from '../../tests/inbox/support/post.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { inboxCommand, type Said } from './command.ts';
import { fill } from './fill.ts';
import { atLeast, exactly, type Row } from './row.ts';
import { withInbox } from './stored.ts';

/** Characters of a sealed answer to search for. A page stores them in one piece; a longer answer may be split. */
const searched = 64;

export const row: Row = {
  id: 'A17',
  claim: 'People erased while others send: nothing of them in database, log, mails and exports',
  only: 'sqlite',
  async run(trial) {
    const people = await withInbox(trial, (inbox) => fill(inbox, trial.share(2_000)));
    const gone = people.filter((_, index) => index % 4 === 0).slice(0, trial.share(40));
    const traces = await withInbox(trial, async ({ store, vault }) => {
      const theirs = await Promise.all(gone.map((email) => store.ofApplicant(vault.emailCode(email))));
      return theirs
        .flat()
        .flatMap(({ answers }) => [Buffer.from(answers.box.subarray(0, searched)), Buffer.from(answers.nonce)]);
    });
    const codes = await withInbox(trial, ({ vault }) =>
      Promise.resolve(gone.map((email) => Buffer.from(vault.emailCode(email)))),
    );
    const folder = join(trial.folder, 'data');
    const foundIn = (bytes: Buffer) => [...traces, ...codes].filter((trace) => bytes.includes(trace)).length;
    const before = foundIn(bytesBelow(folder));
    const { address } = await startInbox(trial.folder, { ...trial.settings, LOG_LEVEL: 'silent' }, trial.atEnd);
    const senders = startSenders(address, 4);
    const erased: Said[] = [];
    for (const email of gone) erased.push(await inboxCommand(trial, 'person', 'erase', email));
    const sent = await senders.stop();
    const after = foundIn(bytesBelow(folder));
    const exported = await inboxCommand(trial, 'export');
    const emails = await withInbox(trial, async ({ store, vault }) =>
      (await Promise.all(gone.map((email) => store.ofApplicant(vault.emailCode(email))))).flat(),
    );
    return [
      atLeast('traces of them before', traces.length + codes.length, before),
      exactly('commands that failed', 0, erased.filter(({ code }) => code !== 0).length),
      exactly('traces of them in all files', 0, after),
      atLeast('sent meanwhile', 1, sent),
      exactly('submissions of them', 0, emails.length),
      exactly('lines of the export', people.length - gone.length + sent, exported.lines),
    ];
  },
};

/** Starts clients that send without a pause; `stop` returns how many submissions were acknowledged. */
function startSenders(address: URL, count: number) {
  let isRunning = true;
  let acknowledged = 0;
  const send = async () => {
    while (isRunning) if ((await acknowledgedBy(postTo(address))) !== undefined) acknowledged += 1;
  };
  const senders = Array.from({ length: count }, send);
  return {
    async stop() {
      isRunning = false;
      await Promise.all(senders);
      return acknowledged;
    },
  };
}
