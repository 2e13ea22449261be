import { describe, expect, it } from 'vitest';
import { answersOf } from './support/answers.ts';
import { json, openTestInbox, rows, type TestInbox } from './support/inbox.ts';
import { nextPages } from './support/next-pages.ts';

describe('rate limits', () => {
  const settings = { INBOX_RATE_LIMIT: '3/min,200/h', INBOX_TRUSTED_PROXIES: '10.0.0.0/8' };
  const statuses = async (inbox: TestInbox, count: number, peer: (index: number) => string, headers = {}) => {
    const responses = Array.from({ length: count }, (_, index) =>
      inbox.postJson('ask', answersOf('ask'), headers, peer(index)),
    );
    return (await Promise.all(responses)).map(({ status }) => status).toSorted();
  };

  it('allow exactly the set number at once', async () => {
    const inbox = await openTestInbox(settings);
    const found = await statuses(inbox, 100, () => '192.0.2.7');
    expect(found.filter((status) => status === 200)).toHaveLength(3);
    expect(found.filter((status) => status === 429)).toHaveLength(97);
    expect(await rows(inbox)).toBe(3);
  });

  it('count what was stored, but not mistakes, repeats or refusals', async () => {
    const inbox = await openTestInbox(settings);
    const twice = answersOf('ask');
    for (let count = 0; count < 5; count += 1)
      expect((await inbox.postJson('ask', answersOf('ask', { question: 'short' }))).status).toBe(422);
    for (let count = 0; count < 3; count += 1) expect((await inbox.postJson('ask', twice)).status).toBe(200);
    expect(await statuses(inbox, 2, () => '192.0.2.1')).toEqual([200, 200]);
    expect(await statuses(inbox, 4, () => '192.0.2.1')).toEqual([429, 429, 429, 429]);
    expect(await rows(inbox)).toBe(3);
  });

  it('also limit tries', async () => {
    const inbox = await openTestInbox(settings);
    const tried = Array.from({ length: 40 }, () => inbox.postJson('ask', answersOf('ask', { question: 'short' })));
    const found = (await Promise.all(tried)).map(({ status }) => status);
    expect(found.filter((status) => status === 422)).toHaveLength(30);
    expect(found.filter((status) => status === 429)).toHaveLength(10);
  });

  it('let 300 people in a lecture room send from one address at once, and stop a machine soon', async () => {
    const inbox = await openTestInbox({ INBOX_RATE_LIMIT: '' });
    const room = await statuses(inbox, 300, () => '192.0.2.1');
    expect(room.filter((status) => status === 200)).toHaveLength(300);
    const machine = await statuses(inbox, 200, () => '192.0.2.1');
    expect(machine.filter((status) => status === 429)).toHaveLength(100);
  });

  it('say when to try again, in both formats and to other origins', async () => {
    const inbox = await openTestInbox({ ...settings, INBOX_ALLOWED_ORIGINS: 'https://static.example' });
    await statuses(inbox, 3, () => '192.0.2.1');
    const response = await inbox.postJson('ask', answersOf('ask'), { Origin: 'https://static.example' });
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://static.example');
    expect(response.headers.get('access-control-expose-headers')).toBe('Retry-After');
    const page = await inbox.postHtml('ask');
    expect([page.status, page.headers.get('content-type')]).toEqual([429, 'text/html; charset=UTF-8']);
  });

  it('count addresses, forms and IPv6 networks apart', async () => {
    const inbox = await openTestInbox(settings);
    await statuses(inbox, 3, () => '192.0.2.1');
    expect((await inbox.postJson('ask', answersOf('ask'), {}, '192.0.2.2')).status).toBe(200);
    expect((await inbox.postJson('mentor')).status).toBe(200);
    const sameNetwork = await statuses(inbox, 6, (index) => `2001:db8:1:2:${String(index)}::1`);
    expect(sameNetwork.filter((status) => status === 429)).toHaveLength(3);
    expect((await inbox.postJson('ask', answersOf('ask'), {}, '2001:db8:1:3::1')).status).toBe(200);
  });

  it('read X-Forwarded-For from trusted proxies only, and only their own entry', async () => {
    const inbox = await openTestInbox(settings);
    const forged = Array.from({ length: 6 }, (_, index) =>
      inbox.postJson('ask', answersOf('ask'), { 'X-Forwarded-For': `198.51.100.${String(index)}` }, '192.0.2.9'),
    );
    expect((await Promise.all(forged)).filter(({ status }) => status === 429)).toHaveLength(3);
    const proxied = Array.from({ length: 6 }, (_, index) =>
      inbox.postJson(
        'ask',
        answersOf('ask'),
        { 'X-Forwarded-For': `198.51.100.${String(index)}, 203.0.113.5` },
        '10.1.2.3',
      ),
    );
    expect((await Promise.all(proxied)).filter(({ status }) => status === 429)).toHaveLength(3);
  });
});

