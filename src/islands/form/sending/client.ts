import { SubmissionError } from '@formspree/core';
import type { Client, FieldValues, SubmissionData, SubmissionOptions, SubmissionResult } from '@formspree/core';
import type { Delivery } from './queue-and-send.ts';
import { now } from '../clock/server-clock.ts';
import { send, type OnAgain } from './send.ts';
import type { QueuedSubmission } from './queue.ts';
import { withTimeout } from './timeout.ts';

/** The submission is in the queue of this device, which sends it later. */
export class SavedForLater extends SubmissionError {
  constructor() {
    super({ message: 'Saved on this device. It will be sent when you are online.' });
  }
}

export type Deliver = (submission: Pick<QueuedSubmission, 'id' | 'url' | 'body'>) => Promise<Delivery>;

interface ClientOptions {
  /** Loads the function that queues and sends; resolves with undefined when it cannot be loaded. */
  loadQueue: () => Promise<Deliver | undefined>;
  /** Called after a failed try, when another follows. */
  onAgain: OnAgain;
}

/** Milliseconds to wait for the queue to load before sending without it. */
const loadTimeout = 2000;

/**
 * Creates the client for `useForm` of @formspree/react. It has the same method as the published client, and also queues and retries. A
 * second call while one is running gets the result of the first. Never rejects.
 */
export function createFormClient({ loadQueue, onAgain }: ClientOptions): Client {
  let running: Promise<SubmissionResult> | undefined;

  async function deliver(key: string, body: Record<string, unknown>, endpoint: string): Promise<SubmissionResult> {
    const url = `${endpoint}/f/${key}`;
    const queueAndSend = await withTimeout(loadTimeout, loadQueue());
    const { answer, isQueued } = queueAndSend
      ? await queueAndSend({ id: String(body['submission_id']), url, body })
      : { answer: await send(url, body, { queuedAt: now().toISOString(), onAgain }), isQueued: false };
    if (answer.kind === 'stored') return success(answer.next);
    if (answer.kind === 'refused') return new SubmissionError(...answer.errors);
    return isQueued
      ? new SavedForLater()
      : new SubmissionError({
          message: `The server ${answer.after === undefined ? 'cannot be reached' : 'is busy'}, and nothing can be saved on this device.`,
        });
  }

  const submitForm = (key: string, data: SubmissionData, { endpoint }: SubmissionOptions = {}) =>
    (running ??= deliver(key, fieldsOf(data), endpoint ?? location.origin).finally(() => (running = undefined)));

  // The hook calls no other method of the published class.
  const client: unknown = { submitForm };
  return client as Client;
}

/** Makes a result with the two fields of the package's success class, which it does not export. */
const success = (next: string) => Object.assign({}, { kind: 'success', next }) as unknown as SubmissionResult;

const fieldsOf = (data: SubmissionData): FieldValues =>
  data instanceof FormData ? (Object.fromEntries(data) as Record<string, string>) : data;
