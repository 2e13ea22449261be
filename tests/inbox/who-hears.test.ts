/** Whoever waits for somebody who leaves hears of it, once, whatever the way of leaving. */
import '../support/in-london.ts';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forms } from '#forms/registry.ts';
import { toApplicant } from '#inbox/mail/compose.ts';
import { silentLog } from '#inbox/log.ts';
import { issueLink } from '#inbox/services/links.ts';
import { chooseTime, proposeTimes } from '#inbox/services/questions/steps.ts';
import { readQuestion } from '#inbox/services/questions/question.ts';
import { eraseExpired } from '#inbox/services/retention.ts';
import { tellingChores } from '#inbox/services/telling-chores.ts';
import type { SubmissionName } from '#inbox/stores/store.ts';
import { openDay, round, templates } from './support/inbox.ts';
import { sender } from './support/mail-faults.ts';
import { run } from './support/run-command.ts';
import { nameOfPath, openWork } from './support/work.ts';

const kim = { at: openDay, actor: 'staff:kim' };
const time = '2027-01-25T14:00:00.000Z';

/** Two people, of whom one leaves. The others’ name and address are not those of who leaves. */
const people = {
  mentee: { email: 's1234567@my.northbridge.example', fullName: 'Zelda Leaver' },
  ask: { email: 's1234567@my.northbridge.example', fullName: 'Zelda Leaver' },
  mentor: { email: 'zelda@example.com', fullName: 'Zelda Leaver' },
};
const otherPeople = {
  mentee: { email: 's7654321@my.northbridge.example', fullName: 'Otis Other' },
  ask: { email: 's7654321@my.northbridge.example', fullName: 'Otis Other' },
  mentor: { email: 'otis@example.com', fullName: 'Otis Other' },
};

type Side = 'mentee' | 'mentor' | 'ask';
type Between = 'matched' | 'asked' | 'choosing' | 'booked';

/** What is between the two, who leaves, and what the other hears of it. */
const situations: readonly (readonly [between: Between, leaves: Side, other: Side, hears: readonly string[]])[] = [
  ['matched', 'mentee', 'mentor', ['match-ended']],
  ['matched', 'mentor', 'mentee', ['match-ended']],
  ['asked', 'mentee', 'mentor', ['offer-withdrawn']],
  // A mentee never hears which mentors were asked; the next one is.
  ['asked', 'mentor', 'mentee', []],
  ['asked', 'ask', 'mentor', ['question-withdrawn']],
  ['asked', 'mentor', 'ask', []],
  ['choosing', 'ask', 'mentor', ['question-withdrawn']],
  ['choosing', 'mentor', 'ask', ['released']],
  ['booked', 'ask', 'mentor', ['cancelled']],
  ['booked', 'mentor', 'ask', ['released']],
];

async function open(between: Between, leaves: Side, other: Side) {
  const work = await openWork('lee');
  const { store, vault } = work;
  const leaver = nameOfPath(await work.sent(leaves, people[leaves]));
  const partner = nameOfPath(await work.sent(other, otherPeople[other]));
  const [mentor, applicant] = leaves === 'mentor' ? [leaver, partner] : [partner, leaver];
  await store.change([mentor], { status: 'eligible' }, kim);
  if (between === 'matched') await store.match({ mentee: applicant, mentor }, 1, false, kim);
  else {
    const places = new Map([[mentor.submissionId, 1]]);
    const { offered } = await store.offer(
      [{ mentee: applicant, mentor }],
      places,
      { days: 5, answerBy: '2027-01-20' },
      kim,
    );
    expect(offered).toHaveLength(1);
  }
  const source = { store, vault };
  if (between === 'choosing' || between === 'booked')
    expect(await proposeTimes(source, (await readQuestion(source, applicant))!, [time], 'Room 4', kim)).toBe(true);
  if (between === 'booked')
    expect(await chooseTime(source, (await readQuestion(source, applicant))!, time, kim)).toBe(true);
  const waiting = async () => {
    const mails = [];
    const now = '2027-03-01T00:00:00.000Z';
    for (;;) {
      const mail = await store.claimMail(now, '2027-03-02T00:00:00.000Z', `<${String(Math.random())}@example.ac.uk>`);
      if (!mail) return mails;
      const submission = mail.name && (await store.find(mail.name));
      const outgoing = { store, vault, rounds: [round], forms, templates, siteUrl: 'http://localhost:4321', sender };
      const message =
        submission && mail.kind !== 'notice' && (await toApplicant(outgoing, mail, submission, new Date(openDay)));
      mails.push({ kind: mail.kind, to: mail.name?.submissionId, message });
      await store.settleMail(mail, { sentAt: openDay });
    }
  };
  await waiting();
  return { ...work, leaver, partner, applicant, waiting, email: people[leaves].email };
}

