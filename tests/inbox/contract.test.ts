import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { referenceOf } from '#forms/reference.ts';
import { StoreUnavailable } from '#inbox/store.ts';
import { answersOf, formIds, multipart, urlEncoded } from './support/answers.ts';
import { json, openTestInbox, type TestInbox } from './support/inbox.ts';
import { nextPages } from './support/next-pages.ts';

const rows = async (inbox: TestInbox) => (await inbox.store.counts({})).all;

describe.each(formIds)('the form %s', (form) => {
  it('stores and answers with the confirmation page and the id', async () => {
    const inbox = await openTestInbox();
    const answers = answersOf(form);
    const id = String(answers['submission_id']);
    const response = await inbox.postJson(form, answers);
    expect(response.status).toBe(200);
    expect(await json(response)).toEqual({ ok: true, next: `/sent/?ref=${referenceOf(id)}`, id });
    expect(await rows(inbox)).toBe(1);
  });

  it('sends a browser without scripts on to the confirmation page', async () => {
    const inbox = await openTestInbox();
    const answers = answersOf(form);
    const response = await inbox.postHtml(form, answers);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`/sent/?ref=${referenceOf(String(answers['submission_id']))}`);
    expect(await rows(inbox)).toBe(1);
  });

  it('takes multipart bodies', async () => {
    const inbox = await openTestInbox();
    const response = await inbox.post(form, multipart(answersOf(form)), { Accept: 'application/json' });
    expect(response.status).toBe(200);
    expect(await rows(inbox)).toBe(1);
  });

  it('answers the same again for the same id, and stores once', async () => {
    const inbox = await openTestInbox();
    const answers = answersOf(form);
    const first = await json(await inbox.postJson(form, answers));
    expect(await json(await inbox.postJson(form, answers))).toEqual(first);
    const again = await inbox.postHtml(form, answers);
    expect([again.status, again.headers.get('location')]).toEqual([303, first.next]);
    expect(await rows(inbox)).toBe(1);
  });

  it('keeps a differing body under the same id as a note, once', async () => {
    const inbox = await openTestInbox();
    const answers = answersOf(form);
    const name = { form, submissionId: String(answers['submission_id']) };
    await inbox.postJson(form, answers);
    for (const fullName of ['Ada B. Example', 'Ada B. Example', '']) {
      const response = await inbox.postJson(form, { ...answers, fullName });
      expect(response.status).toBe(200);
    }
    expect(await rows(inbox)).toBe(1);
    const notes = await inbox.store.enclosures(name);
    expect(notes.map(({ kind }) => kind)).toEqual(['differing', 'differing']);
  });

  it('knows the same answers without an id for ten minutes', async () => {
    const inbox = await openTestInbox();
    const answers = answersOf(form, { submission_id: undefined });
    const first = await json(await inbox.postJson(form, answers));
    inbox.setClock('2027-01-15T12:09:59.000Z');
    expect(await json(await inbox.postJson(form, answers))).toEqual(first);
    expect((await inbox.postHtml(form, answers)).headers.get('location')).toBe(first.next);
    expect(await rows(inbox)).toBe(1);
    inbox.setClock('2027-01-15T12:10:01.000Z');
    await inbox.postJson(form, answers);
    expect(await rows(inbox)).toBe(2);
  });

  it('names each wrong field with the sentence and code', async () => {
    const inbox = await openTestInbox();
    const response = await inbox.postJson(form, answersOf(form, { email: 'nobody', fullName: '' }));
    expect(response.status).toBe(422);
    const { error, errors, next } = await json(response);
    expect([error, next]).toEqual(['Validation errors', undefined]);
    expect(errors?.map(({ field, code }) => [field, code])).toEqual([
      ['fullName', 'REQUIRED_FIELD_EMPTY'],
      ['email', 'TYPE_EMAIL'],
    ]);
    expect(await rows(inbox)).toBe(0);
  });

  it('shows the form again with every answer kept when a browser without scripts made a mistake', async () => {
    const inbox = await openTestInbox();
    const typed = 'nobody  <b>"at" home';
    const response = await inbox.postHtml(form, answersOf(form, { email: typed }));
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain('<title>Error: ');
    expect(page).toContain('There is a problem');
    expect(page).toContain('href="#email"');
    expect(page).toContain('value="nobody  &lt;b&gt;&quot;at&quot; home"');
    expect(page).toContain('value="Ada Example"');
    expect(page).not.toContain('<script');
  });

  it('takes the mended page without a script', async () => {
    const inbox = await openTestInbox();
    const answers = answersOf(form, { email: 'nobody', submission_id: undefined });
    const page = await (await inbox.postHtml(form, answers)).text();
    const id = /name="submission_id" value="([^"]+)"/.exec(page)?.[1];
    expect(id).toBeDefined();
    const mended = { ...answersOf(form), submission_id: String(id), _gotcha: '' };
    expect((await inbox.postHtml(form, mended)).status).toBe(303);
    expect(await rows(inbox)).toBe(1);
  });

  it('refuses fields it does not know', async () => {
    const inbox = await openTestInbox();
    const response = await inbox.postJson(form, answersOf(form, { isAdmin: 'yes' }));
    expect(response.status).toBe(422);
    expect((await json(response)).errors?.map(({ field }) => field)).toEqual(['isAdmin']);
  });

  it.each([
    ['no bytes', ''],
    ['only special fields', 'submission_id=&_gotcha='],
    ['only blanks', 'fullName=+&email='],
  ])('calls %s empty', async (_, body) => {
    const inbox = await openTestInbox();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const response = await inbox.post(form, body, { ...headers, Accept: 'application/json' });
    expect(response.status).toBe(400);
    expect((await json(response)).errors?.[0]?.code).toBe('EMPTY');
    expect((await inbox.post(form, body, headers)).headers.get('content-type')).toContain('text/html');
  });

  it('stores what fell into the trap or was sent within two seconds as suspect, and answers as ever', async () => {
    const inbox = await openTestInbox();
    for (const change of [{ _gotcha: 'https://spam.example' }, { elapsed: '1999' }]) {
      const response = await inbox.postJson(form, answersOf(form, change));
      expect(response.status).toBe(200);
      expect((await json(response)).next).toMatch(/^\/sent\/\?ref=\w{8}$/);
    }
    expect((await inbox.postHtml(form, answersOf(form, { _gotcha: 'x' }))).status).toBe(303);
    expect(await inbox.store.counts({})).toMatchObject({ all: 3, suspect: 3 });
  });

  it.each([
    ['database is locked', 503],
    ['database or disk is full', 503],
  ])('says that nothing was saved when the %s', async (reason, status) => {
    const inbox = await openTestInbox();
    inbox.store.accept = () => Promise.reject(new StoreUnavailable(reason));
    const response = await inbox.postJson(form);
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    const body = await json(response);
    expect(body.next).toBeUndefined();
    expect(body.error).toContain('not saved');
    const page = await inbox.postHtml(form, answersOf(form, { fullName: 'Ada & Co' }));
    expect(page.status).toBe(503);
    const html = await page.text();
    expect(html).toContain('not saved');
    expect(html).toContain('value="Ada &amp; Co"');
  });

  it('says that nothing was saved while it shuts down', async () => {
    const inbox = await openTestInbox({}, { isStopping: () => true });
    const response = await inbox.postJson(form);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await rows(inbox)).toBe(0);
  });
});

