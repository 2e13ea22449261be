import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forms } from '#forms/registry.ts';
import { silentLog } from '#inbox/log.ts';
import { folderMailer, MailRefused, smtpMailer, type Mailer, type Message } from '#inbox/mail/mailer.ts';
import { sendDueMail } from '#inbox/mail/postman.ts';
import { answersOf, formIds } from './support/answers.ts';
import { openDay, round, templates, type TestInbox } from './support/inbox.ts';
import { headerPayloads, intrusions } from './support/mail-headers.ts';
import { smtpDouble } from './support/smtp-double.ts';
import { openStaffInbox, own } from './support/staff.ts';

const from = 'mentoring@example.ac.uk';

interface MailInbox extends TestInbox {
  /** Moves the clock and sends what is due then. */
  deliver: (mailer: Mailer, at?: string, notify?: string) => Promise<void>;
}

async function openMailInbox(): Promise<MailInbox & Awaited<ReturnType<typeof openStaffInbox>>> {
  const inbox = await openStaffInbox();
  let now = openDay;
  return {
    ...inbox,
    setClock: (instant) => inbox.setClock((now = instant)),
    async deliver(mailer, at = now, notify) {
      inbox.setClock((now = at));
      const office = { ...inbox, rounds: [round], forms, templates, siteUrl: 'https://mentoring.example.ac.uk' };
      await sendDueMail({ office, mailer, notify, clock: () => new Date(now), log: silentLog });
    },
  };
}

/** Keeps what it is given. */
function keeper(): Mailer & { sent: Message[] } {
  const sent: Message[] = [];
  return { sent, send: (message) => Promise.resolve(void sent.push(message)) };
}

describe('a submission', () => {
  it.each(formIds)('of %s is confirmed to its applicant once, with reference and dates', async (form) => {
    const inbox = await openMailInbox();
    const mailer = keeper();
    const answers = answersOf(form);
    await inbox.postJson(form, answers);
    await inbox.postJson(form, answers);
    for (let time = 0; time < 3; time += 1) await inbox.deliver(mailer);
    const [mail] = mailer.sent;
    expect(mailer.sent).toHaveLength(1);
    expect(mail?.to).toBe(answers['email']);
    const stored = await inbox.store.find({ form, submissionId: String(answers['submission_id']) });
    expect(mail?.subject).toContain(stored?.reference);
    expect(mail?.text).toContain('Dear Ada Example,');
    const day = { mentee: 'Friday 5 March 2027', mentor: 'Friday 29 January 2027', ask: 'Friday 22 January 2027' }[
      form
    ];
    expect(mail?.text).toContain(day);
    expect(mail?.html).toContain('<a href="https://mentoring.example.ac.uk/');
  });

  it.each(['Win at https://evil.example', 'www.evil.example', 'eve@evil.example', 'x'.repeat(81)])(
    'whose name is no name (%s) is greeted without it, so that nobody writes to others through us',
    async (fullName) => {
      const inbox = await openMailInbox();
      const mailer = keeper();
      await inbox.postJson('ask', answersOf('ask', { fullName }));
      await inbox.deliver(mailer);
      expect(mailer.sent[0]?.text).toContain('Dear applicant,');
      expect(JSON.stringify(mailer.sent)).not.toContain(fullName);
    },
  );

  it('that looks like a machine’s causes no mail to the address in it', async () => {
    const inbox = await openMailInbox();
    const mailer = keeper();
    await inbox.postJson('ask', answersOf('ask', { _gotcha: 'x' }));
    await inbox.deliver(mailer);
    expect(mailer.sent).toEqual([]);
  });

  it('is announced to the team without a word of what was answered', async () => {
    const inbox = await openMailInbox();
    const mailer = keeper();
    await inbox.postJson('ask', answersOf('ask', { fullName: 'Canary Name' }));
    await inbox.deliver(mailer, openDay, 'team@example.ac.uk');
    const notice = mailer.sent.find(({ subject }) => subject.startsWith('New in the inbox'));
    expect(notice?.to).toBe('team@example.ac.uk');
    expect(notice?.text).toContain('https://mentoring.example.ac.uk/inbox/ask/');
    expect(JSON.stringify(notice)).not.toMatch(/Canary|editors/);
  });
});

describe('an outcome', () => {
  it('is told when staff ask for it, where there is a mail for it, and again when it is given again', async () => {
    const inbox = await openMailInbox();
    const mailer = keeper();
    const answers = answersOf('mentee');
    await inbox.postJson('mentee', answers);
    await inbox.deliver(mailer);
    mailer.sent.length = 0;
    const path = `/inbox/mentee/${String(answers['submission_id'])}/`;
    const cookie = await inbox.login();
    const save = async (was: string, status: string, tell: boolean) => {
      const fields = { was, status, assigned: '', ...(tell ? { tell: 'yes' } : {}) };
      return (await inbox.send(path, fields, { ...own, Cookie: cookie })).headers.get('location');
    };
    expect(await save('new', 'eligible', true)).toBe(`${path}?saved`);
    expect(await save('eligible', 'waiting-list', false)).toBe(`${path}?saved`);
    await inbox.deliver(mailer);
    expect(mailer.sent).toEqual([]);
    expect(await save('waiting-list', 'matched', true)).toBe(`${path}?saved=told`);
    await inbox.deliver(mailer);
    await save('matched', 'matching', false);
    await save('matching', 'matched', true);
    await inbox.deliver(mailer);
    expect(mailer.sent.map(({ subject }) => subject.replace(/ \(\w+\)/, ''))).toEqual([
      'We have found you a mentor',
      'We have found you a mentor',
    ]);
    const page = await (await inbox.get(path, cookie)).text();
    expect(page).toContain('Mail: We have it');
    expect(page).toContain('Mail: Matched');
  });
});

