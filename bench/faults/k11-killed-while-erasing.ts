import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../src/commands/root.ts';
import { answersOf } from '../../tests/inbox/support/answers.ts';
import { bytesBelow } from '../../tests/inbox/support/bytes-below.ts';
import { acknowledgedBy, postTo } from '../../tests/inbox/support/post.ts';
import { end, startLive, untilSo } from './live.ts';
import { workingFolder } from '../../tests/support/inbox-process.ts';
import { atLeast, exactly, isOnSqlite, type Count, type Row, type Trial } from './row.ts';
import { problemsOf, withInbox } from './stored.ts';

const each = 3;
/** So much of a sealed answer is looked for, as A17 does. */
const searched = 64;

export const row: Row = {
  id: 'K11',
  claim: 'An erasure killed at every moment: whole at the next start, nothing left of it, one entry in the audit',
  async run(trial) {
    const people = Array.from(
      { length: trial.share(100) + 1 },
      (_, index) => `s${2_000_000 + index}@my.northbridge.example`,
    );
    const first = await startLive(trial);
    for (const email of people)
      for (let count = 0; count < each; count += 1)
        await acknowledgedBy(postTo(first.address, answersOf('ask', { email })));
    const mails = join(trial.folder, 'data/mail');
    const expected = people.length * each;
    await untilSo(
      () => existsSync(mails) && readdirSync(mails).filter((name) => name.startsWith('receipt')).length === expected,
      120_000,
    );
    await end(first, 'SIGTERM');
    const theirs = await withInbox(trial, async ({ store, vault }) =>
      Promise.all(people.map((email) => store.ofApplicant(vault.emailCode(email)))),
    );
    // The first is not killed: it shows how long one takes. Other work may change that, so each kill comes later than one that came too
    // early, and earlier than one that came too late: near the last steps of an erasure, which are those that write.
    let moment = (await erase(trial, people[0]!, Infinity)).ms;
    for (const email of people.slice(1)) {
      const { isWhole } = await erase(trial, email, moment);
      moment *= isWhole ? 0.9 : 1.1;
    }
    const again = await startLive(trial);
    await untilSo(async () => (await fetch(new URL('/readyz', again.address))).ok, 10_000);
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    await end(again, 'SIGTERM');
    const found = await withInbox(trial, async ({ store }) => {
      // PostgreSQL overwrites its log and pages later, by itself.
      const files = isOnSqlite(trial) ? bytesBelow(join(trial.folder, 'data')) : undefined;
      const left = readdirSync(mails);
      const counts = { erased: 0, half: 0, traces: 0, mails: 0, entries: 0 };
      for (const submissions of theirs) {
        const kept = await Promise.all(submissions.map((name) => store.find(name)));
        const gone = submissions.filter((_, index) => kept[index] === undefined);
        if (gone.length > 0 && gone.length < submissions.length) counts.half += 1;
        if (gone.length < submissions.length) continue;
        counts.erased += 1;
        for (const { form, submissionId, answers } of gone) {
          if (files?.includes(Buffer.from(answers.box.subarray(0, searched)))) counts.traces += 1;
          counts.mails += left.filter((name) => name.includes(submissionId)).length;
          const entries = (await store.auditOf(`${form}/${submissionId}`)).filter(
            ({ action }) => action === 'submission erased',
          );
          if (entries.length !== 1) counts.entries += 1;
        }
      }
      return counts;
    });
    const inFiles: Count[] = isOnSqlite(trial) ? [exactly('traces of them in all files', 0, found.traces)] : [];
    return [
      atLeast('people erased', 2, found.erased),
      exactly('people erased by half', 0, found.half),
      ...inFiles,
      exactly('mails of them left', 0, found.mails),
      exactly('submissions erased with other than one entry', 0, found.entries),
      exactly('problems of the database', 0, (await problemsOf(trial)).length),
    ];
  },
};

/** Erases a person by the command, which is killed after so long. Gives how long it ran, and whether it ended by itself. */
async function erase(
  { folder, settings }: Trial,
  email: string,
  killMs: number,
): Promise<{ ms: number; isWhole: boolean }> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(root, 'src/inbox/cli/main.ts'), 'person', 'erase', email], {
    cwd: workingFolder(folder),
    env: { PATH: process.env['PATH'], NODE_OPTIONS: process.env['NODE_OPTIONS'], ...settings },
    stdio: 'ignore',
  });
  const timer = Number.isFinite(killMs) ? setTimeout(() => child.kill('SIGKILL'), killMs) : undefined;
  await once(child, 'exit');
  clearTimeout(timer);
  return { ms: performance.now() - started, isWhole: child.signalCode === null };
}