describe('rounds', () => {
  it.each([
    ['2026-10-05T07:59:59.999Z', 403],
    ['2026-10-05T08:00:00.000Z', 200],
    ['2027-02-11T23:59:59.999Z', 200],
    ['2027-02-12T00:00:00.000Z', 403],
  ])('at %s a mentee application is answered with %i', async (instant, status) => {
    const inbox = await openTestInbox();
    inbox.setClock(instant);
    expect((await inbox.postJson('mentee')).status).toBe(status);
    expect((await inbox.postHtml('mentee')).status).toBe(status === 200 ? 303 : 403);
    expect((await inbox.postJson('ask')).status).toBe(200);
  });

  it('says when a closed round closed', async () => {
    const inbox = await openTestInbox();
    inbox.setClock('2027-02-12T00:00:00.000Z');
    const { errors, next } = await json(await inbox.postJson('mentee'));
    expect(next).toBeUndefined();
    expect(errors).toEqual([
      { code: 'INACTIVE', message: 'Applications for 2026/27 closed at 11.59pm on Thursday 11 February 2027.' },
    ]);
    expect(await (await inbox.postHtml('mentee')).text()).toContain('closed at 11.59pm on Thursday 11 February 2027');
  });

  it('gives the answers back to a browser without a script, and says what is open', async () => {
    const inbox = await openTestInbox();
    inbox.setClock('2027-02-12T00:00:00.000Z');
    const html = await (await inbox.postHtml('mentee', answersOf('mentee', { fullName: 'Ada <Late>' }))).text();
    expect(html).toContain('href="/ask-a-mentor/"');
    expect(html).toContain('href="/dates.ics"');
    expect(html).toContain('Ada &lt;Late&gt;');
    expect(html).toContain('They were not kept.');
  });

  it('tells a browser without a script what else there is for someone who cannot apply', async () => {
    const inbox = await openTestInbox();
    for (const form of ['mentee', 'ask'] as const) {
      const neither = await inbox.postHtml(form, answersOf(form, { status: 'neither' }));
      const html = await neither.text();
      expect(neither.status).toBe(422);
      expect(html).toContain('You cannot apply for mentoring');
      expect(html).toContain('Ask the Careers Team');
      expect(await (await inbox.postHtml(form, answersOf(form, { fullName: '' }))).text()).not.toContain(
        'cannot apply',
      );
    }
    const over = answersOf('mentee', { status: 'graduate', graduated: '2001-06' });
    expect(await (await inbox.postHtml('mentee', over)).text()).toContain('Become a mentor');
  });

  it.each([
    ['the last instant', '2027-02-11T23:59:59.999Z', '2027-02-14T23:59:59.999Z', 200],
    ['more than 72 hours before', '2027-02-11T23:59:59.999Z', '2027-02-15T00:00:00.000Z', 403],
    ['after the deadline', '2027-02-12T00:00:00.000Z', '2027-02-12T00:01:00.000Z', 403],
    ['before it opened', '2026-10-05T07:59:59.999Z', '2027-02-12T00:01:00.000Z', 403],
    ['in the future', '2027-02-12T00:02:00.000Z', '2027-02-12T00:01:00.000Z', 403],
    ['in no time at all', 'yesterday', '2027-02-12T00:01:00.000Z', 403],
  ])('what was queued at %s is answered accordingly', async (_, queuedAt, arrives, status) => {
    const inbox = await openTestInbox();
    inbox.setClock(arrives);
    const response = await inbox.postJson('mentee', answersOf('mentee', { queued_at: queuedAt, round: '2026-27' }));
    expect(response.status).toBe(status);
    expect((await inbox.store.counts({})).late).toBe(status === 200 ? 1 : 0);
  });

  it('confirms again what it had taken before the deadline', async () => {
    const inbox = await openTestInbox();
    const answers = answersOf('mentee');
    const first = await json(await inbox.postJson('mentee', answers));
    inbox.setClock('2027-02-12T09:00:00.000Z');
    const again = await inbox.postJson('mentee', answers);
    expect([again.status, await json(again)]).toEqual([200, first]);
  });

  it('says of what came late that it did, also when it comes again', async () => {
    const inbox = await openTestInbox();
    inbox.setClock('2027-02-12T00:01:00.000Z');
    const answers = answersOf('mentee', { queued_at: '2027-02-11T23:59:59.000Z', round: '2026-27' });
    const first = await json(await inbox.postJson('mentee', answers));
    expect(first.next).toMatch(/^\/sent\/\?ref=\w{8}&late$/);
    expect(await json(await inbox.postJson('mentee', answers))).toEqual(first);
  });

  it('judges a late arrival by the moment it was sent', async () => {
    const inbox = await openTestInbox();
    inbox.setClock('2027-03-01T00:00:30.000Z');
    const graduate = { status: 'graduate', graduated: '2024-02', studentNumber: undefined, yearOfStudy: undefined };
    const queued = { queued_at: '2027-02-11T23:00:00.000Z' };
    inbox.setClock('2027-02-13T00:00:30.000Z');
    const response = await inbox.postJson(
      'mentee',
      answersOf('mentee', { ...graduate, ...queued, email: 'ada@example.com' }),
    );
    expect(response.status).toBe(200);
  });
});

