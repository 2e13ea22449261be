import { describe, expect, it } from 'vitest';
import { formIds } from '#forms/form.ts';
import { answersOf, multipart, urlEncoded } from './support/answers.ts';
import { json, openTestInbox } from './support/inbox.ts';

describe('what is refused', () => {
  const asJson = { Accept: 'application/json' };

  it('answers 404 for a form that does not exist', async () => {
    const inbox = await openTestInbox();
    const response = await inbox.post('nothing', '{}', { ...asJson, 'Content-Type': 'application/json' });
    expect([response.status, (await json(response)).errors?.[0]?.code]).toEqual([404, 'FORM_NOT_FOUND']);
    const page = await inbox.post('nothing', 'a=b', { 'Content-Type': 'application/x-www-form-urlencoded' });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
  });

  it('shows a refused form again with who sees each answer, in words', async () => {
    const inbox = await openTestInbox();
    for (const form of formIds) {
      const page = await (await inbox.postHtml(form, answersOf(form, { email: 'x' }))).text();
      expect([form, /sees? this/.test(page)]).toEqual([form, true]);
      expect([form, page.includes('=&gt;') || page.includes('undefined')]).toEqual([form, false]);
    }
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

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])('answers %s with 405 and the allowed methods', async (method) => {
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
  ])('answers that a broken body of %s is malformed: %j', async (type, body) => {
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
  ])('answers 415 with the accepted types for %j %j', async (type, headers) => {
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
  ])('answers 413 to %s and ends the connection', async (_, answers) => {
    const inbox = await openTestInbox();
    const response = await inbox.post('ask', JSON.stringify(answers), {
      ...asJson,
      'Content-Type': 'application/json',
    });
    expect([response.status, response.headers.get('connection')]).toEqual([413, 'close']);
    expect((await json(response)).errors?.[0]?.code).toBe('FILES_TOO_BIG');
    expect((await inbox.postHtml('ask', answers)).status).toBe(413);
  });

  it('refuses files', async () => {
    const inbox = await openTestInbox();
    const data = multipart(answersOf('ask'));
    data.append('cv', new File([new Uint8Array([0xff, 0xd8])], 'cv.pdf'));
    const response = await inbox.post('ask', data, asJson);
    expect([response.status, (await json(response)).errors?.[0]?.code]).toEqual([400, 'NO_FILE_UPLOADS']);
  });

  it('refuses an id that is not a UUID', async () => {
    const inbox = await openTestInbox();
    const response = await inbox.postJson('ask', answersOf('ask', { submission_id: '../../etc/passwd' }));
    expect(response.status).toBe(422);
  });
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

  it('is JSON for a script that sends X-Requested-With', async () => {
    const inbox = await openTestInbox();
    const response = await inbox.postHtml('ask', answersOf('ask'), { 'X-Requested-With': 'XMLHttpRequest' });
    expect(response.status).toBe(200);
    expect((await json(response)).ok).toBe(true);
  });
});
