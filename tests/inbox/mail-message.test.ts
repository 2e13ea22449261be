import '../support/in-london.ts';
import ICAL from 'ical.js';
import { Readable } from 'node:stream';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { smtpMailer } from '#inbox/mail/mailer.ts';
import { sendDueMail } from '#inbox/mail/outbox-worker.ts';
import { mailPage } from '#inbox/mail/mail-page.ts';
import { bounce } from '#inbox/cli/bounce.ts';
import { messageIdOf, outboxOf, sender } from './support/mail-faults.ts';
import { smtpDouble } from './support/smtp-double.ts';
import { nameOfPath, openWork, untouched, type Work } from './support/work.ts';

const full = { ...sender, replyTo: 'team@example.ac.uk', bounce: 'returned@example.ac.uk' };

/** Opens an inbox with one question, and returns its mails as received. */
async function openQuestion() {
  const work = await openWork();
  const path = await work.sent('ask');
  const { url, mails } = await smtpDouble();
  const { outbox, time } = outboxOf(work, smtpMailer(url, full));
  const deliver = async () => {
    await sendDueMail(outbox);
    time.now += 1_000;
    return mails;
  };
  const save = (fields: Record<string, string>) => work.save(path, { ...untouched, tell: 'yes', ...fields });
  return { work, path, mails, deliver, save };
}

