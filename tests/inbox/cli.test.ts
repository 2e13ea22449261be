import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answersOf, formIds } from './support/answers.ts';
import { meddle } from './support/database.ts';
import { json, openDay, openTestInbox, temporaryFolder } from './support/inbox.ts';
import { lines, run } from './support/run-command.ts';

describe('the command export', () => {
  it('writes every submission unchanged on a line of its own, oldest first', async () => {
    const inbox = await openTestInbox();
    const sent = formIds.map((form) =>
      answersOf(form, { fullName: '=1+1', ...(form === 'ask' ? { adjustments: 'Captions' } : {}) }),
    );
    for (const [index, form] of formIds.entries()) {
      inbox.setClock(`2027-01-15T12:0${String(index)}:00.000Z`);
      await inbox.postJson(form, sent[index]);
    }
    const { out } = await run(inbox, ['export']);
    expect(
      lines(out).map(({ submission_id, form, status, received_at, answers }) => [
        submission_id,
        form,
        status,
        received_at,
        answers['fullName'],
      ]),
    ).toEqual(
      formIds.map((form, index) => [
        sent[index]?.['submission_id'],
        form,
        'new',
        `2027-01-15T12:0${String(index)}:00.000Z`,
        '=1+1',
      ]),
    );
    expect(lines(out)[2]?.answers['adjustments']).toBe('Captions');
    const count = async (...options: string[]) => (await run(inbox, ['export', ...options])).out.split('\n').length - 1;
    expect(await count('--form', 'ask')).toBe(1);
    expect(await count('--status', 'suspect')).toBe(0);
    expect(await count('--since', '2027-01-15', '--before', '2027-01-16', '--form', 'ask')).toBe(1);
    expect(await count('--before', '2027-01-15')).toBe(0);
    expect(await count('--round', '2020-21')).toBe(0);
  });

  it('writes a table without formulas, with leading zeros and a byte order mark', async () => {
    const inbox = await openTestInbox();
    await inbox.postJson(
      'ask',
      answersOf('ask', {
        fullName: '=HYPERLINK("http://evil.example";"x")',
        role: '007',
        windows: ['weekday-daytime', 'weekend'],
      }),
    );
    const { out } = await run(inbox, ['export', '--form', 'ask', '--format', 'csv']);
    expect(out.startsWith('\uFEFF"submission_id","form","status"')).toBe(true);
    expect(out).toContain(`"'=HYPERLINK(""http://evil.example"";""x"")"`);
    expect(out).toContain('"007"');
    expect(out).toContain('"weekday-daytime; weekend"');
    expect(out).toContain('"answer_status"');
    expect(out.trimEnd().split('\r\n')).toHaveLength(2);
  });

  it('refuses an unknown form or format with a message', async () => {
    const inbox = await openTestInbox();
    await expect(run(inbox, ['export', '--form', 'nothing'])).rejects.toThrow(
      'There is no form nothing. Forms: mentee, mentor, ask',
    );
    await expect(run(inbox, ['export', '--status', 'lost'])).rejects.toThrow('There is no status lost. Statuses: new,');
    await expect(run(inbox, ['export', '--since', '1/2/27'])).rejects.toThrow('Write it like 2027-02-11');
    await expect(run(inbox, ['export', '--format', 'xls'])).rejects.toThrow('Formats: ndjson, csv');
    await expect(run(inbox, ['export', '--all'])).rejects.toThrow('npm run inbox -- COMMAND');
  });
});