describe('a mail server', () => {
  it('that is away for a day costs no mail and doubles none', async () => {
    const inbox = await openMailInbox();
    const mailer = keeper();
    const sent: string[] = [];
    let isAway = true;
    const flaky: Mailer = {
      send: (message) => {
        if (isAway) return Promise.reject(new MailRefused('ECONNECTION', false));
        sent.push(message.messageId);
        return mailer.send(message);
      },
    };
    for (const form of formIds) for (let count = 0; count < 4; count += 1) await inbox.postJson(form, answersOf(form));
    for (let minutes = 0; minutes <= 3 * 24 * 60; minutes += 10) {
      isAway = minutes < 24 * 60;
      await inbox.deliver(flaky, new Date(Date.parse(openDay) + minutes * 60_000).toISOString());
    }
    expect([sent.length, new Set(sent).size]).toEqual([12, 12]);
    expect(await inbox.store.mailCounts()).toEqual({ waiting: 0, failing: 0, failed: 0, oldest: null });
  });

  it('is tried ten times, and then staff are told', async () => {
    const inbox = await openMailInbox();
    let tries = 0;
    const down: Mailer = { send: () => Promise.reject(new MailRefused(`ECONNECTION ${String((tries += 1))}`, false)) };
    const answers = answersOf('ask');
    await inbox.postJson('ask', answers);
    for (let hours = 0; hours < 80; hours += 1)
      await inbox.deliver(down, new Date(Date.parse(openDay) + hours * 3_600_000).toISOString());
    expect(tries).toBe(10);
    expect(await inbox.store.mailCounts()).toMatchObject({ waiting: 0, failed: 1 });
    const cookie = await inbox.login();
    const page = await (await inbox.get(`/inbox/ask/${String(answers['submission_id'])}/`, cookie)).text();
    expect(page).toMatch(/was not taken \(ECONNECTION 10\), tried\s+10 times/);
    expect(await (await inbox.get('/inbox/overview/', cookie)).text()).toContain('1 given up');
  });

  it('that knows no such address is asked once; what it said of the address is not kept', async () => {
    const inbox = await openMailInbox();
    const { url, mails } = await smtpDouble();
    const answers = answersOf('mentor', { email: 'gone@example.com' });
    await inbox.postJson('mentor', answers);
    for (const at of [openDay, '2027-01-15T13:00:00.000Z']) await inbox.deliver(smtpMailer(url, from), at);
    expect(mails).toEqual([]);
    const queued = await inbox.store.mailOf({ form: 'mentor', submissionId: String(answers['submission_id']) });
    const receipt = queued.find(({ kind }) => kind === 'receipt');
    expect(receipt).toMatchObject({ tries: 1, failure: 'EENVELOPE 550', isWaiting: false });
  });

  it('gets headers and recipients that no answer can add to', async () => {
    const inbox = await openMailInbox();
    const { url, mails } = await smtpDouble();
    for (const payload of headerPayloads) {
      const answers = answersOf('ask', {
        fullName: payload,
        _subject: payload,
        _replyto: `eve@evil.example${payload}`,
      });
      await inbox.postJson('ask', answers);
      await inbox.postJson('ask', answersOf('ask', { fullName: payload }));
    }
    const stored = await inbox.store.count({});
    expect(stored).toBeGreaterThanOrEqual(headerPayloads.length);
    await inbox.deliver(smtpMailer(url, from));
    expect(mails).toHaveLength(stored);
    for (const mail of mails) expect(intrusions(mail, ['w1234567@my.westminster.ac.uk'])).toEqual([]);
  }, 60_000);
});

describe('the digest', () => {
  it('comes once a day, after eight in London, and only where there is something to do', async () => {
    const inbox = await openMailInbox();
    const mailer = keeper();
    const look = (at: string) => inbox.deliver(mailer, at, 'team@example.ac.uk');
    const digests = () =>
      mailer.sent.filter(({ subject }) => subject.startsWith('The inbox today')).map((mail) => mail.subject);
    await look('2027-07-01T07:30:00.000Z');
    expect(digests()).toEqual([]);
    await inbox.postJson('ask');
    await look('2027-07-01T09:00:00.000Z');
    expect(digests()).toEqual([]);
    await look('2027-07-02T06:59:00.000Z');
    expect(digests()).toEqual([]);
    await look('2027-07-02T07:01:00.000Z');
    await look('2027-07-02T15:00:00.000Z');
    expect(digests()).toEqual(['The inbox today: 1 unread, 0 overdue']);
  });
});

it('without a mail server puts mails into a folder, readable by nobody else', async () => {
  const inbox = await openMailInbox();
  const folder = join(inbox.folder, 'data/mail');
  await inbox.postJson('ask');
  await inbox.deliver(folderMailer(folder, from));
  const [file] = readdirSync(folder);
  expect(file).toMatch(/^receipt\.ask\.[\da-f-]{36}\.eml$/);
  expect(readFileSync(join(folder, file!), 'utf8')).toMatch(/^To: w1234567@my\.westminster\.ac\.uk\r$/m);
  const cookie = await inbox.login();
  expect(await (await inbox.get('/inbox/overview/', cookie)).text()).toContain('No mail is sent');
});
