import type { AttemptResult } from './attempt.ts';
import { now } from '../clock/server-clock.ts';
import { withLock } from './with-lock.ts';
import type { Queue, QueuedSubmission } from './queue.ts';
import { send, type OnAgain } from './send.ts';
import { withTimeout } from './timeout.ts';

interface DeliveryOptions {
  /** Name in localStorage of the form's draft. */
  draft: string;
  /** Returns the answers as text, stored with them in case they cannot be sent. */
  copy: () => string;
  /** Called when the submission is in the queue, before the first try. */
  onQueued: () => void;
  /** Called after a failed try, when another follows. */
  onAgain: OnAgain;
}

export interface Delivery {
  answer: AttemptResult;
  /** True when the submission was put into the queue. It stays there until the server stores or refuses it. */
  isQueued: boolean;
}

/** Milliseconds to wait for the storage of this device. */
const storageTimeout = 2000;

/** The last submission this page tried to send, for devices that store nothing. */
let last: Pick<QueuedSubmission, 'id' | 'body' | 'queuedAt'> | undefined;

/**
 * Puts a submission into the queue, so that closing the page loses nothing, then sends it. Removes it from the queue when the server has
 * stored or refused it. Never rejects.
 */
export async function queueAndSend(
  queue: Queue,
  submission: Pick<QueuedSubmission, 'id' | 'url' | 'body'>,
  { draft, copy, onQueued, onAgain }: DeliveryOptions,
): Promise<Delivery> {
  const { id, url, body } = submission;
  const earlier =
    last?.id === id ? last : (await withTimeout(storageTimeout, queue.list()))?.find((entry) => entry.id === id);
  // The same answers keep the time of the first press of Send, which may have been before the deadline.
  const queuedAt = earlier && isSame(earlier.body, body) ? earlier.queuedAt : now().toISOString();
  last = { id, body, queuedAt };
  const isQueued =
    (await withTimeout(storageTimeout, queue.add({ ...submission, queuedAt, copy: copy(), draft }))) ?? false;
  if (isQueued) onQueued();
  const isPointless = () => isQueued && !navigator.onLine;
  let answer: AttemptResult = { kind: 'again' };
  // The lock stops another tab from sending the same submission from its queue.
  await withLock(`sending ${id}`, async () => {
    answer = await send(url, body, { queuedAt, onAgain, isPointless });
    if (answer.kind !== 'again') await withTimeout(storageTimeout, queue.remove(id));
    else if (isQueued && answer.after !== undefined)
      await withTimeout(storageTimeout, queue.postpone(id, answer.after));
  });
  return { answer, isQueued };
}

/** Returns true for the same answers, ignoring how long it took to give them. */
const isSame = (one: object, other: object) =>
  JSON.stringify({ ...one, elapsed: 0 }) === JSON.stringify({ ...other, elapsed: 0 });
