import { join } from 'node:path';
import { answersOf } from '../../tests/inbox/support/answers.ts';
import { postTo } from '../../tests/inbox/support/post.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { atLeast, exactly, type Row } from './row.ts';
import { mountSmallDisk } from './small-disk.ts';
import { problemsOf, storedIds } from './stored.ts';

interface Answer {
  id: string;
  status: number;
  isInWords: boolean;
}

export const row: Row = {
  id: 'R6',
  claim: 'Disk full: nothing acknowledged that is not stored, every refusal 503 with Retry-After, recovers by itself',
  only: 'sqlite',
  async run(trial) {
    const disk = await mountSmallDisk(trial, join(trial.folder, 'data'), 3);
    const { address } = await startInbox(trial.folder, { ...trial.settings, LOG_LEVEL: 'silent' }, trial.atEnd);
    const refusals = trial.share(1_000);
    const answers: Answer[] = [];
    const refused = () => answers.filter(({ status }) => status !== 200);
    const send = async () => {
      while (refused().length < refusals) answers.push(await post(address));
    };
    await Promise.all(Array.from({ length: 16 }, send));
    await disk.grow(64);
    const after = await Promise.all(Array.from({ length: 100 }, () => post(address)));
    const stored = new Set(await storedIds(trial));
    const acknowledged = [...answers, ...after].filter(({ status }) => status === 200);
    return [
      atLeast('acknowledged while there was room', 100, answers.length - refused().length),
      atLeast('refused', refusals, refused().length),
      exactly('refused otherwise than 503 with Retry-After and words', 0, refused().filter(isWrong).length),
      exactly('acknowledged, but not stored', 0, acknowledged.filter(({ id }) => !stored.has(id)).length),
      exactly('refused, but stored', 0, refused().filter(({ id }) => stored.has(id)).length),
      exactly('taken once there was room again', 100, after.filter(({ status }) => status === 200).length),
      exactly('problems of the database', 0, (await problemsOf(trial)).length),
    ];
  },
};

const isWrong = ({ status, isInWords }: Answer) => status !== 503 || !isInWords;

async function post(address: URL): Promise<Answer> {
  const answers = answersOf('ask');
  const response = await postTo(address, answers);
  const body = (await response.json()) as Record<string, unknown>;
  const isInWords = response.headers.has('retry-after') && typeof body['error'] === 'string' && !('next' in body);
  return { id: String(answers['submission_id']), status: response.status, isInWords };
}
