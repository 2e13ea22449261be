import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forms } from '#forms/registry.ts';
import { silentLog } from '#inbox/log.ts';
import { folderMailer, MailRefused, smtpMailer, type Mailer, type Message } from '#inbox/mail/mailer.ts';
import { sendDueMail } from '#inbox/mail/outbox-worker.ts';
import { answersOf, formIds } from './support/answers.ts';
import { openDay, round, templates, type TestInbox } from './support/inbox.ts';
import { headerPayloads, intrusions } from './support/mail-headers.ts';
import { smtpDouble } from './support/smtp-double.ts';
import { openStaffInbox, own } from './support/staff.ts';

const sender = { name: 'Example Mentoring', from: 'mentoring@example.ac.uk' };

interface MailInbox extends TestInbox {
  /** Moves the clock and sends the mail that is due. */
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
      const office = {
        ...inbox,
        rounds: [round],
        forms,
        templates,
        siteUrl: 'https://mentoring.example.ac.uk',
        sender,
      };
      await sendDueMail({ source: office, mailer, notify, clock: () => new Date(now), log: silentLog });
    },
  };
}

/** Returns a mailer that records its mails. */
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
    const day = {
      mentee: 'Friday 5\u00a0March 2027',
      mentor: 'Friday 29\u00a0January 2027',
      ask: 'Friday 22\u00a0January 2027',
      contact: 'Friday 22\u00a0January 2027',
    }[form];
    expect(mail?.text).toContain(day);
    expect(mail?.html).toContain('<a href="https://mentoring.example.ac.uk/');
  });

  it.each(['Win at https://evil.example', 'www.evil.example', 'eve@evil.example', 'x'.repeat(81)])(
    'with a name that is not one (%s) is greeted without it, so that nobody writes to others through us',
    async (fullName) => {
      const inbox = await openMailInbox();
      const mailer = keeper();
      await inbox.postJson('ask', answersOf('ask', { fullName }));
      await inbox.deliver(mailer);
      expect(mailer.sent[0]?.text).toContain('Dear applicant,');
      expect(JSON.stringify(mailer.sent)).not.toContain(fullName);
    },
  );

  it('that looks like a machine’s sends no mail to its address', async () => {
    const inbox = await openMailInbox();
    const mailer = keeper();
    await inbox.postJson('ask', answersOf('ask', { _gotcha: 'x' }));
    await inbox.deliver(mailer);
    expect(mailer.sent).toEqual([]);
  });

  it('is announced to the team without any answer', async () => {
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
  it('is mailed when staff ask for it and a template exists, and again when it is set again', async () => {
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
    expect(await save('new', 'eligible', false)).toBe(`${path}?saved`);
    expect(await save('eligible', 'waiting-list', false)).toBe(`${path}?saved`);
    await inbox.deliver(mailer);
    expect(mailer.sent).toEqual([]);
    expect(await save('waiting-list', 'declined', true)).toBe(`${path}?saved=told`);
    await inbox.deliver(mailer);
    await save('declined', 'matching', false);
    await save('matching', 'declined', true);
    await inbox.deliver(mailer);
    expect(mailer.sent.map(({ subject }) => subject.replace(/ \(\w+\)/, ''))).toEqual([
      'Your application for a mentor',
      'Your application for a mentor',
    ]);
    expect(new Set(mailer.sent.map(({ messageId }) => messageId)).size).toBe(2);
    const page = await (await inbox.get(path, cookie)).text();
    expect(page).toContain('Mail: We have it');
    expect(page.match(/Mail: Declined/g)).toHaveLength(2);
  });
});