describe('a mail as a mail server receives it', () => {
  it('names the site as sender, the team for replies, its own envelope sender and its domain', async () => {
    const { deliver } = await openQuestion();
    const [mail] = await deliver();
    const read = await PostalMime.parse(mail!.raw);
    expect(mail?.sender).toBe('returned@example.ac.uk');
    expect(read.from).toEqual({ name: 'Example Mentoring', address: 'mentoring@example.ac.uk' });
    expect(read.replyTo).toEqual([{ name: 'Example Mentoring', address: 'team@example.ac.uk' }]);
    expect(read.messageId).toMatch(/^<[\da-f-]{36}@example\.ac\.uk>$/);
  });

  it('has plain text, and complete HTML that fetches nothing', async () => {
    const { deliver } = await openQuestion();
    const read = await PostalMime.parse((await deliver())[0]!.raw);
    expect(read.text).toContain('Dear Ada Example,');
    expect(read.html).toMatch(/^<!doctype html>\s*<html lang="en-GB">\s*<head>/i);
    expect(read.html).toContain('<meta name="color-scheme" content="light dark">');
    expect(read.html).toContain(`<title>${read.subject!}</title>`);
    expect(read.html).not.toMatch(/<img|<script|url\(|@import|<link/i);
  });

  it('keeps a name with hyphens in its title on one line, and what is counted', () => {
    const whole = (text: string) => `<span class="whole">${text}</span>`;
    expect(mailPage('Talk-to-Me: you meet on 12 March', '')).toContain(
      `<h1>${whole('Talk-to-Me:')} you meet on ${whole('12 March')}</h1>`,
    );
  });

  it('continues the thread of earlier mails to this person, and of nobody else', async () => {
    const { deliver, save, work } = await openQuestion();
    await work.sent('ask', { email: 's7654321@my.northbridge.example' });
    await deliver();
    await save({ status: 'offered' });
    await deliver();
    await save({ was: 'offered', status: 'closed' });
    const mails = await deliver();
    const own = mails.filter(({ recipients }) => recipients[0]?.startsWith('s1234567'));
    const read = await Promise.all(own.map(({ raw }) => PostalMime.parse(raw)));
    const ids = own.map(messageIdOf);
    expect(read.map(({ references, inReplyTo }) => [references, inReplyTo])).toEqual([
      [undefined, undefined],
      [ids[0], ids[0]],
      [`${ids[0]!} ${ids[1]!}`, ids[1]],
    ]);
    const other = await PostalMime.parse(mails.find((mail) => !own.includes(mail))!.raw);
    expect(other.references).toBeUndefined();
  });

  it('adds a booked meeting to the calendar, moves it and removes it', async () => {
    const { deliver, save, mails } = await openQuestion();
    await deliver();
    const first = { day: '2027-02-11', time: '14:00', place: 'Room 3' };
    const second = { day: '2027-02-12', time: '15:00', place: 'Room 3' };
    await save({ status: 'booked', ...first });
    await save({ was: 'booked', status: 'booked', 'was-meeting': '2027-02-11 14:00 Room 3', ...second });
    await save({ was: 'booked', status: 'offered', 'was-meeting': '2027-02-12 15:00 Room 3' });
    await deliver();
    const events = await Promise.all(mails.map(async ({ raw }) => (await eventOf(raw)) ?? []));
    const [uid] = events[1]!;
    expect(uid).toMatch(/^ask-[\da-f-]{36}@/);
    expect(events).toEqual([
      [],
      [uid, 'REQUEST', 0, 'CONFIRMED', '2027-02-11T14:00:00.000Z', 'Room 3'],
      [uid, 'REQUEST', 1, 'CONFIRMED', '2027-02-12T15:00:00.000Z', 'Room 3'],
      [uid, 'CANCEL', 2, 'CANCELLED', '2027-02-12T15:00:00.000Z', 'Room 3'],
      [],
    ]);
  });
});

/**
 * Returns what the calendar of a mail says: UID, method, sequence, status, start and place; checks that it names
 * organiser and attendee.
 */
async function eventOf(raw: string) {
  const { attachments } = await PostalMime.parse(raw, { attachmentEncoding: 'utf8' });
  const part = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  if (!part) return undefined;
  const calendar = new ICAL.Component(ICAL.parse(part.content as string) as unknown[]);
  const event = calendar.getFirstSubcomponent('vevent')!;
  expect(event.getFirstPropertyValue('organizer')).toBe('mailto:mentoring@example.ac.uk');
  expect(event.getFirstPropertyValue('attendee')).toMatch(/^mailto:/i);
  const { uid, startDate, location } = new ICAL.Event(event);
  const value = (name: string) => event.getFirstPropertyValue(name);
  const start = startDate.toJSDate().toISOString();
  return [uid, calendar.getFirstPropertyValue('method'), value('sequence'), value('status'), start, location];
}

const report = (messageId: string, action = 'failed') =>
  [
    'From: MAILER-DAEMON@mail.example.com',
    'To: returned@example.ac.uk',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'I could not deliver your mail.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.example.com',
    '',
    'Final-Recipient: rfc822; s1234567@my.northbridge.example',
    `Action: ${action}`,
    'Status: 5.1.1',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'From: mentoring@example.ac.uk',
    `Message-ID: ${messageId}`,
    'Subject: We have your question',
    '',
    'Dear Ada',
    '--b--',
    '',
  ].join('\r\n');

const plain = (messageId: string) =>
  [
    'From: Mail Delivery System <Mailer-Daemon@mail.example.com>',
    'Subject: failure notice',
    '',
    'Sorry, no mailbox here by that name. (#5.1.1)',
    '--- Below this line is a copy of the message.',
    `Message-ID: ${messageId}`,
    '',
  ].join('\n');

const away = (messageId: string) =>
  [
    'From: s1234567@my.northbridge.example',
    'Auto-Submitted: auto-replied',
    `In-Reply-To: ${messageId}`,
    '',
    'I am away.',
  ].join('\n');

async function handIn(work: Work, message: string): Promise<string> {
  const said: string[] = [];
  const terminal = { input: Readable.from([message]), output: process.stdout, errors: process.stderr };
  const config = { database: { kind: 'sqlite' as const, path: '' }, keyFile: work.keyFile, siteUrl: '' };
  await bounce.run(
    [],
    {},
    { ...work, config, clock: () => new Date('2027-01-16T09:00:00Z'), terminal, say: (line) => said.push(line) },
  );
  return said.join('\n');
}

describe('a returned mail', () => {
  it.each([
    ['as a report', report],
    ['in words', plain],
  ])('that is handed in (%s) is shown on its submission, on the overview and in the audit', async (_, message) => {
    const { work, path, deliver } = await openQuestion();
    const [mail] = await deliver();
    expect(await handIn(work, message(messageIdOf(mail!)))).toMatch(/“We have it” about ask\/.* came back \(5\.1\.1\)/);
    await handIn(work, message(messageIdOf(mail!)));
    const page = await work.read(path);
    expect(page).toMatch(/The mail “We have it” came back\s+\(5\.1\.1\)/);
    expect(page).toContain('Mail came back: We have it');
    expect(await work.read('/inbox/overview/')).toContain('1 came back');
    expect(await work.store.count({ mailFailed: true })).toBe(1);
    expect((await work.store.auditOf(path.slice(7, -1))).map(({ action }) => action)).toContain('mail returned');
  });

  it.each([
    ['that is late only', (id: string) => report(id, 'delayed'), 'late or was passed on'],
    ['of someone who is away', away, 'no mail of a mail server'],
    ['of somebody else', () => report('<other@example.com>'), 'None of the mails'],
    ['of one word', () => 'nothing', 'no mail of a mail server'],
    ['of more than 10 MB', () => 'x'.repeat(11_000_000), 'larger than 10 MB'],
  ] as const)('is told apart from a message %s, which is no failure and is not recorded', async (_, message, words) => {
    const { work, path, deliver } = await openQuestion();
    const [mail] = await deliver();
    expect(await handIn(work, message(messageIdOf(mail!)))).toContain(words);
    expect((await work.store.mailOf(nameOfPath(path))).every(({ returnedAt }) => returnedAt === null)).toBe(true);
  });

  it('is asked for if there is none', async () => {
    const { work } = await openQuestion();
    await expect(handIn(work, '')).rejects.toThrow('Give one message');
  });
});
