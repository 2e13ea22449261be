import { SubmissionError } from '@formspree/core';
import type { Client, FieldValues, SubmissionData, SubmissionOptions, SubmissionResult } from '@formspree/core';
import type { Delivery } from './queue-and-send.ts';
import type { QueuedSubmission } from './queue.ts';

/** The submission is in the queue of this device, which sends it later. */
export class SavedForLater extends SubmissionError {
  constructor() {
    super({ message: 'Saved on this device. It is sent as soon as this site can be reached.' });
  }
}

export type Deliver = (submission: Pick<QueuedSubmission, 'id' | 'url' | 'body'>) => Promise<Delivery>;

/**
 * Creates the client for `useForm` of @formspree/react. It has the same method as the published client, and delivers as we do: queued and
 * with retries. A second call while one is running gets the result of the first. Never rejects.
 */
export function createFormClient(deliver: Deliver): Client {
  let running: Promise<SubmissionResult> | undefined;

  async function submitOnce(key: string, body: FieldValues, endpoint: string): Promise<SubmissionResult> {
    const { answer, isQueued } = await deliver({
      id: String(body['submission_id']),
      url: `${endpoint}/f/${key}`,
      body,
    });
    if (answer.kind === 'stored') return success(answer.next);
    if (answer.kind === 'refused') return new SubmissionError(...answer.errors);
    return isQueued
      ? new SavedForLater()
      : new SubmissionError({
          message: `The server ${answer.after === undefined ? 'cannot be reached' : 'is busy'}, and nothing can be saved on this device.`,
        });
  }

  const submitForm = (key: string, data: SubmissionData, { endpoint }: SubmissionOptions = {}) =>
    (running ??= submitOnce(key, fieldsOf(data), endpoint ?? location.origin).finally(() => (running = undefined)));

  // The hook calls no other method of the published class.
  const client: unknown = { submitForm };
  return client as Client;
}

/** Makes a result with the two fields of the package's success class, which it does not export. */
const success = (next: string) => Object.assign({}, { kind: 'success', next }) as unknown as SubmissionResult;

const fieldsOf = (data: SubmissionData): FieldValues =>
  data instanceof FormData ? (Object.fromEntries(data) as Record<string, string>) : data;
