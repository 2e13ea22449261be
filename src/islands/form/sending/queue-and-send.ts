import type { AttemptResult } from './attempt.ts';
import { now } from '../clock/server-clock.ts';
import { withLock } from './with-lock.ts';
import type { Queue, QueuedSubmission } from './queue.ts';
import { send, type OnAgain } from './send.ts';
import { withTimeout } from './timeout.ts';

interface DeliveryOptions {
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
  answer: AttemptResult;
  /** True where it is in the queue for as long as there is no answer to rely on. */
  isKept: boolean;
}

/** How long the storage of this device may take, in milliseconds. */
const patience = 2000;

/** What this page tried to send last, for where nothing is kept. */
let last: Pick<QueuedSubmission, 'id' | 'body' | 'queuedAt'> | undefined;

/**
 * Sends a submission that is put into the queue before the first try, so that closing the page loses nothing, and taken out when the
 * server has stored or refused it. Never rejects.
 */
export async function queueAndSend(
  queue: Queue,
  submission: Pick<QueuedSubmission, 'id' | 'url' | 'body'>,
  { draft, copy, onKept, onAgain }: DeliveryOptions,
): Promise<Delivery> {
  const { id, url, body } = submission;
  const earlier =
    last?.id === id ? last : (await withTimeout(patience, queue.list()))?.find((entry) => entry.id === id);
  // Who tries again after the deadline sent it before.
  const queuedAt = earlier && isSame(earlier.body, body) ? earlier.queuedAt : now().toISOString();
  last = { id, body, queuedAt };
  const isKept = (await withTimeout(patience, queue.keep({ ...submission, queuedAt, copy: copy(), draft }))) ?? false;
  if (isKept) onKept();
  const isPointless = () => isKept && !navigator.onLine;
  let answer: AttemptResult = { kind: 'again' };
  // While a page sends, no other sends the same from the queue.
  await withLock(`sending ${id}`, async () => {
    answer = await send(url, body, { queuedAt, onAgain, isPointless });
    if (answer.kind !== 'again') await withTimeout(patience, queue.drop(id));
    else if (answer.after !== undefined) await withTimeout(patience, queue.putOff(id, answer.after));
  });
  return { answer, isKept };
}

/** True for the same answers, however long it took to give them. */
const isSame = (one: object, other: object) =>
  JSON.stringify({ ...one, elapsed: 0 }) === JSON.stringify({ ...other, elapsed: 0 });
