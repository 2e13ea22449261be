import '../support/in-london.ts';
import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { smtpMailer } from '#inbox/mail/mailer.ts';
import { sendDueMail } from '#inbox/mail/outbox-worker.ts';
import { answersOf, type PostedAnswers } from './support/answers.ts';
import { outboxOf, sender } from './support/mail-faults.ts';
import { smtpDouble } from './support/smtp-double.ts';
import { kim, round, templates } from './support/inbox.ts';
import { nameOfPath, openWork } from './support/work.ts';

const [mentees, mentors] = ['s1234567@my.northbridge.example', 'mentor@example.com'];

/** Opens an inbox with a match that both are to be told of, and returns how to send the mails that are due. */
async function openMatch(changes: PostedAnswers = {}) {
  const work = await openWork();
  const { url, mails } = await smtpDouble();
  const { outbox, time } = outboxOf(work, smtpMailer(url, sender));
  const mentee = nameOfPath(
    await work.sent('mentee', {
      adjustments: 'A quiet room',
      shareAdjustments: 'yes',
      phone: '020 7911 5000',
      ...changes,
    }),
  );
  const mentor = nameOfPath(await work.sent('mentor', { fullName: 'Grace Mentor', email: mentors }));
  await sendDueMail(outbox);
  mails.length = 0;
  const match = () => work.store.match({ mentee, mentor }, 1, true, kim);
  expect(await match()).toBe('matched');
  return { ...work, outbox, time, mails, mentee, mentor, match };
}

