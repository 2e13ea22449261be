import { isSubmissionError } from '@formspree/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFormClient, SavedForLater } from '#src/islands/form/sending/client.ts';
import { queueAndSend } from '#src/islands/form/sending/queue-and-send.ts';
import type { QueueEntry, Queue } from '#src/islands/form/sending/queue.ts';

const fetched = vi.fn<typeof fetch>();
const body = { submission_id: '0b7e8a52-6f0b-4e4a-9a54-3f1d1f6b6a10', email: 'ada@example.com' };

const fakeQueue = (stores: boolean): Queue => ({
  add: vi.fn(() => Promise.resolve(stores)),
  remove: vi.fn(() => Promise.resolve()),
  postpone: vi.fn(() => Promise.resolve()),
  list: () => Promise.resolve([]),
  sendAll: () => Promise.resolve(),
  watch: () => () => undefined,
});

const clientWith = (queue: Queue) => {
  const parts = {
    draft: 'draft:ask',
    copy: () => 'Ask a mentor',
    onQueued: () => undefined,
    onAgain: () => undefined,
  };
  return createFormClient((submission) => queueAndSend(queue, submission, parts));
};

async function submit(queue: Queue) {
  const sending = clientWith(queue).submitForm('ask', body, { endpoint: 'https://inbox.example' });
  await vi.runAllTimersAsync();
  return sending;
}

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('navigator', { onLine: true });
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the client for @formspree/react', () => {
  it('returns a success with next and removes the submission from the queue', async () => {
    fetched.mockResolvedValue(Response.json({ next: '/sent/?ref=K7PQ29XM' }));
    const queue = fakeQueue(true);
    expect(await submit(queue)).toMatchObject({ kind: 'success', next: '/sent/?ref=K7PQ29XM' });
    expect(fetched.mock.calls[0]![0]).toBe('https://inbox.example/f/ask');
    expect(queue.add).toHaveBeenCalledBefore(vi.mocked(queue.remove));
    expect(queue.remove).toHaveBeenCalledWith(body.submission_id);
  });

  it('sends once when called again while sending', async () => {
    fetched.mockImplementation(() => Promise.resolve(Response.json({ next: '/sent/' })));
    const client = clientWith(fakeQueue(true));
    const options = { endpoint: 'https://inbox.example' };
    const both = Promise.all([client.submitForm('ask', body, options), client.submitForm('ask', body, options)]);
    await vi.runAllTimersAsync();
    const [first, second] = await both;
    expect(first).toBe(second);
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('reports the submission as saved when it cannot be sent but is in the queue', async () => {
    fetched.mockImplementation(() => Promise.reject(new TypeError('network')));
    const queue = fakeQueue(true);
    expect(await submit(queue)).toBeInstanceOf(SavedForLater);
    expect(queue.remove).not.toHaveBeenCalled();
  });

  it('reports that nothing was sent when the device stores nothing', async () => {
    fetched.mockImplementation(() => Promise.reject(new TypeError('network')));
    const result = await submit(fakeQueue(false));
    expect(isSubmissionError(result) && result.getFormErrors()[0]?.message).toMatch(/cannot be reached/);
    expect(result).not.toBeInstanceOf(SavedForLater);
  });

  it('postpones the submission in the queue for as long as the server asks', async () => {
    fetched.mockResolvedValue(Response.json({ error: 'Busy' }, { status: 503, headers: { 'Retry-After': '600' } }));
    const queue = fakeQueue(true);
    expect(await submit(queue)).toBeInstanceOf(SavedForLater);
    expect(queue.postpone).toHaveBeenCalledExactlyOnceWith(body.submission_id, 600_000);
  });

  it('sends when the browser refuses locks, as it does with all storage blocked', async () => {
    const refuse = () => Promise.reject(new DOMException('Denied in this context', 'SecurityError'));
    vi.stubGlobal('navigator', { onLine: true, locks: { request: refuse } });
    fetched.mockResolvedValue(Response.json({ next: '/sent/' }));
    expect(await submit(fakeQueue(false))).toMatchObject({ kind: 'success' });
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['page', undefined],
    ['queue', { ...body, elapsed: 5 }],
  ])(
    'sends the same answers again with the time they were first sent, which the %s has stored',
    async (place, waitingBody) => {
      vi.setSystemTime('2027-02-11T23:58:00Z');
      fetched.mockImplementation(() => Promise.reject(new TypeError('network')));
      const submission_id = `of the ${place}`;
      const entry = {
        id: submission_id,
        queuedAt: '2027-02-11T23:57:00.000Z',
        body: waitingBody && { ...waitingBody, submission_id },
      } as unknown as QueueEntry;
      const queue = { ...fakeQueue(true), list: () => Promise.resolve(waitingBody ? [entry] : []) };
      const client = clientWith(queue);
      const sendAgain = async (answers: object) => {
        const sending = client.submitForm(
          'ask',
          { ...body, submission_id, ...answers },
          { endpoint: 'https://inbox.example' },
        );
        await vi.runAllTimersAsync();
        await sending;
        return vi.mocked(queue.add).mock.lastCall![0].queuedAt;
      };
      const first = await sendAgain({ elapsed: 9 });
      expect(first).toBe(waitingBody ? entry.queuedAt : '2027-02-11T23:58:00.000Z');
      vi.setSystemTime('2027-02-12T00:10:00Z');
      expect(await sendAgain({ elapsed: 99 })).toBe(first);
      expect(await sendAgain({ email: 'grace@example.com' })).not.toBe(first);
    },
  );

  it('does not wait for storage that never responds', async () => {
    fetched.mockResolvedValue(Response.json({ next: '/sent/' }));
    const stuck = { ...fakeQueue(true), add: () => new Promise<boolean>(() => undefined) };
    expect(await submit(stuck)).toMatchObject({ kind: 'success' });
  });

  it('returns field errors in the shape of @formspree/core', async () => {
    const errors = [{ code: 'TYPE_EMAIL', field: 'email', message: 'Enter an email address' }];
    fetched.mockResolvedValue(Response.json({ error: 'Validation errors', errors }, { status: 422 }));
    const result = await submit(fakeQueue(true));
    expect(isSubmissionError(result) && result.getFieldErrors('email')).toEqual([
      { code: 'TYPE_EMAIL', message: 'Enter an email address' },
    ]);
  });
});