describe('a mail server', () => {
  it('that is down for a day loses no mail and doubles none', async () => {
    const inbox = await openMailInbox();
    const mailer = keeper();
    const sent: string[] = [];
    let isAway = true;
    const flaky: Mailer = {
      send: (message) => {
        if (isAway) return Promise.reject(new MailRefused('ECONNECTION', 'outage'));
        sent.push(message.messageId);
        return mailer.send(message);
      },
    };
    for (const form of formIds) for (let count = 0; count < 4; count += 1) await inbox.postJson(form, answersOf(form));
    for (let minutes = 0; minutes <= 3 * 24 * 60; minutes += 10) {
      isAway = minutes < 24 * 60;
      await inbox.deliver(flaky, new Date(Date.parse(openDay) + minutes * 60_000).toISOString());
    }
    expect([sent.length, new Set(sent).size]).toEqual([4 * formIds.length, 4 * formIds.length]);
    expect(await inbox.store.mailCounts()).toEqual({
      waiting: 0,
      failing: 0,
      failed: 0,
      held: 0,
      returned: 0,
      oldest: null,
    });
  });

  it('is tried with growing pauses while it is down, and staff are told', async () => {
    const inbox = await openMailInbox();
    const tries: number[] = [];
    let minutes = 0;
    const down: Mailer = {
      send: () => {
        tries.push(minutes);
        return Promise.reject(new MailRefused('ECONNECTION', 'outage'));
      },
    };
    const answers = answersOf('ask');
    await inbox.postJson('ask', answers);
    const mailer = keeper();
    const at = () => new Date(Date.parse(openDay) + minutes * 60_000).toISOString();
    for (; minutes < 8 * 24 * 60; minutes += 15) await inbox.deliver(down, at());
    const pauses = tries.slice(1).map((each, index) => each - tries[index]!);
    expect(pauses.slice(-5)).toEqual([360, 360, 360, 360, 360]);
    expect(await inbox.store.mailCounts()).toMatchObject({ waiting: 1, failing: 1, failed: 0 });
    const cookie = await inbox.login();
    const overview = await (await inbox.get('/inbox/overview/', cookie)).text();
    expect(overview).toContain('No mail goes out');
    expect(overview).toContain('The mail server cannot be reached');
    expect(await (await inbox.get(`/inbox/ask/${String(answers['submission_id'])}/`, cookie)).text()).toMatch(
      /was not taken \(ECONNECTION\), tried/,
    );
    await inbox.store.retryMail(at());
    await inbox.deliver(mailer, at());
    expect(mailer.sent).toHaveLength(1);
    expect(await inbox.store.mailOutage()).toBeUndefined();
  });

  it('that knows no such address is tried once, and what it said of the address is not stored', async () => {
    const inbox = await openMailInbox();
    const { url, mails } = await smtpDouble();
    const answers = answersOf('mentor', { email: 'gone@example.com' });
    await inbox.postJson('mentor', answers);
    for (const at of [openDay, '2027-01-15T13:00:00.000Z']) await inbox.deliver(smtpMailer(url, sender), at);
    expect(mails).toEqual([]);
    const queued = await inbox.store.mailOf({ form: 'mentor', submissionId: String(answers['submission_id']) });
    const receipt = queued.find(({ kind }) => kind === 'receipt');
    expect(receipt).toMatchObject({ tries: 1, failure: 'EENVELOPE 550', isWaiting: false });
  });

  it('gets no header or recipient from an answer', async () => {
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
    await inbox.deliver(smtpMailer(url, sender));
    expect(mails).toHaveLength(stored);
    for (const mail of mails) expect(intrusions(mail, ['s1234567@my.northbridge.example'])).toEqual([]);
  }, 60_000);
});

describe('the digest', () => {
  it('is sent once a day, after eight in London, and only if there is something to do', async () => {
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

it('without a mail server, mails are written into a folder that nobody else can read', async () => {
  const inbox = await openMailInbox();
  const folder = join(inbox.folder, 'data/mail');
  await inbox.postJson('ask');
  await inbox.deliver(folderMailer(folder, sender));
  const [file] = readdirSync(folder);
  expect(file).toMatch(/^receipt\.[\da-f-]{36}\.ask\.[\da-f-]{36}\.eml$/);
  expect(readFileSync(join(folder, file!), 'utf8')).toMatch(/^To: s1234567@my\.northbridge\.example\r$/m);
  const cookie = await inbox.login();
  expect(await (await inbox.get('/inbox/overview/', cookie)).text()).toContain('No mail is sent');
});
