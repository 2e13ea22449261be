/** Whoever waits for somebody who leaves hears of it, once, whatever the way of leaving. */
import '../support/in-london.ts';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { silentLog } from '#inbox/log.ts';
import { chooseTime, proposeTimes } from '#inbox/services/questions/steps.ts';
import { readQuestion } from '#inbox/services/questions/question.ts';
import { eraseExpired } from '#inbox/services/retention.ts';
import { tellingChores } from '#inbox/services/telling-chores.ts';
import { kim, openDay, round, templates } from './support/inbox.ts';
import { mails } from './support/mails.ts';
import { run } from './support/run-command.ts';
import { nameOfPath, openWork } from './support/work.ts';

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
      [{ about: applicant, mentor }],
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
  /** Returns what the partner is told within a day, and takes all mails out of the outbox. */
  const told = async () =>
    (await mails(work, '2027-01-16T13:00:00.000Z')).filter(({ to }) => to === otherPeople[other].email);
  await told();
  return { ...work, leaver, partner, applicant, told, email: people[leaves].email };
}

type Opened = Awaited<ReturnType<typeof open>>;

/** Sends the form of a step of the own page of who leaves. */
const press = async ({ link, press, leaver }: Opened, step: string, fields = {}) =>
  press(`${await link({ purpose: 'application', submission: leaver })}${step}/`, fields);

const deeds: Readonly<Record<string, (opened: Opened) => Promise<unknown>>> = {
  'withdraws on their own page': (opened) => press(opened, 'withdraw', { sure: 'yes' }),
  'is erased on their own page': (opened) => press(opened, 'erase', { sure: 'yes' }),
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
    const told = await opened.told();
    expect(told.map(({ kind }) => kind)).toEqual(hears);
    if (!deed.startsWith('withdraws')) expect(JSON.stringify(told)).not.toMatch(/zelda|leaver|1234567/i);
    expect(await opened.store.matches(opened.partner)).toEqual([]);
    // Nothing more follows within the hour; a notice goes to the team.
    const source = { ...opened, rounds: [round], templates, clock: () => new Date(openDay), log: silentLog };
    for (const chore of tellingChores(source)) await chore.work(AbortSignal.any([]));
    expect(await opened.told()).toEqual([]);
  });

  it.each(['withdraw', 'erase'])('is told of beforehand on the own page of who leaves: %s', async (step) => {
    const opened = await open(between, leaves, other);
    const page = await opened.read(
      `${await opened.link({ purpose: 'application', submission: opened.leaver })}${step}/`,
    );
    expect(/by email,\s+with no\s+reason given|The team tells/.test(page)).toBe(hears.length > 0);
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
    expect(await opened.told()).toEqual([]);
    expect(await opened.store.goOnAfterRestore(true, kim)).toBe(1);
    expect((await opened.told()).map(({ kind }) => kind)).toEqual(hears);
  },
);