describe('what cannot be taken', () => {
  const asJson = { Accept: 'application/json' };

  it('answers 404 for a form that does not exist', async () => {
    const inbox = await openTestInbox();
    const response = await inbox.post('nothing', '{}', { ...asJson, 'Content-Type': 'application/json' });
    expect([response.status, (await json(response)).errors?.[0]?.code]).toEqual([404, 'FORM_NOT_FOUND']);
    const page = await inbox.post('nothing', 'a=b', { 'Content-Type': 'application/x-www-form-urlencoded' });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
  });

  it('answers under a project’s name too', async () => {
    const inbox = await openTestInbox();
    const response = await inbox.app.request('/p/anything/f/ask', {
      method: 'POST',
      body: JSON.stringify(answersOf('ask')),
      headers: { ...asJson, 'Content-Type': 'application/json' },
    });
    expect(response.status).toBe(200);
  });

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])('answers %s with 405 and what is allowed', async (method) => {
    const inbox = await openTestInbox();
    const response = await inbox.app.request('/f/ask', { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
  });

  it.each([
    ['application/json', '{"fullName":'],
    ['application/json', '[]'],
    ['application/json', '"text"'],
    ['application/json', '{"fullName":{"first":"Ada"}}'],
    ['application/json', '{"windows":[["a"]]}'],
    ['application/json', '\uFEFF{}'],
    ['application/x-www-form-urlencoded', 'fullName=%'],
    ['application/x-www-form-urlencoded', 'fullName=%FF'],
    ['multipart/form-data', 'fullName=Ada'],
    ['multipart/form-data; boundary=x', '--y\r\n\r\n--y--'],
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb'],
  ])('calls a broken body of %s malformed: %j', async (type, body) => {
    const inbox = await openTestInbox();
    const response = await inbox.post('ask', Buffer.from(body), { ...asJson, 'Content-Type': type });
    expect(response.status).toBe(400);
    expect((await json(response)).error).toMatch(/\w/);
    const page = await inbox.post('ask', Buffer.from(body), { 'Content-Type': type, Accept: 'text/html' });
    expect([page.status, page.headers.get('content-type')]).toEqual([400, 'text/html; charset=UTF-8']);
  });

  it.each([
    ['text/plain', {}],
    ['application/xml', {}],
    ['', {}],
    ['application/json; charset=utf-16', {}],
    ['application/json', { 'Content-Encoding': 'gzip' }],
    ['application/json', { 'Content-Encoding': 'br' }],
  ])('answers 415 and what it takes for %j %j', async (type, headers) => {
    const inbox = await openTestInbox();
    for (const accept of ['application/json', 'text/html']) {
      const response = await inbox.post('ask', Buffer.from('{"a":"b"}'), {
        Accept: accept,
        ...(type ? { 'Content-Type': type } : {}),
        ...headers,
      });
      expect(response.status).toBe(415);
      expect(response.headers.get('accept-post')).toBe(
        'application/json, application/x-www-form-urlencoded, multipart/form-data',
      );
    }
  });

  it.each([
    ['65,537 bytes', { goals: 'x'.repeat(64 * 1024) }],
    ['61 fields', Object.fromEntries(Array.from({ length: 61 }, (_, index) => [`field${String(index)}`, 'x']))],
    ['a name of 65 characters', { ['x'.repeat(65)]: 'x' }],
    ['a value of 10,001 characters', { question: 'x'.repeat(10_001) }],
  ])('answers 413 for %s and ends the connection', async (_, answers) => {
    const inbox = await openTestInbox();
    const response = await inbox.post('ask', JSON.stringify(answers), {
      ...asJson,
      'Content-Type': 'application/json',
    });
    expect([response.status, response.headers.get('connection')]).toEqual([413, 'close']);
    expect((await json(response)).errors?.[0]?.code).toBe('FILES_TOO_BIG');
    expect((await inbox.postHtml('ask', answers)).status).toBe(413);
  });

  it('takes no files', async () => {
    const inbox = await openTestInbox();
    const data = multipart(answersOf('ask'));
    data.append('cv', new File([new Uint8Array([0xff, 0xd8])], 'cv.pdf'));
    const response = await inbox.post('ask', data, asJson);
    expect([response.status, (await json(response)).errors?.[0]?.code]).toEqual([400, 'NO_FILE_UPLOADS']);
  });

  it('refuses an id that is no UUID', async () => {
    const inbox = await openTestInbox();
    const response = await inbox.postJson('ask', answersOf('ask', { submission_id: '../../etc/passwd' }));
    expect(response.status).toBe(422);
  });
});

