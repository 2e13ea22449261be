import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { referenceOf } from '#forms/answers/reference.ts';
import { StoreUnavailable } from '#inbox/stores/store.ts';
import { answersOf, formIds, multipart } from './support/answers.ts';
import { json, kim, openTestInbox, rows, type TestInbox } from './support/inbox.ts';

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

  it('redirects a browser without scripts to the confirmation page', async () => {
    const inbox = await openTestInbox();
    const answers = answersOf(form);
    const response = await inbox.postHtml(form, answers);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`/sent/?ref=${referenceOf(String(answers['submission_id']))}`);
    expect(await rows(inbox)).toBe(1);
  });

  it('accepts multipart bodies', async () => {
    const inbox = await openTestInbox();
    const response = await inbox.post(form, multipart(answersOf(form)), { Accept: 'application/json' });
    expect(response.status).toBe(200);
    expect(await rows(inbox)).toBe(1);
  });

  it('gives the same answer again for the same id, and stores once', async () => {
    const inbox = await openTestInbox();
    const answers = answersOf(form);
    const first = await json(await inbox.postJson(form, answers));
    expect(await json(await inbox.postJson(form, answers))).toEqual(first);
    const again = await inbox.postHtml(form, answers);
    expect([again.status, again.headers.get('location')]).toEqual([303, first.next]);
    expect(await rows(inbox)).toBe(1);
  });

  it('stores a different body under the same id beside the submission, once', async () => {
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

  it('recognises equal answers without an id for ten minutes', async () => {
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

  it('names each wrong field with its sentence and code', async () => {
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

  it('shows the form again with every answer when a browser without scripts sent a mistake', async () => {
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

  it('accepts the corrected page without a script', async () => {
    const inbox = await openTestInbox();
    const answers = answersOf(form, { email: 'nobody', submission_id: undefined });
    const page = await (await inbox.postHtml(form, answers)).text();
    const id = /name="submission_id" value="([^"]+)"/.exec(page)?.[1];
    expect(id).toBeDefined();
    const mended = { ...answersOf(form), submission_id: String(id), _gotcha: '' };
    expect((await inbox.postHtml(form, mended)).status).toBe(303);
    expect(await rows(inbox)).toBe(1);
  });

  it('refuses unknown fields', async () => {
    const inbox = await openTestInbox();
    const response = await inbox.postJson(form, answersOf(form, { isAdmin: 'yes' }));
    expect(response.status).toBe(422);
    expect((await json(response)).errors?.map(({ field }) => field)).toEqual(['isAdmin']);
  });

  it.each([
    ['no bytes', ''],
    ['only special fields', 'submission_id=&_gotcha='],
    ['only blanks', 'fullName=+&email='],
  ])('answers that %s is empty', async (_, body) => {
    const inbox = await openTestInbox();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const response = await inbox.post(form, body, { ...headers, Accept: 'application/json' });
    expect(response.status).toBe(400);
    expect((await json(response)).errors?.[0]?.code).toBe('EMPTY');
    expect((await inbox.post(form, body, headers)).headers.get('content-type')).toContain('text/html');
  });

  it('stores as suspect what filled the trap or came within two seconds, with the usual answer', async () => {
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
    const page = await inbox.postHtml(form, answersOf(form, { fullName: 'Ada & Co' }));
    expect(await page.text()).toContain('value="Ada &amp; Co"');
    expect(await rows(inbox)).toBe(0);
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
    await inbox.postJson('mentee', answersOf('mentee', { email: 'S1234567@MY.northbridge.example' }));
    expect(await list(inbox)).toEqual([null, first['submission_id']]);
  });

  it('are second offers to mentor while the first is open', async () => {
    const inbox = await openTestInbox();
    const [first, second, third] = [answersOf('mentor'), answersOf('mentor'), answersOf('mentor')];
    await inbox.postJson('mentor', first);
    await inbox.postJson('mentor', second);
    const names = [first, second].map((each) => ({
      form: 'mentor' as const,
      submissionId: String(each['submission_id']),
    }));
    await inbox.store.change(names, { status: 'withdrawn' }, kim);
    await inbox.postJson('mentor', third);
    expect(await list(inbox)).toEqual([null, first['submission_id'], null]);
  });

  it('are not caused by another address, another form or a second message', async () => {
    const inbox = await openTestInbox();
    await inbox.postJson('mentee');
    await inbox.postJson('mentee', answersOf('mentee', { email: 's7654321@my.northbridge.example' }));
    await inbox.postJson('ask');
    await inbox.postJson('contact');
    await inbox.postJson('contact');
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

it('stores the same id of two forms apart', async () => {
  const inbox = await openTestInbox();
  const id = randomUUID();
  await inbox.postJson('ask', answersOf('ask', { submission_id: id }));
  await inbox.postJson('mentor', answersOf('mentor', { submission_id: id }));
  expect(await rows(inbox)).toBe(2);
});