describe('the command staff', () => {
  const passwordIn = (out: string) => /Password \(shown only here\): (\S+)/.exec(out)?.[1] ?? '';

  it('adds an account whose password works, and changes the password', async () => {
    const inbox = await openTestInbox();
    const login = async (password: string) => {
      const headers = { Origin: 'http://localhost' };
      const body = new URLSearchParams({ name: 'kim', password });
      return (await inbox.app.request('/inbox/login/', { method: 'POST', body, headers })).status;
    };
    const first = passwordIn((await run(inbox, ['staff', 'add', 'Kim'])).out);
    expect(first).toMatch(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/);
    expect(await login(first)).toBe(303);
    const second = passwordIn((await run(inbox, ['staff', 'reset', 'kim'])).out);
    expect([await login(first), await login(second)]).toEqual([401, 303]);
    await run(inbox, ['staff', 'disable', 'kim']);
    expect((await run(inbox, ['staff', 'list'])).out).toMatch(
      /^kim {2}officer {2}made 2027-01-15 {2}disabled 2027-01-15/,
    );
    await run(inbox, ['staff', 'reset', 'kim', '--password'], 'my own long password\n');
    expect(await login('my own long password')).toBe(303);
  });

  it('changes roles, and ends the sessions of the account', async () => {
    const inbox = await openTestInbox();
    await run(inbox, ['staff', 'add', 'kim', '--role', 'reader']);
    await inbox.store.openSession({
      idHash: Buffer.from('one'),
      staff: 'kim',
      startedAt: openDay,
      seenAt: openDay,
      browser: '',
    });
    expect((await run(inbox, ['staff', 'role', 'kim', 'admin'])).out).toContain('kim is now admin');
    expect((await inbox.store.staff('kim'))?.role).toBe('admin');
    expect(await inbox.store.session(Buffer.from('one'))).toBeUndefined();
  });

  it('refuses with a message what cannot be done', async () => {
    const inbox = await openTestInbox();
    await run(inbox, ['staff', 'add', 'kim']);
    await expect(run(inbox, ['staff', 'role', 'kim', 'boss'])).rejects.toThrow('Roles: reader, officer, admin');
    await expect(run(inbox, ['staff', 'role', 'lee', 'admin'])).rejects.toThrow('There is no account lee');
    await expect(run(inbox, ['staff', 'add', 'KIM'])).rejects.toThrow('There is an account kim already');
    await expect(run(inbox, ['staff', 'reset', 'lee'])).rejects.toThrow('There is no account lee');
    await expect(run(inbox, ['staff', 'add', '../x'])).rejects.toThrow('Give a name');
    await expect(run(inbox, ['staff', 'add', 'lee', '--password'], 'short\n')).rejects.toThrow('12 to 256 characters');
  });
});

describe('the commands backup and restore', () => {
  /** Backs up an inbox with these submissions. */
  async function backedUp(forms: readonly (typeof formIds)[number][] = ['ask']) {
    const inbox = await openTestInbox();
    for (const form of forms) await inbox.postJson(form, answersOf(form));
    const file = join(inbox.folder, 'copy.sqlite');
    await run(inbox, ['backup', file]);
    return { inbox, file };
  }
  const emptyMachine = (keyFile: string) => ({ databasePath: join(temporaryFolder(), 'data/inbox.sqlite'), keyFile });

  it('restore everything on an empty machine, from a copy that only its owner may read', async () => {
    const { inbox, file } = await backedUp(formIds);
    expect((statSync(file).mode & 0o077).toString(8)).toBe('0');
    const elsewhere = emptyMachine(inbox.keyFile);
    const { out } = await run(elsewhere, ['restore', file]);
    expect(out).toContain('Restored 4 submissions');
    expect(out).toContain('Whoever was erased since is in it again');
    expect((await run(elsewhere, ['export'])).out).toBe((await run(inbox, ['export'])).out);
    expect((await run(elsewhere, ['verify'])).out).toContain('All is well: 4 submissions');
  });

  it('hold the mails that waited when the backup was made, until they are told to send them', async () => {
    const { inbox, file } = await backedUp();
    const { waiting } = await inbox.store.mailCounts();
    const elsewhere = emptyMachine(inbox.keyFile);
    expect((await run(elsewhere, ['restore', file])).out).toContain(`Held: ${waiting} mails`);
    expect((await run(elsewhere, ['send-held'])).out).toContain(`${waiting} mails wait to be sent`);
    expect((await run(elsewhere, ['send-held'])).out).toContain('No mail is held');
  });

  it('replace nothing unless told to', async () => {
    const { inbox, file } = await backedUp();
    await expect(run(inbox, ['backup', file])).rejects.toThrow('There is a file');
    await expect(run(inbox, ['restore', file])).rejects.toThrow('--replace');
  });

  it('refuse a backup that needs another key', async () => {
    const { file } = await backedUp();
    const other = await openTestInbox();
    await expect(run(emptyMachine(other.keyFile), ['restore', file])).rejects.toThrow(
      'is not the one of this database',
    );
  });
});

