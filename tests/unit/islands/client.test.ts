import { isSubmissionError } from '@formspree/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFormClient, SavedForLater, type Deliver } from '#src/islands/form/sending/client.ts';
import { queueAndSend } from '#src/islands/form/sending/queue-and-send.ts';
import type { QueueEntry, Queue } from '#src/islands/form/sending/queue.ts';

const fetched = vi.fn<typeof fetch>();
const body = { submission_id: '0b7e8a52-6f0b-4e4a-9a54-3f1d1f6b6a10', email: 'ada@example.com' };

const queueThat = (keeps: boolean): Queue => ({
  keep: vi.fn(() => Promise.resolve(keeps)),
  drop: vi.fn(() => Promise.resolve()),
  putOff: vi.fn(() => Promise.resolve()),
  list: () => Promise.resolve([]),
  empty: () => Promise.resolve(),
  watch: () => () => undefined,
});

const clientWith = (queue: Queue | undefined) => {
  const parts = {
    draft: 'draft:ask',
    copy: () => 'Ask a mentor',
    onKept: () => undefined,
    onAgain: () => undefined,
  };
  const keep: Deliver = (submission) => queueAndSend(queue!, submission, parts);
  return createFormClient({ keeper: () => Promise.resolve(queue && keep), onAgain: parts.onAgain });
};

async function submit(queue: Queue | undefined) {
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

describe('the client at the seam of @formspree/react', () => {
  it('gives a success with next, and leaves nothing in the queue', async () => {
    fetched.mockResolvedValue(Response.json({ next: '/sent/?ref=K7PQ29XM' }));
    const queue = queueThat(true);
    expect(await submit(queue)).toMatchObject({ kind: 'success', next: '/sent/?ref=K7PQ29XM' });
    expect(fetched.mock.calls[0]![0]).toBe('https://inbox.example/f/ask');
    expect(queue.keep).toHaveBeenCalledBefore(vi.mocked(queue.drop));
    expect(queue.drop).toHaveBeenCalledWith(body.submission_id);
  });

  it('sends once however often it is called while one is under way', async () => {
    fetched.mockImplementation(() => Promise.resolve(Response.json({ next: '/sent/' })));
    const client = clientWith(queueThat(true));
    const options = { endpoint: 'https://inbox.example' };
    const both = Promise.all([client.submitForm('ask', body, options), client.submitForm('ask', body, options)]);
    await vi.runAllTimersAsync();
    const [first, second] = await both;
    expect(first).toBe(second);
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('says that it is saved where it cannot be sent and the device keeps it', async () => {
    fetched.mockImplementation(() => Promise.reject(new TypeError('network')));
    const queue = queueThat(true);
    expect(await submit(queue)).toBeInstanceOf(SavedForLater);
    expect(queue.drop).not.toHaveBeenCalled();
  });

  it.each([
    ['keeps nothing', queueThat(false)],
    ['cannot load the queue', undefined],
  ])('says that it is not sent where the device %s', async (_, queue) => {
    fetched.mockImplementation(() => Promise.reject(new TypeError('network')));
    const result = await submit(queue);
    expect(isSubmissionError(result) && result.getFormErrors()[0]?.message).toMatch(/cannot be reached/);
    expect(result).not.toBeInstanceOf(SavedForLater);
  });

  it('leaves it in the queue for as long as the server asks to wait', async () => {
    fetched.mockResolvedValue(Response.json({ error: 'Busy' }, { status: 503, headers: { 'Retry-After': '600' } }));
    const queue = queueThat(true);
    expect(await submit(queue)).toBeInstanceOf(SavedForLater);
    expect(queue.putOff).toHaveBeenCalledExactlyOnceWith(body.submission_id, 600_000);
  });

  it('sends where locks are refused, as with all storage blocked', async () => {
    const refuse = () => Promise.reject(new DOMException('Denied in this context', 'SecurityError'));
    vi.stubGlobal('navigator', { onLine: true, locks: { request: refuse } });
    fetched.mockResolvedValue(Response.json({ next: '/sent/' }));
    expect(await submit(queueThat(false))).toMatchObject({ kind: 'success' });
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['page', undefined],
    ['queue', { ...body, elapsed: 5 }],
  ])('sends the same answers again as sent when they first were, as the %s knows', async (who, waiting) => {
    vi.setSystemTime('2027-02-11T23:58:00Z');
    fetched.mockImplementation(() => Promise.reject(new TypeError('network')));
    const submission_id = `of the ${who}`;
    const entry = {
      id: submission_id,
      queuedAt: '2027-02-11T23:57:00.000Z',
      body: waiting && { ...waiting, submission_id },
    } as unknown as QueueEntry;
    const queue = { ...queueThat(true), list: () => Promise.resolve(waiting ? [entry] : []) };
    const client = clientWith(queue);
    const sendAgain = async (answers: object) => {
      const sending = client.submitForm(
        'ask',
        { ...body, submission_id, ...answers },
        { endpoint: 'https://inbox.example' },
      );
      await vi.runAllTimersAsync();
      await sending;
      return vi.mocked(queue.keep).mock.lastCall![0].queuedAt;
    };
    const first = await sendAgain({ elapsed: 9 });
    expect(first).toBe(waiting ? entry.queuedAt : '2027-02-11T23:58:00.000Z');
    vi.setSystemTime('2027-02-12T00:10:00Z');
    expect(await sendAgain({ elapsed: 99 })).toBe(first);
    expect(await sendAgain({ email: 'grace@example.com' })).not.toBe(first);
  });

  it('does not wait for a storage that never answers', async () => {
    fetched.mockResolvedValue(Response.json({ next: '/sent/' }));
    const stuck = { ...queueThat(true), keep: () => new Promise<boolean>(() => undefined) };
    expect(await submit(stuck)).toMatchObject({ kind: 'success' });
  });

  it('gives the errors of fields as @formspree/core has them', async () => {
    const errors = [{ code: 'TYPE_EMAIL', field: 'email', message: 'Enter an email address' }];
    fetched.mockResolvedValue(Response.json({ error: 'Validation errors', errors }, { status: 422 }));
    const result = await submit(queueThat(true));
    expect(isSubmissionError(result) && result.getFieldErrors('email')).toEqual([
      { code: 'TYPE_EMAIL', message: 'Enter an email address' },
    ]);
  });
});
