import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { attempt, type AttemptResult } from '#src/islands/form/sending/attempt.ts';
import { longestPause, send, tries } from '#src/islands/form/sending/send.ts';

const stored = () => Response.json({ ok: true, next: '/sent/?ref=K7PQ29XM' });
const busy = (headers: Record<string, string> = {}) => Response.json({ error: 'Busy' }, { status: 503, headers });
type Case = [words: string, response: Response, kind: AttemptResult['kind']];

const queuedAt = '2027-02-11T23:59:58.000Z';

const fetched = vi.fn<typeof fetch>();
const bodies = () => fetched.mock.calls.map(([, init]) => JSON.parse(init?.body as string) as Record<string, unknown>);

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function sendAll(options: Partial<Parameters<typeof send>[2]> = {}) {
  const sending = send('https://inbox.example/f/ask', { submission_id: 'a' }, { queuedAt, ...options });
  await vi.runAllTimersAsync();
  return sending;
}

describe('attempt', () => {
  it.each<Case>([
    ['a body with next', stored(), 'stored'],
    ['next with an error status', Response.json({ next: '/sent/' }, { status: 500 }), 'again'],
    ['next that is not a string', Response.json({ next: 1 }), 'again'],
    ['an HTML page', new Response('<p>Log in to the Wi-Fi', { headers: { 'Content-Type': 'text/html' } }), 'again'],
    ['half a response', new Response('{"ok":true,"nex'), 'again'],
    ['an empty body', new Response(''), 'again'],
    ...[400, 403, 404, 413, 415, 422].map((status) => [`${status}`, Response.json({}, { status }), 'refused'] as Case),
    ...[408, 425, 429, 500, 502, 503].map((status) => [`${status}`, Response.json({}, { status }), 'again'] as Case),
  ])('classifies the response: %s', async (_, response, kind) => {
    fetched.mockResolvedValueOnce(response);
    expect(await attempt('https://inbox.example/f/ask', {})).toMatchObject({ kind });
  });

  it('returns the errors of a refusal, or a general one when the response has none', async () => {
    const errors = [{ code: 'TYPE_EMAIL', field: 'email', message: 'Enter an email address' }];
    fetched.mockResolvedValueOnce(Response.json({ error: 'Validation errors', errors }, { status: 422 }));
    expect(await attempt('https://inbox.example/', {})).toEqual({ kind: 'refused', errors });
    fetched.mockResolvedValueOnce(Response.json({ errors: [] }, { status: 400 }));
    expect(await attempt('https://inbox.example/', {})).toMatchObject({
      errors: [{ message: 'The server did not take your answers.' }],
    });
  });

  it('ends after 15 seconds', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    fetched.mockResolvedValueOnce(stored());
    await attempt('https://inbox.example/', {});
    expect(timeout).toHaveBeenCalledWith(15_000);
  });
});

describe('send', () => {
  it('tries four times and then gives up', async () => {
    fetched.mockImplementation(() => Promise.reject(new TypeError('network')));
    expect(await sendAll()).toEqual({ kind: 'again' });
    expect(fetched).toHaveBeenCalledTimes(tries);
  });

  it('sends the same id each time, and the time of Send from the second try on', async () => {
    fetched.mockResolvedValueOnce(busy()).mockResolvedValueOnce(stored());
    expect(await sendAll()).toMatchObject({ kind: 'stored' });
    expect(bodies()).toEqual([{ submission_id: 'a' }, { submission_id: 'a', queued_at: queuedAt }]);
  });

  it('waits as long as the server asks', async () => {
    fetched.mockResolvedValueOnce(busy({ 'Retry-After': '20' })).mockResolvedValueOnce(stored());
    const sending = send('https://inbox.example/', {}, { queuedAt });
    await vi.advanceTimersByTimeAsync(19_000);
    expect(fetched).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(fetched).toHaveBeenCalledTimes(2);
    await sending;
  });

  it('leaves a longer wait to the queue', async () => {
    fetched.mockResolvedValueOnce(busy({ 'Retry-After': '3600' }));
    expect(await sendAll()).toEqual({ kind: 'again', after: 3_600_000 });
    expect(3_600_000).toBeGreaterThan(longestPause);
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('tries once more with the time of Send when the round closed on the way', async () => {
    const closed = () =>
      Response.json({ error: 'Closed', errors: [{ code: 'INACTIVE', message: 'Closed' }] }, { status: 403 });
    fetched.mockResolvedValueOnce(closed()).mockResolvedValueOnce(stored());
    expect(await sendAll()).toMatchObject({ kind: 'stored' });
    expect(bodies()).toEqual([{ submission_id: 'a' }, { submission_id: 'a', queued_at: queuedAt }]);
    fetched.mockReset().mockImplementation(() => Promise.resolve(closed()));
    expect(await sendAll()).toMatchObject({ kind: 'refused' });
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it('does not retry a refusal', async () => {
    fetched.mockImplementation(() => Promise.resolve(Response.json({ error: 'Closed' }, { status: 403 })));
    expect(await sendAll()).toMatchObject({ kind: 'refused' });
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('stops when another try is pointless', async () => {
    fetched.mockImplementation(() => Promise.reject(new TypeError('offline')));
    await sendAll({ isPointless: () => true });
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});
