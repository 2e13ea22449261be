import { createClient, isSubmissionError } from '@formspree/core';
import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '#inbox/stores/store.ts';
import { answersOf, formIds, multipart } from './support/answers.ts';
import { openTestInbox, type TestInbox } from './support/inbox.ts';
import { listen } from './support/server.ts';

const client = createClient();

async function send(inbox: TestInbox, form: string, data: Record<string, string | string[]> | FormData) {
  const { origin } = await listen(inbox);
  return client.submitForm(form, data, { endpoint: origin });
}

describe('the published @formspree/core', () => {
  it.each(formIds)('reads the success of %s, from an object and from a form', async (form) => {
    const inbox = await openTestInbox();
    for (const data of [answersOf(form), multipart(answersOf(form))]) {
      const result = await send(inbox, form, data);
      expect(result.kind).toBe('success');
      expect(result).toHaveProperty('next', expect.stringMatching(/^\/sent\/\?ref=\w{8}$/));
    }
    expect((await inbox.store.counts({})).all).toBe(2);
  });

  it('works with a project', async () => {
    const inbox = await openTestInbox();
    const { origin } = await listen(inbox);
    const result = await createClient({ project: '123' }).submitForm('ask', answersOf('ask'), { endpoint: origin });
    expect(result.kind).toBe('success');
  });

  it('reads each field’s problem', async () => {
    const inbox = await openTestInbox();
    const result = await send(inbox, 'ask', answersOf('ask', { email: 'nobody', fullName: undefined }));
    if (!isSubmissionError(result)) throw new Error('It was taken.');
    expect(result.getFieldErrors('email')).toEqual([
      { code: 'TYPE_EMAIL', message: expect.stringMatching(/^Your email address has no @/) as string },
    ]);
    expect(result.getFieldErrors('fullName')).toEqual([
      { code: 'REQUIRED_FIELD_MISSING', message: 'Enter your full name' },
    ]);
    expect(result.getFormErrors()).toEqual([]);
  });

  it.each([
    ['EMPTY', 'ask', {}],
    ['FORM_NOT_FOUND', 'nothing', { a: 'b' }],
    ['FILES_TOO_BIG', 'ask', { question: 'x'.repeat(70_000) }],
  ])('reads %s', async (code, form, data) => {
    const result = await send(await openTestInbox(), form, data);
    if (!isSubmissionError(result)) throw new Error('It was taken.');
    expect(result.getFormErrors()).toEqual([{ code, message: expect.stringMatching(/\w/) as string }]);
  });

  it('reads that a round is closed', async () => {
    const inbox = await openTestInbox();
    inbox.setClock('2027-03-01T00:00:00Z');
    const result = await send(inbox, 'mentee', answersOf('mentee'));
    if (!isSubmissionError(result)) throw new Error('It was taken.');
    expect(result.getFormErrors()[0]).toMatchObject({ code: 'INACTIVE' });
  });

  it('reads that a file was refused', async () => {
    const data = multipart(answersOf('ask'));
    data.append('cv', new File(['x'], 'cv.pdf'));
    const result = await send(await openTestInbox(), 'ask', data);
    if (!isSubmissionError(result)) throw new Error('It was taken.');
    expect(result.getFormErrors()[0]).toMatchObject({ code: 'NO_FILE_UPLOADS' });
  });

  it('reads that it must wait, and that nothing was saved', async () => {
    const limited = await openTestInbox({ INBOX_RATE_LIMIT: '1/h' });
    await send(limited, 'ask', answersOf('ask'));
    const refused = await send(limited, 'ask', answersOf('ask'));
    expect(isSubmissionError(refused) && refused.getFormErrors()[0]?.message).toMatch(/^Wait \d+ minutes/);

    const busy = await openTestInbox();
    busy.store.accept = () => Promise.reject(new StoreUnavailable('locked'));
    const failed = await send(busy, 'ask', answersOf('ask'));
    expect(isSubmissionError(failed) && failed.getFormErrors()[0]?.message).toContain('not saved');
  });
});
