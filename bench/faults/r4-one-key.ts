import { answersOf } from '../../tests/inbox/support/answers.ts';
import { postTo } from '../../tests/inbox/support/post.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { exactly, type Row } from './row.ts';
import { storedIds } from './stored.ts';

const times = 10;

export const row: Row = {
  id: 'R4',
  claim: 'One key posted 100 times at once: one row; 1,000 keys ten times each: 1,000 rows',
  async run(trial) {
    const { address } = await startInbox(trial.folder, { ...trial.settings, LOG_LEVEL: 'error' }, trial.atEnd);
    const one = answersOf('ask');
    const answers = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const response = await postTo(address, one);
        return `${response.status} ${await response.text()}`;
      }),
    );
    const rowsOfOne = (await storedIds(trial)).length;
    const keys = trial.share(1_000);
    const many = Array.from({ length: keys }, () => answersOf('ask'));
    const waiting = Array.from({ length: times }, () => many).flat();
    const statuses: number[] = [];
    const send = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) statuses.push((await postTo(address, next)).status);
    };
    await Promise.all(Array.from({ length: 64 }, send));
    return [
      exactly('rows of one key', 1, rowsOfOne),
      exactly('different answers to it', 1, new Set(answers).size),
      exactly('acknowledged of all keys', keys * times, statuses.filter((status) => status === 200).length),
      exactly('rows of all keys', keys, (await storedIds(trial)).length - rowsOfOne),
    ];
  },
};
