import '../../support/in-london.ts';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { toRound } from '../../../src/forms/dates/deadline.ts';
import { datesCalendar } from '#src/dates-calendar.ts';

const round = toRound('2026-27', {
  title: '2026/27',
  opens: '2026-10-05T09:00',
  closes: '2027-02-11T23:59',
  decisionBy: '2027-03-05',
  cycleStarts: '2027-03-15',
  cycleEnds: '2027-07-16',
  example: false,
});
const base = new URL('https://mentoring.example');
const text = datesCalendar([round], base);

/** Parses the calendar like a subscriber's program. @throws when it breaks the format */
const read = (source: string) => {
  const calendar = new ICAL.Component(ICAL.parse(source) as unknown[]);
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event)) };
};
const named = (id: string) => read(text).events.find(({ uid }) => uid === `2026-27-${id}@mentoring.example`)!;

describe('the calendar of dates', () => {
  it('has the properties that RFC 5545 requires of every calendar and event', () => {
    const { calendar, events } = read(text);
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(calendar.getFirstPropertyValue('prodid')).toMatch(/^-\/\/Northbridge University\/\//);
    expect(events.map(({ uid }) => uid)).toEqual([...new Set(events.map(({ uid }) => uid))]);
    for (const { component } of events)
      for (const name of ['uid', 'dtstamp', 'dtstart', 'summary']) expect(component.hasProperty(name), name).toBe(true);
  });

  it('ends its lines with CRLF and folds them at 75 bytes', () => {
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  });

  it('states how often to refresh it', () => {
    const { calendar } = read(text);
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('P1D');
  });

  it('has opening and closing at the minute in London, in winter and in summer time', () => {
    expect(named('opens').startDate.toJSDate().toISOString()).toBe('2026-10-05T08:00:00.000Z');
    expect(named('closes').startDate.toJSDate().toISOString()).toBe('2027-02-11T23:59:00.000Z');
    expect(named('closes').endDate.toJSDate().toISOString()).toBe('2027-02-12T00:00:00.000Z');
  });

  it('has the days of the cycle as whole days in every time zone', () => {
    for (const [id, day] of Object.entries({ decision: '2027-03-05', starts: '2027-03-15', ends: '2027-07-16' })) {
      expect(named(id).startDate.isDate, id).toBe(true);
      expect(named(id).startDate.toString(), id).toBe(day);
    }
  });

  it('reminds of the deadline a week and a day before', () => {
    const alarms = named('closes').component.getAllSubcomponents('valarm');
    expect(
      alarms.map((alarm) => [alarm.getFirstPropertyValue('action'), String(alarm.getFirstPropertyValue('trigger'))]),
    ).toEqual([
      ['DISPLAY', '-P7D'],
      ['DISPLAY', '-P1D'],
    ]);
    expect(alarms.every((alarm) => alarm.hasProperty('description'))).toBe(true);
  });

  it('marks example dates', () => {
    const example = read(datesCalendar([{ ...round, example: true }], base));
    expect(example.events.every(({ description }) => description.includes('Example dates'))).toBe(true);
    expect(named('opens').description).not.toContain('Example');
  });

  it('is the same on every day of a build', () => {
    expect(datesCalendar([round], base)).toBe(text);
    expect(text).not.toContain(`DTSTAMP:${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`);
  });
});
