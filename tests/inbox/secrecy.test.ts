import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readKeyFile } from '#inbox/keys.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { readConfig } from '#inbox/config.ts';
import { Vault } from '#inbox/vault.ts';
import { answersOf, formIds } from './support/answers.ts';
import { bytesBelow } from './support/bytes-below.ts';
import { openTestInbox, temporaryFolder, type JsonAnswer } from './support/inbox.ts';
import { startInbox } from './support/server.ts';

describe('what applicants write', () => {
  const canaries = {
    fullName: 'Canaryname',
    question: 'Why would a canary sing? '.repeat(3),
    tried: 'canarytried',
    adjustments: 'canaryadjustments',
    email: 'canary@example.com',
  };
  const graduate = { status: 'graduate', graduated: '2026-06', studentNumber: undefined };

  it('is in plain text neither in the database nor in the log', async () => {
    const folder = temporaryFolder();
    const { address, output, process } = await startInbox(folder, { LOG_LEVEL: 'trace' });
    const post = async (answers: Record<string, unknown>) =>
      fetch(new URL('/f/ask?canaryquery=1', address), {
        method: 'POST',
        headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'User-Agent': 'canaryagent' },
        body: JSON.stringify(answers),
      });
    const answers = answersOf('ask', {
      ...graduate,
      ...canaries,
      _subject: 'canarysubject',
      _replyto: 'canaryreply@example.com',
    });
    expect((await post(answers)).status).toBe(200);
    expect((await post({ ...answers, tried: 'canarychanged' })).status).toBe(200);
    const refused = await post({ ...answers, submission_id: undefined, email: 'canary without an at' });
    expect(refused.status).toBe(422);
    expect(JSON.stringify((await refused.json()) as JsonAnswer)).not.toMatch(/canary/i);
    process.kill('SIGTERM');
    await new Promise((resolve) => process.on('exit', resolve));
    expect(output()).toContain('"form":"ask"');
    expect(output()).not.toMatch(/canary|127\.0\.0\.1"/i);
    expect(bytesBelow(folder).toString('latin1')).not.toMatch(/canary/i);
  });

  it('decrypts only with its complete authentication tag', async () => {
    const { vault } = await openTestInbox();
    const { box, ...rest } = vault.seal('', 'one');
    expect(vault.open({ ...rest, box }, 'one')).toBe('');
    expect(() => vault.open({ ...rest, box: box.subarray(0, 4) }, 'one')).toThrow();
  });

  it('is encrypted differently in every row, and decrypts in no other', async () => {
    const inbox = await openTestInbox();
    for (const form of formIds) for (let time = 0; time < 20; time += 1) await inbox.postJson(form);
    const rows = await inbox.store.list({ limit: 100 });
    expect(new Set(rows.map(({ answers }) => Buffer.from(answers.nonce).toString('hex'))).size).toBe(
      20 * formIds.length,
    );
    const [one, other] = rows;
    if (!one || !other) throw new Error('Nothing was stored.');
    expect(() => inbox.vault.open(one.answers, `${one.form}|${one.submissionId}`)).not.toThrow();
    expect(() => inbox.vault.open(one.answers, `${other.form}|${other.submissionId}`)).toThrow();
    expect(() => inbox.vault.open(one.answers, `mentor|${one.submissionId}|adjustments`)).toThrow();
  });
});

describe('the key', () => {
  it('is created once, outside the database’s folder, for its owner only', async () => {
    const inbox = await openTestInbox();
    const text = readFileSync(inbox.keyFile, 'utf8');
    expect(text).toMatch(/^#[\s\S]*\n[\da-f]{8} [\w+/]{43}=\n$/);
    const config = readConfig({ INBOX_DATABASE: `file:${inbox.databasePath}`, INBOX_KEY_FILE: inbox.keyFile });
    await (await openInbox(config)).store.close();
    expect(readFileSync(inbox.keyFile, 'utf8')).toBe(text);
    expect(() => readConfig({ INBOX_DATABASE: 'file:data/inbox.sqlite', INBOX_KEY_FILE: 'data/inbox.key' })).toThrow(
      'same folder as the database',
    );
  });

  it('is asked for if it is missing or another one', async () => {
    const inbox = await openTestInbox();
    await inbox.postJson('ask');
    const open = (keyFile: string) => openInbox({ database: { kind: 'sqlite', path: inbox.databasePath }, keyFile });
    await expect(open(join(inbox.folder, 'nowhere/inbox.key'))).rejects.toThrow(
      'is missing, but the database holds submissions',
    );
    const other = await openTestInbox();
    await expect(open(other.keyFile)).rejects.toThrow('is not the one of this database');
  });

  it('may be followed by a newer one, which encrypts from then on; the older one still decrypts', async () => {
    const inbox = await openTestInbox();
    const [first] = readKeyFile(inbox.keyFile);
    const second = { id: 'ffffffff', secret: Buffer.alloc(32, 1) };
    const before = new Vault([first]);
    const after = new Vault([first, second]);
    const old = before.seal('text', 'name');
    expect(after.open(old, 'name')).toBe('text');
    expect(after.seal('text', 'name').keyId).toBe('ffffffff');
    expect(after.emailCode('Ada@example.com')).toEqual(before.emailCode('ada@EXAMPLE.com'));
    expect(after.missing([first.id, 'eeeeeeee'])).toEqual(['eeeeeeee']);
  });
});