type Opened = Awaited<ReturnType<typeof open>>;

const ownPage = async ({ store, vault }: Opened, submission: SubmissionName) =>
  `http://localhost:4321/my/${(await issueLink({ store, vault, clock: () => new Date(openDay) }, { purpose: 'application', submission }))!}/`;

const press = ({ app }: Opened, url: string, fields: Record<string, string> = {}) =>
  app.request(url, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });

const deeds: Readonly<Record<string, (opened: Opened) => Promise<unknown>>> = {
  'withdraws on their own page': async (opened) => press(opened, `${await ownPage(opened, opened.leaver)}withdraw/`),
  'is erased on their own page': async (opened) =>
    press(opened, `${await ownPage(opened, opened.leaver)}erase/`, { sure: 'yes' }),
  'is erased by staff': async ({ save, email }) => {
    const page = await (await save('/inbox/person/erase/', { email })).text();
    const shown = /name="shown" value="([^"]+)"/.exec(page)![1]!;
    expect((await save('/inbox/person/erase/', { email, shown, sure: 'yes' })).status).toBe(303);
    return page;
  },
  'is erased by the command': async (opened) => (await run(opened, ['person', 'erase', opened.email])).errors,
  'is erased when their time is over': async ({ store, vault, folder, leaver }) => {
    const days = { mentee: 900, mentor: 900, ask: 900, contact: 900, [leaver.form]: -900 };
    const retention = {
      ...{
        store,
        vault,
        rounds: [],
        retentionDays: days,
        clock: () => new Date('2027-01-16T12:00:00Z'),
        log: silentLog,
      },
      ...{ mailFolder: join(folder, 'data/mail'), backupFolder: join(folder, 'backups/hourly') },
    };
    await store.seeClock(openDay);
    expect(await eraseExpired(retention)).toBe(1);
  },
};

describe.each(situations)('of two who are %s, where the %s leaves, the %s', (between, leaves, other, hears) => {
  it.each(Object.keys(deeds))(`hears ${hears.join() || 'nothing'} if who leaves %s`, async (deed) => {
    // A mentor's time is over on the day that they gave.
    if (leaves === 'mentor')
      Object.assign(people.mentor, { keepUntil: deed.endsWith('over') ? '2027-01-15' : '2027-12-31' });
    const opened = await open(between, leaves, other);
    await deeds[deed]!(opened);
    const mails = (await opened.waiting()).filter(({ to }) => to === opened.partner.submissionId);
    expect(mails.map(({ kind }) => kind)).toEqual(hears);
    for (const { message } of mails) {
      expect(message).toBeTruthy();
      if (!deed.startsWith('withdraws')) expect(JSON.stringify(message)).not.toMatch(/zelda|leaver|1234567/i);
    }
    expect(await opened.store.matches(opened.partner)).toEqual([]);
    // Nothing more follows within the hour; a notice goes to the team.
    const source = { ...opened, rounds: [round], templates, clock: () => new Date(openDay), log: silentLog };
    for (const chore of tellingChores(source)) await chore.work(AbortSignal.any([]));
    const more = (await opened.waiting()).filter(({ to }) => to === opened.partner.submissionId);
    expect(more.filter(({ kind }) => kind !== 'notice')).toEqual([]);
  });

  it('is named beforehand, where staff erase, if and only if they will hear', async () => {
    const opened = await open(between, leaves, other);
    const { reference } = (await opened.store.find(opened.partner))!;
    const page = (await deeds['is erased by staff']!(opened)) as string;
    expect(page.includes(`${reference}: by email`)).toBe(hears.length > 0);
    const again = await open(between, leaves, other);
    const said = (await deeds['is erased by the command']!(again)) as string;
    const { reference: named } = (await again.store.find(again.partner))!;
    expect(said.includes(named)).toBe(hears.length > 0);
  });
});

it.each(situations.filter(([, , , hears]) => hears.length > 0))(
  'of two who are %s, where the %s is erased anew after a restore, the %s is not told of it twice',
  async (between, leaves, other, hears) => {
    const opened = await open(between, leaves, other);
    await opened.store.holdAfterRestore(openDay);
    await deeds['is erased by the command']!(opened);
    expect(await opened.waiting()).toEqual([]);
    expect(await opened.store.goOnAfterRestore(true, kim)).toBe(1);
    expect((await opened.waiting()).map(({ kind }) => kind)).toEqual(hears);
  },
);
