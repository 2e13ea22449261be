import { SubmissionError } from '@formspree/core';
import type { Client, FieldValues, SubmissionData, SubmissionOptions, SubmissionResult } from '@formspree/core';
import type { Delivery } from './queue-and-send.ts';
import { now } from '../clock/server-clock.ts';
import { send, type OnAgain } from './send.ts';
import type { QueuedSubmission } from './queue.ts';
import { withTimeout } from './timeout.ts';

/** Not sent yet, and kept on the device: the queue sends it when it can. */
export class SavedForLater extends SubmissionError {
  constructor() {
    super({ message: 'Saved on this device. It will be sent when you are online.' });
  }
}

export type Deliver = (submission: Pick<QueuedSubmission, 'id' | 'url' | 'body'>) => Promise<Delivery>;

interface ClientOptions {
  /** What keeps and sends; undefined where it cannot be loaded. Waited for, but not for long. */
  keeper: () => Promise<Deliver | undefined>;
  /** Called when a try has failed and another follows. */
  onAgain: OnAgain;
}

/** How long the part that keeps may take to load, in milliseconds. */
const patience = 2000;

/**
 * What `useForm` of @formspree/react sends with: the same call as the published client's, made to last. A second call while one is under
 * way gets that one's result. Never rejects.
 */
export function createFormClient({ keeper, onAgain }: ClientOptions): Client {
  let underWay: Promise<SubmissionResult> | undefined;

  async function deliver(key: string, body: Record<string, unknown>, endpoint: string): Promise<SubmissionResult> {
    const url = `${endpoint}/f/${key}`;
    const keepAndSend = await withTimeout(patience, keeper());
    const { answer, isKept } = keepAndSend
      ? await keepAndSend({ id: String(body['submission_id']), url, body })
      : { answer: await send(url, body, { queuedAt: now().toISOString(), onAgain }), isKept: false };
    if (answer.kind === 'stored') return success(answer.next);
    if (answer.kind === 'refused') return new SubmissionError(...answer.errors);
    return isKept
      ? new SavedForLater()
      : new SubmissionError({
          message: `The server ${answer.after === undefined ? 'cannot be reached' : 'is busy'}, and nothing can be saved on this device.`,
        });
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