describe('the introduction of a match', () => {
  it('goes to each of the two once, addressed to both, with one text', async () => {
    const { outbox, mails, match } = await openMatch();
    await sendDueMail(outbox);
    expect(await match()).toBe('has mentor');
    await sendDueMail(outbox);
    expect(mails.map(({ recipients }) => recipients).sort()).toEqual([[mentors], [mentees]]);
    const read = await Promise.all(mails.map(({ raw }) => PostalMime.parse(raw)));
    for (const { to } of read) expect(to?.map(({ address }) => address)).toEqual([mentees, mentors]);
    expect(read[0]!.text).toBe(read[1]!.text);
    expect(read[0]!.subject).toBe('Introducing Ada Example and Grace Mentor');
  });

  it('holds what each agreed to show the other and nothing that only the team sees', async () => {
    const { outbox, mails } = await openMatch();
    await sendDueMail(outbox);
    const { text = '' } = await PostalMime.parse(mails[0]!.raw);
    const shown = answersOf('mentor');
    for (const words of [mentees, mentors, String(shown['jobTitle']), 'A quiet room']) expect(text).toContain(words);
    expect(text).not.toContain('7911');
    expect(text).not.toContain('linkedin');
    expect(text).toMatch(
      /\/guidance\/first-message\/[\s\S]*\/guidance\/first-meeting\/[\s\S]*\/tools\/first-meeting\//,
    );
  });

  it('tells nobody of a match whose other person was erased before the mail went out', async () => {
    const { outbox, mails, store, mentor } = await openMatch();
    await store.erase([mentor], { at: '2027-01-15T12:00:01.000Z', actor: 'applicant' });
    await sendDueMail(outbox);
    expect(mails).toEqual([]);
  });

  it('parts answers that have commas of their own', async () => {
    const { outbox, mails } = await openMatch({ windows: ['weekday-daytime', 'weekday-evening', 'weekend'] });
    await sendDueMail(outbox);
    const { text } = await PostalMime.parse(mails[0]!.raw);
    expect(text).toContain('Times: Weekdays, in the daytime; Weekdays, in the evening; Weekends\n');
  });

  it('leaves out adjustments that the mentee keeps from the mentor', async () => {
    const { outbox, mails } = await openMatch({ shareAdjustments: 'no' });
    await sendDueMail(outbox);
    expect((await PostalMime.parse(mails[0]!.raw)).text).not.toContain('A quiet room');
  });

  it('has the day by which to meet as a calendar, the later one if the match begins late', async () => {
    const { outbox, mails, store, mentee, mentor } = await openMatch();
    await sendDueMail(outbox);
    const dayIn = async (raw: string) => {
      const { attachments } = await PostalMime.parse(raw, { attachmentEncoding: 'utf8' });
      const event = new ICAL.Event(
        new ICAL.Component(ICAL.parse(attachments[0]!.content as string) as unknown[]).getFirstSubcomponent('vevent')!,
      );
      return [event.summary, event.startDate.toString()];
    };
    const names = 'Have met once by today: Ada Example and Grace Mentor';
    expect(await dayIn(mails[0]!.raw)).toEqual([names, '2027-03-29']);
    const over = { outcome: 'never-met', reason: null, next: 'matching' } as const;
    await store.endMatches([{ mentee, mentor, ...over }], false, kim);
    mails.length = 0;
    await store.match({ mentee, mentor }, 1, true, { ...kim, at: '2027-05-01T12:00:00.000Z' });
    outbox.clock = () => new Date('2027-05-01T12:01:00.000Z');
    await sendDueMail(outbox);
    expect(await dayIn(mails[0]!.raw)).toEqual([names, '2027-05-15']);
  });

  it.each([
    ['that is to come', '2027-01-15', ['Have met once by today', 'Northbridge Mentors: briefing']],
    ['that is over', '2027-01-14', ['Have met once by today']],
  ])('names the briefing of the round, in words and for calendars, and none %s', async (_when, briefing, events) => {
    const { outbox, mails } = await openMatch();
    outbox.source = { ...outbox.source, rounds: [{ ...round, briefing }] };
    await sendDueMail(outbox);
    const { text, attachments } = await PostalMime.parse(mails[0]!.raw, { attachmentEncoding: 'utf8' });
    expect(text?.includes('Both of you are invited to the briefing on Friday 15\u00a0January 2027.')).toBe(
      events.length === 2,
    );
    const calendar = new ICAL.Component(ICAL.parse(attachments[0]!.content as string) as unknown[]);
    const found = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    expect(found.map(({ summary }) => summary.replace(/:.*Ada.*/, ''))).toEqual(events);
    expect(new Set(found.map(({ uid }) => uid)).size).toBe(events.length);
  });

  it('goes once after a process that had claimed it was killed', async () => {
    const { outbox, mails, store, time } = await openMatch();
    const claimed = await store.claimMail(
      new Date(time.now).toISOString(),
      '2027-01-15T12:30:00.000Z',
      '<a@b.example>',
    );
    expect(claimed?.kind).toBe('matched');
    await sendDueMail(outbox);
    expect(mails).toHaveLength(1);
    time.now = Date.parse('2027-01-15T12:31:00.000Z');
    await sendDueMail(outbox);
    await sendDueMail(outbox);
    expect(mails.flatMap(({ recipients }) => recipients).sort()).toEqual([mentors, mentees]);
  });

  it('is not sent after the match has ended', async () => {
    const { outbox, mails, store, mentee, mentor } = await openMatch();
    const over = { outcome: 'ended-early', reason: 'other', next: 'matching' } as const;
    await store.endMatches([{ mentee, mentor, ...over }], false, kim);
    await sendDueMail(outbox);
    expect(mails).toEqual([]);
  });

  it('gives way to the two mails of a site that has no text for it', async () => {
    const { outbox, mails } = await openMatch();
    const without = new Map([...templates].filter(([name]) => name !== 'introduction'));
    await sendDueMail({ ...outbox, source: { ...outbox.source, templates: without } });
    const read = await Promise.all(mails.map(({ raw }) => PostalMime.parse(raw)));
    expect(read.map(({ to }) => to?.length)).toEqual([1, 1]);
    expect(read.map(({ text }) => /mentor|mentee/.test(text ?? ''))).toEqual([true, true]);
  });
});
