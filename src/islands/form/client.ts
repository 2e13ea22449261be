import { SubmissionError } from '@formspree/core';
import type { Client, FieldValues, SubmissionData, SubmissionOptions, SubmissionResult } from '@formspree/core';
import { now } from './now.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { Queue, Waiting } from './queue.ts';
import { send } from './send.ts';

/** Not sent yet, and kept on the device: the queue sends it when it can. */
export class SavedForLater extends SubmissionError {
  constructor() {
    super({ message: 'Saved on this device. It will be sent when you are online.' });
  }
}

interface Parts {
  /** The queue of this device; undefined where it cannot be used. Waited for, but not for long. */
  queue: () => Promise<Queue | undefined>;
  /** The answers as text, kept with them for whoever they cannot be sent for. */
  copy: () => Promise<string>;
  /** Called when the queue has it, before the first try. */
  onKept: () => void;
  /** Called when a try has failed and another follows. */
  onAgain: () => void;
}

/**
 * What `useForm` of @formspree/react sends with: the same call as the published client's, made to last. A submission is in the queue
 * before the first try, so that closing the page loses nothing; it leaves it when the server has stored or refused it. A second call
 * while one is under way gets that one's result. Never rejects.
 */
export function createFormClient({ queue, copy, onKept, onAgain }: Parts): Client {
  let underWay: Promise<SubmissionResult> | undefined;
  let last: Pick<Waiting, 'body' | 'queuedAt'> | undefined;

  async function deliver(key: string, body: Record<string, unknown>, endpoint: string): Promise<SubmissionResult> {
    const url = `${endpoint}/f/${key}`;
    const id = String(body['submission_id']);
    const waiting = await within(2000, queue());
    const earlier = last ?? (await within(2000, waiting?.list()))?.find((entry) => entry.id === id);
    // Who tries again after the deadline sent it before.
    const queuedAt = earlier && isSame(earlier.body, body) ? earlier.queuedAt : now().toISOString();
    last = { body, queuedAt };
    const keep = async () => waiting?.keep({ id, url, body, queuedAt, copy: await copy() });
    const isKept = (await within(2000, keep())) ?? false;
    if (isKept) onKept();
    const isPointless = () => isKept && !navigator.onLine;
    // While a page sends, no other sends the same from the queue.
    const answer = await oneAtATime(`sending ${id}`, async () => {
      const given = await send(url, body, { queuedAt, onAgain, isPointless });
      const settled =
        given.kind !== 'again' ? waiting?.drop(id) : given.after ? waiting?.putOff(id, given.after) : undefined;
      await within(2000, settled);
      return given;
    });
    if (!answer || answer.kind === 'again') {
      return isKept
        ? new SavedForLater()
        : new SubmissionError({ message: 'The server cannot be reached, and nothing can be saved on this device.' });
    }
    return answer.kind === 'stored' ? success(answer.next) : new SubmissionError(...answer.errors);
  }

  const submitForm = (key: string, data: SubmissionData, { endpoint }: SubmissionOptions = {}) =>
    (underWay ??= deliver(key, fieldsOf(data), endpoint ?? location.origin).finally(() => (underWay = undefined)));

  // The hook asks for nothing of the published class but this method.
  const client: unknown = { submitForm };
  return client as Client;
}

/** The package exports the class of an error, but not that of a success; `kind` and `next` are all there is to it. */
const success = (next: string) => Object.assign({}, { kind: 'success', next }) as unknown as SubmissionResult;

const fieldsOf = (data: SubmissionData): FieldValues =>
  data instanceof FormData ? (Object.fromEntries(data) as Record<string, string>) : data;

/** True for the same answers, however long it took to give them. */
const isSame = (one: object, other: object) =>
  JSON.stringify({ ...one, elapsed: 0 }) === JSON.stringify({ ...other, elapsed: 0 });

/** What the promise gives in so many milliseconds; undefined where it fails or takes longer, as blocked storage does. */
async function within<T>(milliseconds: number, work: Promise<T> | undefined): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, milliseconds, undefined));
  return Promise.race([work?.catch(() => undefined), late]);
}
