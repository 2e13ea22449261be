import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SiteConfig } from '#src/site-schema.ts';
import { answersOf } from './support/answers.ts';

interface Zone {
  timeZone: string;
  language: string;
  /** The first instant at which applications are accepted, and the first at which they are not. */
  opens: string;
  closes: string;
  /** The deadline, the day of decisions and the words for the zone, as the pages show them. */
  deadline: string;
  decision: string;
  words: string;
}

/** One round in each zone: opens 2026-10-05T09:00, closes 2027-06-11T23:59 by local time, decided by 2027-07-02. */
const zones: readonly Zone[] = [
  {
    timeZone: 'Europe/London',
    language: 'en-GB',
    opens: '2026-10-05T08:00:00.000Z',
    closes: '2027-06-11T23:00:00.000Z',
    deadline: '11.59pm on Friday 11 June 2027',
    decision: 'Friday 2 July 2027',
    words: 'London time',
  },
  {
    timeZone: 'America/Toronto',
    language: 'en-CA',
    opens: '2026-10-05T13:00:00.000Z',
    closes: '2027-06-12T04:00:00.000Z',
    deadline: '11:59 p.m. on Friday, June 11, 2027',
    decision: 'Friday, July 2, 2027',
    words: 'Toronto time',
  },
  {
    timeZone: 'Europe/Paris',
    language: 'en-GB',
    opens: '2026-10-05T07:00:00.000Z',
    closes: '2027-06-11T22:00:00.000Z',
    deadline: '11.59pm on Friday 11 June 2027',
    decision: 'Friday 2 July 2027',
    words: 'Paris time',
  },
  {
    timeZone: 'Australia/Sydney',
    language: 'en-AU',
    opens: '2026-10-04T22:00:00.000Z',
    closes: '2027-06-11T14:00:00.000Z',
    deadline: '11:59 pm on Friday 11 June 2027',
    decision: 'Friday 2 July 2027',
    words: 'Sydney time',
  },
  {
    timeZone: 'Asia/Kolkata',
    language: 'en-GB',
    opens: '2026-10-05T03:30:00.000Z',
    closes: '2027-06-11T18:30:00.000Z',
    deadline: '11.59pm on Friday 11 June 2027',
    decision: 'Friday 2 July 2027',
    words: 'Kolkata time',
  },
];

const written = {
  title: '2026/27',
  opens: '2026-10-05T09:00',
  closes: '2027-06-11T23:59',
  decisionBy: '2027-07-02',
  cycleStarts: '2027-07-12',
  cycleEnds: '2027-12-17',
  example: false,
};

const plainSpaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const before = (instant: string) => new Date(Date.parse(instant) - 1).toISOString();

describe.each(zones)('a site in $timeZone', (zone) => {
  beforeEach(() => {
    vi.resetModules();
    vi.doMock('#site', async (importOriginal) => {
      const original = await importOriginal<{ site: SiteConfig }>();
      return { ...original, site: { ...original.site, timeZone: zone.timeZone, language: zone.language } };
    });
  });
  afterEach(() => {
    vi.doUnmock('#site');
    vi.resetModules();
  });

  const open = async () => {
    const { toRound } = await import('#forms/dates/deadline.ts');
    const { openWork } = await import('./support/work.ts');
    const round = toRound('2026-27', written);
    return { round, inbox: await openWork('kim', { rounds: [round] }) };
  };

  it('accepts applications from the first instant to the last, and shows the deadline in local time', async () => {
    const { inbox } = await open();
    const answered = [];
    for (const instant of [before(zone.opens), zone.opens, before(zone.closes), zone.closes]) {
      inbox.setClock(instant);
      answered.push((await inbox.postJson('mentee', answersOf('mentee'))).status);
    }
    expect(answered).toEqual([403, 200, 200, 403]);
    const refusal = await (await inbox.postJson('mentee', answersOf('mentee'))).text();
    expect(plainSpaces(refusal)).toContain(`Applications for 2026/27 closed at ${zone.deadline}.`);
  });

  it('puts the dates into the calendar at the instant and as plain days', async () => {
    const { round } = await open();
    const { datesCalendar } = await import('#src/dates-calendar.ts');
    const events = new ICAL.Component(
      ICAL.parse(datesCalendar([round], new URL('https://mentoring.example'))) as unknown[],
    )
      .getAllSubcomponents('vevent')
      .map((event) => new ICAL.Event(event));
    const named = (id: string) => events.find(({ uid }) => uid.startsWith(`2026-27-${id}@`))!;
    expect(named('opens').startDate.toJSDate().toISOString()).toBe(zone.opens);
    expect(named('closes').endDate.toJSDate().toISOString()).toBe(zone.closes);
    expect(plainSpaces(named('closes').description)).toBe(`Applications close at ${zone.deadline}, ${zone.words}.`);
    expect(named('decision').startDate.toString()).toBe('2027-07-02');
    const { dayWords } = await import('#forms/dates/calendar.ts');
    expect(named('decision').description).toBe(`${dayWords('2027-07-02')}.`);
    expect(zone.decision).toContain(plainSpaces(dayWords('2027-07-02')));
  });

  it('writes plain days in mail, and the time of a meeting with the zone', async () => {
    const { round, inbox } = await open();
    const { toApplicant } = await import('#inbox/mail/compose.ts');
    const { forms } = await import('#forms/registry.ts');
    const { templates } = await import('./support/inbox.ts');
    const { nameOfPath } = await import('./support/work.ts');
    const sender = { name: 'Mentoring', from: 'mentoring@example.com' };
    const office = { ...inbox, rounds: [round], forms, templates, siteUrl: 'https://mentoring.example', sender };
    const letter = (kind: string) => ({ kind, messageId: '<1@example.com>', other: null, content: null });
    const textOf = async (kind: string, path: string) =>
      plainSpaces(
        (await toApplicant(office, letter(kind), (await inbox.store.find(nameOfPath(path)))!, new Date()))!.text,
      ).replace(/\s+/g, ' ');
    expect(await textOf('receipt', await inbox.sent('mentee'))).toContain(zone.decision);
    const question = await inbox.sent('ask');
    const meeting = { status: 'booked', day: '2027-07-02', time: '14:00', place: '' };
    await inbox.save(question, { was: 'new', assigned: 'kim', ...meeting });
    expect(await textOf('booked', question)).toContain(`booked for ${zone.decision} at 14:00, ${zone.words}.`);
  });

  it('counts arrivals and due decisions by local days', async () => {
    const { inbox } = await open();
    const { dayWords } = await import('#forms/dates/calendar.ts');
    inbox.setClock(before(zone.closes));
    await inbox.postJson('mentee', answersOf('mentee'));
    inbox.setClock(zone.closes);
    await inbox.postJson('ask', answersOf('ask'));
    inbox.cookie = await inbox.login();
    const page = await inbox.read('/inbox/overview/');
    const countOn = (day: string) =>
      Number(
        new RegExp(`${dayWords(day)}</th>\\s*<td[^>]*>\\s*(\\d+)`).exec(page.replace(/<!--[\s\S]*?-->/g, ''))?.[1],
      );
    expect([countOn('2027-06-11'), countOn('2027-06-12')]).toEqual([1, 1]);
  });
});
