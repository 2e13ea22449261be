import { describe, expect, it, onTestFinished } from 'vitest';
import { MailRefused, smtpMailer, type Mailer } from '#inbox/mail/mailer.ts';
import { sendDueMail, startOutboxWorker } from '#inbox/mail/outbox-worker.ts';
import { answersOf } from './support/answers.ts';
import { alarmsIn, fakeLog } from './support/fake-log.ts';
import { openTestInbox } from './support/inbox.ts';
import {
  lockOutbox,
  mailSteps,
  messageIdOf,
  outboxOf,
  sender,
  sendWhileAway,
  sendWhileLocked,
  sendWithWrongSetting,
  wrongSettings,
} from './support/mail-faults.ts';
import { hangUp, smtpDouble, type Refuse } from './support/smtp-double.ts';

async function openWithQuestions(count: number) {
  const inbox = await openTestInbox();
  for (let index = 0; index < count; index += 1)
    await inbox.postJson('ask', answersOf('ask', { email: `w${String(1_000_000 + index)}@my.northbridge.example` }));
  return inbox;
}

describe('a database that is locked or unreachable', () => {
  it.each(mailSteps)(
    'for a moment at %s loses no mail and doubles none',
    async (step) => {
      const inbox = await openWithQuestions(3);
      const { sent, waiting, failed } = await sendWhileLocked(inbox, inbox.database, step, 700);
      expect([sent.length, new Set(sent.map(({ to }) => to)).size, waiting, failed]).toEqual([3, 3, 0, 0]);
    },
    30_000,
  );

  it.each(mailSteps)('for ten minutes at %s loses no mail and doubles none', async (step) => {
    const inbox = await openWithQuestions(3);
    const { sent, waiting, failed } = await sendWhileAway(inbox, step, 600_000);
    expect([sent.length, new Set(sent.map(({ to }) => to)).size, waiting, failed]).toEqual([3, 3, 0, 0]);
  });

  it('just after the mail server accepts leaves the mail recorded as sent, not as given up', async () => {
    const inbox = await openWithQuestions(1);
    let sent = 0;
    const mailer: Mailer = {
      async send() {
        sent += 1;
        const end = await lockOutbox(inbox.database);
        setTimeout(() => void end(), 6_000);
      },
    };
    await sendDueMail(outboxOf(inbox, mailer).outbox);
    const [one] = await inbox.store.list({ limit: 1 });
    const receipt = (await inbox.store.mailOf(one!)).find(({ kind }) => kind === 'receipt');
    expect(sent).toBe(1);
    expect(receipt).toMatchObject({ tries: 1, failure: null, isWaiting: false });
    expect(receipt?.sentAt).not.toBeNull();
  }, 30_000);

  it('leaves a mail whose process ended to the next process, under the same Message-ID', async () => {
    const inbox = await openWithQuestions(1);
    const ids: string[] = [];
    const mailer: Mailer = { send: ({ messageId }) => Promise.resolve(void ids.push(messageId)) };
    const lost = { ...inbox.store, settleMail: () => Promise.reject(new Error('killed')) };
    const first = outboxOf({ ...inbox, store: lost }, mailer, { pause: () => Promise.resolve() });
    let asked = 0;
    await expect(sendDueMail(first.outbox, () => (asked += 1) > 1)).rejects.toThrow('killed');
    const next = outboxOf(inbox, mailer);
    next.time.now += 29 * 60_000;
    await sendDueMail(next.outbox);
    expect(ids).toHaveLength(1);
    next.time.now += 2 * 60_000;
    await sendDueMail(next.outbox);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('a wrong setting of the mail server', () => {
  it.each(wrongSettings)(
    '($name) gives up no mail, logs one alarm, and once corrected each mail is sent once',
    async (setting) => {
      const inbox = await openWithQuestions(8);
      const { mails, failed, alarms, outage } = await sendWithWrongSetting(inbox, setting, onTestFinished);
      expect([failed, alarms, outage]).toEqual([0, 1, true]);
      expect([mails.length, new Set(mails.map(messageIdOf)).size]).toEqual([8, 8]);
      expect(await inbox.store.mailCounts()).toMatchObject({ waiting: 0, failed: 0 });
      expect(await inbox.store.mailOutage()).toBeUndefined();
    },
    60_000,
  );

  it.each([
    '550 no such user here',
    '550 5.1.1 <gone@example.com>: Recipient address rejected: User unknown',
    '551 user not local',
    '553 5.1.3 bad address syntax',
    '550 5.2.1 mailbox disabled',
    '550 5.1.1 <block.spam@example.com> unknown',
  ])('is not what “%s” means; it concerns one recipient and is final', async (answer) => {
    const inbox = await openWithQuestions(1);
    const { url } = await smtpDouble(onTestFinished, (line) => (line.startsWith('RCPT') ? answer : undefined));
    await sendDueMail(outboxOf(inbox, smtpMailer(url, sender)).outbox);
    expect(await inbox.store.mailCounts()).toMatchObject({ waiting: 0, failed: 1 });
    expect(await inbox.store.mailOutage()).toBeUndefined();
  });

  it.each(['450 4.7.1 greylisted, try again', '452 4.2.2 mailbox full', '552 5.2.2 mailbox full', '451 local error'])(
    'is not what “%s” means; it concerns one recipient, whose mail waits while others are sent',
    async (answer) => {
      const inbox = await openWithQuestions(3);
      const { url, mails } = await smtpDouble(onTestFinished, (line) =>
        line.startsWith('RCPT') && line.includes('w1000001') ? answer : undefined,
      );
      await sendDueMail(outboxOf(inbox, smtpMailer(url, sender)).outbox);
      expect(mails).toHaveLength(2);
      expect(await inbox.store.mailCounts()).toMatchObject({ waiting: 1, failing: 1, failed: 0 });
      expect(await inbox.store.mailOutage()).toBeUndefined();
    },
  );
});

it('gets each mail past a server that greylists everybody for two days, once', async () => {
  const inbox = await openWithQuestions(3);
  let isGrey = true;
  const tries: number[] = [];
  const { url, mails } = await smtpDouble(onTestFinished, (line) => {
    if (line.startsWith('RCPT') && line.includes('w1000001')) tries.push(time.now);
    return isGrey && line.startsWith('RCPT') ? '451 4.7.1 Greylisted, try again later' : undefined;
  });
  const { outbox, time } = outboxOf(inbox, smtpMailer(url, sender));
  for (let minutes = 0; minutes < 54 * 60; minutes += 5, time.now += 300_000) {
    isGrey = minutes < 48 * 60;
    await sendDueMail(outbox);
  }
  expect([mails.length, new Set(mails.map(messageIdOf)).size]).toEqual([3, 3]);
  expect(await inbox.store.mailCounts()).toMatchObject({ waiting: 0, failed: 0 });
  // A server forgets a sender that stays away for longer.
  const pauses = tries.slice(1).map((at, index) => at - tries[index]!);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(6 * 3_600_000);
});

it('keeps a mail that cannot be written, and sends the others', async () => {
  const inbox = await openWithQuestions(3);
  const [broken] = await inbox.store.list({ limit: 1 });
  const sent: string[] = [];
  const mailer: Mailer = { send: ({ to }) => Promise.resolve(void sent.push(to)) };
  const find = (async (name) => {
    const found = await inbox.store.find(name);
    return found && found.seq === broken?.seq
      ? { ...found, answers: { ...found.answers, box: Buffer.from('broken') } }
      : found;
  }) satisfies typeof inbox.store.find;
  const { outbox, time } = outboxOf({ ...inbox, store: { ...inbox.store, find } }, mailer);
  await sendDueMail(outbox);
  expect(sent).toHaveLength(2);
  expect(await inbox.store.mailCounts()).toMatchObject({ waiting: 1, failed: 0 });
  const mended = outboxOf(inbox, mailer);
  mended.time.now = time.now + 120_000;
  await sendDueMail(mended.outbox);
  expect(sent).toHaveLength(3);
});

it('tries waiting mails at its start, because a setting may have been corrected', async () => {
  const inbox = await openWithQuestions(2);
  const down: Mailer = { send: () => Promise.reject(new MailRefused('EAUTH 535', 'outage')) };
  await sendDueMail(outboxOf(inbox, down).outbox);
  const sent: string[] = [];
  const { outbox } = outboxOf(inbox, { send: ({ to }) => Promise.resolve(void sent.push(to)) });
  const stop = startOutboxWorker(outbox);
  await expect.poll(() => sent.length, { timeout: 5_000 }).toBe(2);
  await stop();
});

describe('a mail server that ends one person’s mail without an answer', () => {
  const mailTo = (person: string, answer: string, times: number) => {
    let recipient = '';
    let left = times;
    return (line: string) => {
      if (line.startsWith('RCPT')) recipient = line;
      return line === 'mail' && recipient.includes(person) && (left -= 1) >= 0 ? answer : undefined;
    };
  };

  it.each([
    ['hangs up after it kept the mail', hangUp],
    ['is closing after the mail', '421 4.4.2 closing'],
    ['refuses its content', '554 5.7.1 content refused'],
    ['has no room for it', '452 4.3.1 insufficient system storage'],
  ])('(%s) gets every mail, each copy under one Message-ID, and the others once', async (_, answer) => {
    const inbox = await openWithQuestions(4);
    const { url, mails } = await smtpDouble(onTestFinished, mailTo('w1000001', answer, 3));
    const { outbox, time } = outboxOf(inbox, smtpMailer(url, sender));
    for (let minutes = 0; minutes < 24 * 60; minutes += 5, time.now += 300_000) await sendDueMail(outbox);
    const copies = mails.filter(({ recipients }) => recipients[0]!.includes('w1000001'));
    expect(copies.length).toBe(answer === hangUp ? 4 : 1);
    expect(new Set(copies.map(messageIdOf)).size).toBe(1);
    expect(mails.length - copies.length).toBe(3);
    expect(await inbox.store.mailCounts()).toMatchObject({ waiting: 0, failed: 0 });
    expect(await inbox.store.mailOutage()).toBeUndefined();
  });

  it('for ever holds up no other mail for longer than a minute, and stays visible', async () => {
    const inbox = await openWithQuestions(4);
    const { url, mails } = await smtpDouble(onTestFinished, mailTo('w1000001', '554 5.7.1 refused', Infinity));
    const { log, said } = fakeLog();
    const { outbox, time } = outboxOf(inbox, smtpMailer(url, sender), { log });
    const began = time.now;
    for (; mails.length < 3; time.now += 5_000) await sendDueMail(outbox);
    expect(time.now - began).toBeLessThan(2 * 60_000);
    for (let minutes = 0; minutes < 24 * 60; minutes += 5, time.now += 300_000) await sendDueMail(outbox);
    expect(await inbox.store.mailCounts()).toMatchObject({ waiting: 1, failing: 1, failed: 0 });
    expect(alarmsIn(said)).toBeLessThanOrEqual(2);
  });
});

describe('an answer of the mail server for some time', () => {
  /** Answers this way to one line about one person; the greeting and the end of a mail have no person. */
  const about =
    (start: string, answer: string): Refuse =>
    (line) =>
      line.startsWith(start) ? answer : undefined;
  const day = 24 * 60;

  it.each<[name: string, refuse: Refuse]>([
    ['closes at DATA', about('DATA', '421 4.3.0 closing channel')],
    ['closes at MAIL FROM', about('MAIL', '421 4.7.0 too many connections')],
    ['finds too many recipients', about('RCPT', '452 4.5.3 too many recipients')],
    ['is out of memory at MAIL FROM', about('MAIL', '452 4.3.1 insufficient storage')],
    ['greylists without a code', about('RCPT', '450 try again')],
    ['says 550 with a passing code', about('RCPT', '550 4.2.1 mailbox busy')],
    ['says 550 for a full mailbox', about('RCPT', '550 5.2.2 mailbox full')],
    ['knows no such command', about('DATA', '500 what')],
    ['answers what is no answer', about('RCPT', 'pardon')],
    ['greets in another language', about('greeting', 'HTTP/1.1 400 Bad Request')],
    ['hangs up after the final dot', about('mail', hangUp)],
    ['counts the rate', about('RCPT', '550 5.7.1 sending rate exceeded')],
    ['asks for a login at RCPT TO', about('RCPT', '530 5.7.0 authentication required')],
    ['refuses bytes above 127', about('MAIL', '553 5.6.7 SMTPUTF8 required')],
    ['refuses the size', about('MAIL', '552 5.3.4 message too big')],
  ])('(it %s) gives up no mail, and each comes once it is over, under one Message-ID', async (_, refuse) => {
    const inbox = await openWithQuestions(3);
    let isOver = false;
    const { url, mails } = await smtpDouble(onTestFinished, (line) => (isOver ? undefined : refuse(line)));
    const { log, said } = fakeLog();
    const { outbox, time } = outboxOf(inbox, smtpMailer(url, sender), { log });
    for (let minutes = 0; minutes < day; minutes += 60, time.now += 3_600_000) await sendDueMail(outbox);
    expect(await inbox.store.mailCounts()).toMatchObject({ waiting: 3, failed: 0 });
    expect(alarmsIn(said)).toBeLessThanOrEqual(1);
    isOver = true;
    for (let minutes = 0; minutes < day; minutes += 60, time.now += 3_600_000) await sendDueMail(outbox);
    const ids = (of: typeof mails) => new Set(of.map(messageIdOf)).size;
    const people = new Set(mails.map(({ recipients }) => recipients.join()));
    expect([people.size, ids(mails)]).toEqual([3, 3]);
    expect(await inbox.store.mailCounts()).toMatchObject({ waiting: 0, failed: 0 });
    expect(await inbox.store.mailOutage()).toBeUndefined();
  });

  it('in many lines is read as one, and an address that does not exist is final', async () => {
    const inbox = await openWithQuestions(1);
    const answer = '550-5.1.1 The email account that you tried to reach\r\n550-5.1.1 does not exist.\r\n550 5.1.1 bye';
    const { url } = await smtpDouble(onTestFinished, about('RCPT', answer));
    await sendDueMail(outboxOf(inbox, smtpMailer(url, sender)).outbox);
    expect(await inbox.store.mailCounts()).toMatchObject({ waiting: 0, failed: 1 });
  });
});