describe('rate limits', () => {
  const settings = { INBOX_RATE_LIMIT: '3/min,200/h', INBOX_TRUSTED_PROXIES: '10.0.0.0/8' };
  const statuses = async (inbox: TestInbox, count: number, peer: (index: number) => string, headers = {}) => {
    const responses = Array.from({ length: count }, (_, index) =>
      inbox.postJson('ask', answersOf('ask'), headers, peer(index)),
    );
    return (await Promise.all(responses)).map(({ status }) => status).toSorted();
  };

  it('lets exactly so many through at once', async () => {
    const inbox = await openTestInbox(settings);
    const found = await statuses(inbox, 100, () => '192.0.2.7');
    expect(found.filter((status) => status === 200)).toHaveLength(3);
    expect(found.filter((status) => status === 429)).toHaveLength(97);
    expect(await rows(inbox)).toBe(3);
  });

  it('says when to try again, in both formats and to other origins', async () => {
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

  it('counts addresses, forms and IPv6 networks apart', async () => {
    const inbox = await openTestInbox(settings);
    await statuses(inbox, 3, () => '192.0.2.1');
    expect((await inbox.postJson('ask', answersOf('ask'), {}, '192.0.2.2')).status).toBe(200);
    expect((await inbox.postJson('mentor')).status).toBe(200);
    const sameNetwork = await statuses(inbox, 6, (index) => `2001:db8:1:2:${String(index)}::1`);
    expect(sameNetwork.filter((status) => status === 429)).toHaveLength(3);
    expect((await inbox.postJson('ask', answersOf('ask'), {}, '2001:db8:1:3::1')).status).toBe(200);
  });

  it('believes X-Forwarded-For from trusted proxies only, and only their own entry', async () => {
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
  ])('blocks %s in both formats', async (origin) => {
    const inbox = await openTestInbox(settings);
    const response = await inbox.postJson('ask', answersOf('ask'), { Origin: origin });
    expect([response.status, (await json(response)).errors?.[0]?.code]).toEqual([403, 'BLOCKED']);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect((await inbox.postHtml('ask', answersOf('ask'), { Origin: origin })).status).toBe(403);
    expect(await rows(inbox)).toBe(0);
  });

  it.each([undefined, 'http://localhost:4321', 'https://static.example'])('takes %s', async (origin) => {
    const inbox = await openTestInbox(settings);
    const response = await inbox.postJson('ask', answersOf('ask'), origin ? { Origin: origin } : {});
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin ?? null);
    expect(response.headers.get('vary')).toContain('Origin');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('answers the question before a cross-origin submission', async () => {
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

  it('sends a browser back to the site it came from', async () => {
    const inbox = await openTestInbox(settings);
    const response = await inbox.postHtml('ask', answersOf('ask'), { Origin: 'https://static.example' });
    expect(response.headers.get('location')).toMatch(/^https:\/\/static\.example\/sent\/\?ref=\w{8}$/);
  });
});

describe('special fields', () => {
  it.each(nextPages)('goes on from _next %j to %s', async (asked, next) => {
    const inbox = await openTestInbox({ INBOX_ALLOWED_ORIGINS: 'https://static.example' });
    const answer = await json(await inbox.postJson('ask', answersOf('ask', { _next: asked })));
    expect(answer.next?.startsWith(next)).toBe(true);
    const { headers } = await inbox.postHtml('ask', answersOf('ask', { _next: asked }));
    expect(headers.get('location')?.startsWith(next)).toBe(true);
  });

  it('takes Formspree’s own fields and the misuse of them', async () => {
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

describe('duplicates', () => {
  const list = async (inbox: TestInbox) =>
    (await inbox.store.list({ limit: 10, order: 'oldest' })).map(({ duplicateOf }) => duplicateOf);

  it('are second applications of one address in a round, whatever its case', async () => {
    const inbox = await openTestInbox();
    const first = answersOf('mentee');
    await inbox.postJson('mentee', first);
    inbox.setClock('2027-01-15T12:01:00.000Z');
    await inbox.postJson('mentee', answersOf('mentee', { email: 'W1234567@MY.westminster.ac.uk' }));
    expect(await list(inbox)).toEqual([null, first['submission_id']]);
  });

  it('are not made by another address, another form or a second offer to mentor', async () => {
    const inbox = await openTestInbox();
    await inbox.postJson('mentee');
    await inbox.postJson('mentee', answersOf('mentee', { email: 'w7654321@my.westminster.ac.uk' }));
    await inbox.postJson('ask');
    await inbox.postJson('mentor');
    await inbox.postJson('mentor');
    expect((await inbox.store.counts({})).duplicate).toBe(0);
  });
});

it('stores one row of 100 simultaneous posts of one id', async () => {
  const inbox = await openTestInbox();
  const answers = answersOf('ask');
  const responses = await Promise.all(Array.from({ length: 100 }, () => inbox.postJson('ask', answers)));
  const bodies = await Promise.all(responses.map(json));
  expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  expect(await rows(inbox)).toBe(1);
});

it('stores one row of 100 simultaneous posts without an id', async () => {
  const inbox = await openTestInbox();
  const answers = answersOf('ask', { submission_id: undefined });
  await Promise.all(Array.from({ length: 100 }, () => inbox.postJson('ask', answers)));
  expect(await rows(inbox)).toBe(1);
});

it('keeps the same id of two forms apart', async () => {
  const inbox = await openTestInbox();
  const id = randomUUID();
  await inbox.postJson('ask', answersOf('ask', { submission_id: id }));
  await inbox.postJson('mentor', answersOf('mentor', { submission_id: id }));
  expect(await rows(inbox)).toBe(2);
});

describe('the format of the answer', () => {
  const accepts = [
    [undefined, false, undefined],
    ['*/*', false, undefined],
    ['application/json', true, true],
    ['text/html', false, false],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false, false],
    ['text/html, application/json;q=0.1', true, true],
    ['application/json;q=0, text/html', false, false],
    ['application/*', false, undefined],
    ['text/html;q=0.5, */*', false, undefined],
    ['image/png', false, undefined],
  ] as const;
  const table = accepts.flatMap(([accept, forForms, forJson]) => [
    { accept, type: 'application/x-www-form-urlencoded', isJson: forForms },
    { accept, type: 'multipart/form-data', isJson: forForms },
    { accept, type: 'application/json', isJson: forJson ?? true },
  ]);

  it.each(table)('is JSON: $isJson for a body of $type and Accept $accept', async ({ accept, type, isJson }) => {
    const inbox = await openTestInbox();
    const answers = answersOf('ask', { fullName: '' });
    const body =
      type === 'multipart/form-data'
        ? multipart(answers)
        : type === 'application/json'
          ? JSON.stringify(answers)
          : urlEncoded(answers);
    const headers = {
      ...(accept ? { Accept: accept } : {}),
      ...(type === 'multipart/form-data' ? {} : { 'Content-Type': type }),
    };
    const response = await inbox.post('ask', body, headers);
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toContain(isJson ? 'application/json' : 'text/html');
  });

  it('is JSON for a script that says so with X-Requested-With', async () => {
    const inbox = await openTestInbox();
    const response = await inbox.postHtml('ask', answersOf('ask'), { 'X-Requested-With': 'XMLHttpRequest' });
    expect(response.status).toBe(200);
    expect((await json(response)).ok).toBe(true);
  });
});
