import { describe, expect, it } from 'vitest';
import { answersOf } from './support/answers.ts';
import { storedBytes } from './support/database.ts';
import { openTestInbox } from './support/inbox.ts';
import { lines, run } from './support/run-command.ts';

describe('the command person', () => {
  it('exports everything that one person sent, whatever the case of the typed address', async () => {
    const inbox = await openTestInbox();
    const answers = answersOf('ask');
    await inbox.postJson('ask', answers);
    await inbox.postJson('ask', { ...answers, fullName: 'Ada Changed' });
    await inbox.postJson('mentor');
    const { out } = await run(inbox, ['person', 'export', 'S1234567@my.NORTHBRIDGE.example']);
    expect(lines(out)).toHaveLength(1);
    expect(out).toContain('Ada Changed');
    expect((await run(inbox, ['person', 'export', 'nobody@example.com'])).errors).toContain('Nothing is held');
  });

  it('erases nothing that somebody else may have sent, unless told to', async () => {
    const inbox = await openTestInbox();
    const answers = answersOf('ask');
    await inbox.postJson('ask', answers);
    await inbox.postJson('ask', { ...answers, email: 's7654321@my.northbridge.example' });
    const erase = ['person', 'erase', 's1234567@my.northbridge.example'];
    await expect(run(inbox, erase)).rejects.toThrow('Nothing was erased: 1 set of answers from another address');
    expect((await inbox.store.counts({})).all).toBe(1);
    expect((await run(inbox, [...erase, '--others'])).errors).toContain('Gone with it: 1 set of answers');
    expect((await inbox.store.counts({})).all).toBe(0);
  });

  it('erases it from the database and its files', async () => {
    const inbox = await openTestInbox();
    const answers = answersOf('ask');
    await inbox.postJson('ask', answers);
    await inbox.postJson('mentor');
    const found = await inbox.store.find({ form: 'ask', submissionId: String(answers['submission_id']) });
    const box = Buffer.from(found?.answers.box ?? []);
    const isStored = async () => (await storedBytes(inbox)).includes(box.subarray(0, 64));
    expect(await isStored()).toBe(true);
    expect((await run(inbox, ['person', 'erase', 's1234567@my.northbridge.example'])).errors).toContain(
      '1 submission erased',
    );
    expect(await isStored()).toBe(false);
    expect((await inbox.store.counts({})).all).toBe(1);
    expect((await run(inbox, ['export'])).out).not.toContain('s1234567');
  });
});