describe('origins', () => {
  const settings = { INBOX_ALLOWED_ORIGINS: 'https://static.example' };

  it.each([
    'https://evil.example',
    'null',
    'https://static.example.evil.example',
    'http://static.example',
    'http://localhost:9999',
  ])('block %s in both formats', async (origin) => {
    const inbox = await openTestInbox(settings);
    const response = await inbox.postJson('ask', answersOf('ask'), { Origin: origin });
    expect([response.status, (await json(response)).errors?.[0]?.code]).toEqual([403, 'BLOCKED']);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect((await inbox.postHtml('ask', answersOf('ask'), { Origin: origin })).status).toBe(403);
    expect(await rows(inbox)).toBe(0);
  });

  it.each([undefined, 'http://localhost:4321', 'https://static.example'])('allow %s', async (origin) => {
    const inbox = await openTestInbox(settings);
    const response = await inbox.postJson('ask', answersOf('ask'), origin ? { Origin: origin } : {});
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin ?? null);
    expect(response.headers.get('vary')).toContain('Origin');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('answer the preflight of a cross-origin submission', async () => {
    const inbox = await openTestInbox(settings);
    const ask = (origin: string) =>
      inbox.app.request('/f/ask', {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'formspree-client',
        },
      });
    const yes = await ask('https://static.example');
    expect(yes.status).toBe(204);
    expect(yes.headers.get('access-control-allow-headers')).toBe(
      'Accept, Content-Type, Formspree-Client, Formspree-Session-Data',
    );
    expect(yes.headers.get('access-control-allow-methods')).toBe('POST');
    const no = await ask('https://evil.example');
    expect([no.status, no.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  it('send a browser back to the site it came from', async () => {
    const inbox = await openTestInbox(settings);
    const response = await inbox.postHtml('ask', answersOf('ask'), { Origin: 'https://static.example' });
    expect(response.headers.get('location')).toMatch(/^https:\/\/static\.example\/sent\/\?ref=\w{8}$/);
  });
});

describe('special fields', () => {
  it.each(nextPages)('lead from _next %j to %s', async (asked, next) => {
    const inbox = await openTestInbox({ INBOX_ALLOWED_ORIGINS: 'https://static.example' });
    const answer = await json(await inbox.postJson('ask', answersOf('ask', { _next: asked })));
    expect(answer.next?.startsWith(next)).toBe(true);
    const { headers } = await inbox.postHtml('ask', answersOf('ask', { _next: asked }));
    expect(headers.get('location')?.startsWith(next)).toBe(true);
  });

  it('accept Formspree’s own fields, also when misused', async () => {
    const inbox = await openTestInbox();
    const extras = {
      _subject: 'x\r\nBcc: a@b.example',
      _replyto: 'a@b.example,c@d.example',
      _language: 'en',
      _format: 'plain',
      _cc: 'a@b.example',
    };
    expect((await inbox.postJson('ask', answersOf('ask', extras))).status).toBe(200);
  });
});
