import { describe, expect, it } from 'vitest';
import { changesAfter, hoursForBoth, inBothClocks } from '../../../src/scripts/tools/meeting.ts';
import { allZones } from '#forms/dates/time-zones.ts';
import { zoneCity, instantAt, isKnown, offset, timeIn } from '../../../src/scripts/tools/zones.ts';

const london = 'Europe/London';
/** Returns the instant at which London's clock shows this time. */
const at = (wall: string) => instantAt(london, Date.parse(`${wall}Z`));
const shown = (zone: string, instant: number) => new Date(instant + offset(zone, instant)).toISOString().slice(0, 16);

describe('a time in two zones', () => {
  it.each([
    ['2027-04-22T10:00', 'Asia/Singapore', 'Thursday 22\u00a0April, 10am in London, is 5pm in Singapore'],
    ['2027-01-21T10:00', 'Asia/Kolkata', 'Thursday 21\u00a0January, 10am in London, is 3.30pm in Kolkata'],
    ['2027-01-21T12:00', 'America/St_Johns', 'Thursday 21\u00a0January, midday in London, is 8.30am in St Johns'],
    [
      '2027-01-21T18:00',
      'Pacific/Auckland',
      'Thursday 21\u00a0January, 6pm in London, is 7am on Friday 22\u00a0January in Auckland',
    ],
    [
      '2027-01-21T00:00',
      'America/New_York',
      'Thursday 21\u00a0January, midnight in London, is 7pm on Wednesday 20\u00a0January in New York',
    ],
  ])('is put into words: %s with %s', (wall, there, words) => {
    expect(inBothClocks(london, there, at(wall))).toBe(words);
  });

  it('finds the instant before and after a clock change, and in the hour that is skipped or repeated', () => {
    expect(new Date(at('2027-03-28T00:59')).toISOString()).toBe('2027-03-28T00:59:00.000Z');
    expect(new Date(at('2027-03-28T02:00')).toISOString()).toBe('2027-03-28T01:00:00.000Z');
    expect(shown(london, at('2027-10-31T01:30'))).toBe('2027-10-31T01:30');
    expect(['2027-03-28T01:30', '2027-03-28T02:30']).toContain(shown(london, at('2027-03-28T01:30')));
  });

  it('formats cities and times as people write them', () => {
    expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(
      ['00:00', '00:30', '12:00', '12:45', '23:15'].map((time) => timeIn('UTC', Date.parse(`2027-01-21T${time}Z`))),
    ).toEqual(['midnight', '12.30am', 'midday', '12.45pm', '11.15pm']);
  });

  it('knows every zone offered, by its current name', () => {
    const zones = allZones();
    expect(zones).toEqual(expect.arrayContaining(['Asia/Kolkata', 'Europe/Kyiv', 'Asia/Ho_Chi_Minh']));
    expect(zones).not.toContain('Asia/Calcutta');
    expect([isKnown('Asia/Kolkata'), isKnown('Asia/Nowhere')]).toEqual([true, false]);
    expect(zones.length).toBeGreaterThan(300);
    for (const zone of zones) {
      const hours = offset(zone, Date.parse('2027-07-01T12:00Z')) / 3_600_000;
      expect(hours, zone).toBeGreaterThanOrEqual(-12);
      expect(hours, zone).toBeLessThanOrEqual(14);
    }
  });
});

describe('clock changes', () => {
  it('are empty when none is near', () => {
    expect(changesAfter(london, 'Asia/Singapore', at('2027-05-12T10:00'))).toEqual([]);
  });

  it('name the time there for the same hour at home', () => {
    expect(changesAfter(london, 'Asia/Singapore', at('2027-03-24T10:00'))).toEqual([
      'On Sunday 28\u00a0March the clocks in London go forward. From then on 10am in London is 5pm in Singapore.',
    ]);
  });

  it('name both changes when two countries change on different days', () => {
    expect(changesAfter(london, 'America/New_York', at('2027-03-10T15:00'))).toEqual([
      'On Sunday 14\u00a0March the clocks in New York go forward. From then on 3pm in London is 11am in New York.',
      'On Sunday 28\u00a0March the clocks in London go forward. From then on 3pm in London is 10am in New York.',
    ]);
  });

  it.each([
    ['2027-03-10T23:30', 'America/Los_Angeles', ['Sunday 14\u00a0March', 'Sunday 28\u00a0March']],
    ['2027-03-10T08:30', 'America/Los_Angeles', ['Sunday 14\u00a0March', 'Sunday 28\u00a0March']],
    ['2027-03-10T00:30', 'Asia/Tokyo', ['Sunday 28\u00a0March']],
    ['2027-03-10T15:00', 'Australia/Sydney', ['Sunday 28\u00a0March', 'Sunday 4\u00a0April']],
    ['2027-03-10T13:30', 'Pacific/Auckland', ['Sunday 28\u00a0March', 'Sunday 4\u00a0April']],
    ['2027-03-10T22:30', 'Asia/Jerusalem', ['Friday 26\u00a0March', 'Sunday 28\u00a0March']],
  ])('name the day of the change at any hour of the meeting: %s with %s', (wall, there, days) => {
    const named = changesAfter(london, there, at(wall)).map((words) => /^On (\w+ \d+\u00a0\w+) /.exec(words)![1]);
    expect(named).toEqual(days);
  });

  it('name a change on the day of the meeting', () => {
    expect(changesAfter(london, 'Asia/Tokyo', at('2027-10-30T20:00'))).toEqual([
      'On Sunday 31\u00a0October the clocks in London go back. From then on 8pm in London is 5am in Tokyo.',
    ]);
  });
});

describe('hours that suit both', () => {
  const times = (there: string, wall: string) =>
    hoursForBoth(london, there, at(wall)).map((start) => `${timeIn(london, start)}/${timeIn(there, start)}`);

  it('are within the day of both people', () => {
    expect(times('Asia/Singapore', '2027-01-21T10:00')).toEqual([
      '8am/4pm',
      '9am/5pm',
      '10am/6pm',
      '11am/7pm',
      'midday/8pm',
    ]);
    expect(times('Asia/Kolkata', '2027-01-21T23:30').at(-1)).toBe('2pm/7.30pm');
    expect(times('Pacific/Auckland', '2027-01-21T10:00')).toEqual(['7pm/8am', '8pm/9am']);
  });

  it('are the hours of the day in London, at any hour of the meeting', () => {
    expect(times('Asia/Singapore', '2027-01-21T23:30')).toEqual(times('Asia/Singapore', '2027-01-21T00:30'));
  });

  it('exist between London and every zone, in winter and in summer', () => {
    for (const zone of allZones())
      for (const day of ['2027-01-21', '2027-07-21']) expect(times(zone, `${day}T12:00`), zone).not.toEqual([]);
  });
});
