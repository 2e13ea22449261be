import type { Answer } from './attempt.ts';
import { now } from './now.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { Queue, Waiting } from './queue.ts';
import { send, type OnAgain } from './send.ts';
import { within } from './within.ts';

interface Parts {
  /** Name in localStorage of the form's draft. */
  draft: string;
  /** Gives the answers as text, kept with them for whoever they cannot be sent for. */
  copy: () => string;
  /** Called when the queue has it, before the first try. */
  onKept: () => void;
  /** Called when a try has failed and another follows. */
  onAgain: OnAgain;
}

export interface Delivery {
  answer: Answer;
  /** True where it is in the queue for as long as there is no answer to rely on. */
  isKept: boolean;
}

/** How long the storage of this device may take, in milliseconds. */
const patience = 2000;

/** What this page tried to send last, for where nothing is kept. */
let last: Pick<Waiting, 'id' | 'body' | 'queuedAt'> | undefined;

/**
 * Sends a submission that is put into the queue before the first try, so that closing the page loses nothing, and taken out when the
 * server has stored or refused it. Never rejects.
 */
export async function keepAndSend(
  queue: Queue,
  submission: Pick<Waiting, 'id' | 'url' | 'body'>,
  { draft, copy, onKept, onAgain }: Parts,
): Promise<Delivery> {
  const { id, url, body } = submission;
  const earlier = last?.id === id ? last : (await within(patience, queue.list()))?.find((entry) => entry.id === id);
  // Who tries again after the deadline sent it before.
  const queuedAt = earlier && isSame(earlier.body, body) ? earlier.queuedAt : now().toISOString();
  last = { id, body, queuedAt };
  const isKept = (await within(patience, queue.keep({ ...submission, queuedAt, copy: copy(), draft }))) ?? false;
  if (isKept) onKept();
  const isPointless = () => isKept && !navigator.onLine;
  let answer: Answer = { kind: 'again' };
  // While a page sends, no other sends the same from the queue.
  await oneAtATime(`sending ${id}`, async () => {
    answer = await send(url, body, { queuedAt, onAgain, isPointless });
    if (answer.kind !== 'again') await within(patience, queue.drop(id));
    else if (answer.after !== undefined) await within(patience, queue.putOff(id, answer.after));
  });
  return { answer, isKept };
}

/** True for the same answers, however long it took to give them. */
const isSame = (one: object, other: object) =>
  JSON.stringify({ ...one, elapsed: 0 }) === JSON.stringify({ ...other, elapsed: 0 });
