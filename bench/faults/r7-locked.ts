import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { answersOf, type PostedAnswers } from '../../tests/inbox/support/answers.ts';
import { postTo } from '../../tests/inbox/support/post.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { atLeast, exactly, type Row } from './row.ts';
import { storedIds } from './stored.ts';

const lockedMs = 10_000;
const count = 200;

export const row: Row = {
  id: 'R7',
  claim: 'Database locked for 10 s by another process: nothing lost, and who tries again as told is taken once',
  only: 'sqlite',
  async run(trial) {
    const { address } = await startInbox(trial.folder, { ...trial.settings, LOG_LEVEL: 'silent' }, trial.atEnd);
    const other = new DatabaseSync(join(trial.folder, 'data/inbox.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    setTimeout(() => {
      other.exec('ROLLBACK');
      other.close();
    }, lockedMs);
    const sent = Array.from({ length: count }, () => answersOf('ask'));
    const refusals = (await Promise.all(sent.map((answers) => sendPatiently(address, answers)))).flat();
    const stored = await storedIds(trial);
    return [
      atLeast('told to come back', 1, refusals.length),
      exactly('refused otherwise than 503 with Retry-After', 0, refusals.filter((each) => each !== 'come back').length),
      exactly('sent, in the end acknowledged, and not stored', 0, sent.filter(isNotIn(stored)).length),
      exactly('rows', count, stored.length),
    ];
  },
};

const isNotIn =
  (stored: readonly string[]) =>
  ({ submission_id }: PostedAnswers) =>
    !stored.includes(String(submission_id));

/** Retries until it is acknowledged, and returns the refusals before that. */
async function sendPatiently(address: URL, answers: PostedAnswers): Promise<string[]> {
  const refusals: string[] = [];
  for (;;) {
    const { status, headers } = await postTo(address, answers);
    if (status === 200) return refusals;
    const seconds = Number(headers.get('retry-after'));
    refusals.push(status === 503 && seconds > 0 ? 'come back' : `${status}`);
    await new Promise((resolve) => setTimeout(resolve, Math.max(1, seconds) * 1_000));
  }
}