describe('the command verify', () => {
  const zeros = Buffer.alloc(64);
  it.each([
    ['an answer', 'UPDATE submission SET box = ?', [zeros], 'cannot be decrypted'],
    ['a row’s name', "UPDATE submission SET form = 'mentor'", [], 'cannot be decrypted'],
    ['an audit entry', "UPDATE audit SET actor = 'somebody' WHERE seq = 1", [], 'broken at entry 1'],
    ['the order of the audit', 'DELETE FROM audit WHERE seq = 1', [], 'broken at entry 2'],
  ])('notices that %s was changed', async (_, statement, values, words) => {
    const inbox = await openTestInbox();
    await inbox.postJson('ask');
    await inbox.postJson('ask');
    expect((await run(inbox, ['verify'])).out).toContain('All is well');
    await meddle(inbox.database, statement, values);
    await expect(run(inbox, ['verify'])).rejects.toThrow(words);
  });

  const name = (id: string) => `ask|${id}`;
  it.each([
    [
      'enclosure',
      (id: string) => `${name(id)}|note`,
      "INSERT INTO enclosure (submission, kind, at, key_id, nonce, box) VALUES ((SELECT seq FROM submission), 'note', '', ?, ?, ?)",
      'note of',
    ],
    [
      'outbox',
      (id: string) => `${name(id)}|mail`,
      "INSERT INTO outbox (submission, kind, due_at, key_id, nonce, box) VALUES ((SELECT seq FROM submission), 'told', '2027-01-01', ?, ?, ?)",
    ],
    [
      'offer',
      () => 'offer|1',
      "INSERT INTO offer (seq, round, mentee, mentor, asked_at, asked_by, days, answer_by, answer, key_id, nonce, box) VALUES (1, '', 1, 1, '', '', 7, '', 'no', ?, ?, ?)",
    ],
    [
      'check_in',
      () => 'check-in|1',
      "INSERT INTO check_in (seq, match, kind, side, asked_at, answers, key_id, nonce, box) VALUES (1, 1, 'first', 'mentee', '', '{}', ?, ?, ?)",
    ],
    [
      'proposal',
      () => 'proposal|1',
      "INSERT INTO proposal (seq, offer, made_at, times, key_id, nonce, box) VALUES (1, 1, '', '[]', ?, ?, ?)",
    ],
    [
      'second_step',
      () => 'second step|kim',
      "INSERT INTO second_step (staff, begun_at, key_id, nonce, box) VALUES ('kim', '', ?, ?, ?)",
    ],
  ])('opens what is sealed in the table %s', async (table, nameOf, statement, what = table) => {
    const inbox = await openTestInbox();
    const { id } = await json(await inbox.postJson('ask'));
    const { keyId, nonce, box } = inbox.vault.seal('{}', nameOf(id!));
    await meddle(inbox.database, statement, [keyId, nonce, box]);
    expect((await run(inbox, ['verify'])).out).toContain('All is well');
    await meddle(inbox.database, `UPDATE ${table} SET box = ? WHERE box IS NOT NULL`, [zeros]);
    await expect(run(inbox, ['verify'])).rejects.toThrow(new RegExp(`${what} \\S+ cannot be decrypted`));
  });
});

it('every command explains itself, on standard output', async () => {
  const inbox = await openTestInbox();
  const { out } = await run(inbox, []);
  const names = [...out.matchAll(/^ {2}([a-z]\S*)/gm)].map(([, name]) => name!);
  expect(names).toContain('export');
  for (const name of names)
    expect((await run(inbox, [name, '--help'])).out).toMatch(new RegExp(`^npm run inbox -- ${name}\\b`));
});
