import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cityOf,
  localDay,
  localMonth,
  shiftAt,
  skippedSentence,
  toInstant,
  typedInstant,
  wallTime,
  zoneWords,
} from '#forms/dates/zoned-time.ts';

/** Offsets of whole, half and quarter hours, both hemispheres, zones without summer time, and zones that changed by half an hour or a day. */
const zones = `
  Europe/London Europe/Dublin Europe/Lisbon Europe/Paris Europe/Berlin Europe/Helsinki Europe/Istanbul Europe/Moscow
  Atlantic/Azores Atlantic/Reykjavik Africa/Casablanca Africa/Cairo Africa/Lagos Africa/Johannesburg Africa/Monrovia
  America/St_Johns America/Halifax America/Toronto America/New_York America/Chicago America/Phoenix
  America/Los_Angeles America/Anchorage America/Sao_Paulo America/Santiago America/Asuncion
  America/Argentina/Buenos_Aires America/Caracas America/Nuuk Asia/Beirut Asia/Tehran Asia/Kabul Asia/Kolkata
  Asia/Kathmandu Asia/Pyongyang Asia/Tokyo Australia/Adelaide Australia/Eucla Australia/Lord_Howe Australia/Sydney
  Pacific/Auckland Pacific/Chatham Pacific/Marquesas Pacific/Honolulu Pacific/Apia Pacific/Kiritimati UTC
`
  .trim()
  .split(/\s+/);

const minute = 60_000;
const formats = new Map(
  zones.map((zone) => [
    zone,
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' }),
  ]),
);
/** Returns the time in a zone by the platform. */
const shown = (instant: number, zone: string) => formats.get(zone)!.format(instant).replace(' ', 'T').slice(0, 16);
const asUtc = (wall: string) => Date.parse(`${wall}Z`);
const offsetAt = (instant: number, zone: string) => asUtc(shown(instant, zone)) - instant;

/** Returns, by the platform alone, the first instant at which the zone's clock shows this time; for a skipped time, as if the clock had not moved yet. */
function expected(wall: string, zone: string): number {
  const [before, after] = [-36, 36].map((hours) => offsetAt(asUtc(wall) + hours * 60 * minute, zone)) as [
    number,
    number,
  ];
  const instants = [before, after].map((offset) => asUtc(wall) - offset).sort((a, b) => a - b);
  return instants.find((instant) => shown(instant, zone) === wall) ?? asUtc(wall) - before;
}

/** One minute for each clock change of any zone from 2005 to 2040, by the platform. */
const changes = zones.flatMap((zone) => {
  const found: { zone: string; at: number }[] = [];
  const day = 24 * 60 * minute;
  for (let start = Date.UTC(2005, 0, 1); start < Date.UTC(2040, 0, 1); start += 30 * day) {
    let [low, high] = [start, start + 30 * day];
    if (offsetAt(low, zone) === offsetAt(high, zone)) continue;
    while (high - low > minute) {
      const middle = low + Math.floor((high - low) / 2 / minute) * minute;
      if (offsetAt(middle, zone) === offsetAt(low, zone)) low = middle;
      else high = middle;
    }
    found.push({ zone, at: high });
  }
  return found;
});

const anyWall = fc
  .integer({ min: Date.UTC(2005, 0, 3) / minute, max: Date.UTC(2040, 0, 1) / minute })
  .map((minutes) => new Date(minutes * minute).toISOString().slice(0, 16));

describe('the instant of a wall time', () => {
  test('equals the platform’s in every zone', () => {
    fc.assert(
      fc.property(anyWall, fc.constantFrom(...zones), (wall, zone) => {
        expect(toInstant(wall, zone).getTime()).toBe(expected(wall, zone));
      }),
      { numRuns: 2_000 },
    );
  });

  test('equals the platform’s to the minute around every clock change', () => {
    expect(changes.length).toBeGreaterThan(1_000);
    const around = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -130, max: 130 }));
    fc.assert(
      fc.property(around, ([{ zone, at }, minutes]) => {
        for (const offset of [offsetAt(at - minute, zone), offsetAt(at, zone)]) {
          const wall = new Date(at + offset + minutes * minute).toISOString().slice(0, 16);
          expect(toInstant(wall, zone).getTime(), `${wall} ${zone}`).toBe(expected(wall, zone));
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test('converts back to the same wall time, unless the clock skips it', () => {
    fc.assert(
      fc.property(anyWall, fc.constantFrom(...zones), (wall, zone) => {
        const again = wallTime(toInstant(wall, zone), zone);
        const skips = offsetAt(asUtc(wall) - 36 * 60 * minute, zone) < offsetAt(asUtc(wall) + 36 * 60 * minute, zone);
        expect(again === wall || (skips && again > wall)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['Europe/London', 'in winter', '2027-02-11T23:59', '2027-02-11T23:59:00.000Z'],
    ['Europe/London', 'in summer', '2027-07-01T00:00', '2027-06-30T23:00:00.000Z'],
    ['Europe/London', 'in the hour that is skipped', '2027-03-28T01:30', '2027-03-28T01:30:00.000Z'],
    ['Europe/London', 'in the hour that comes twice', '2027-10-31T01:30', '2027-10-31T00:30:00.000Z'],
    ['America/Toronto', 'in summer', '2027-06-11T23:59', '2027-06-12T03:59:00.000Z'],
    ['America/Toronto', 'in winter', '2026-12-11T23:59', '2026-12-12T04:59:00.000Z'],
    ['Europe/Paris', 'in summer', '2027-06-11T23:59', '2027-06-11T21:59:00.000Z'],
    ['Australia/Sydney', 'in their summer', '2027-01-11T23:59', '2027-01-11T12:59:00.000Z'],
    ['Asia/Kolkata', 'by half an hour', '2027-06-11T23:59', '2027-06-11T18:29:00.000Z'],
    ['Pacific/Apia', 'on the day that was skipped', '2011-12-30T12:00', '2011-12-30T22:00:00.000Z'],
  ])('%s, %s', (zone, _when, wall, instant) => {
    expect(toInstant(wall, zone).toISOString()).toBe(instant);
  });

  test.each([
    '',
    '2027-02-11',
    '2027-02-30T10:00',
    '2027-02-11T24:00',
    '2027-02-11T23:60',
    '2027-02-11T9:00',
    '2027-02-11T09:00Z',
    '2027-02-11T09:00:00',
    '11/2/2027T09:00',
  ])('is refused for "%s"', (wall) => {
    expect(() => toInstant(wall)).toThrow(/is no time in .*2027-02-11T23:59/);
  });
});

test('the wall time equals the platform’s in every zone', () => {
  fc.assert(
    fc.property(anyWall, fc.constantFrom(...zones), (wall, zone) => {
      expect(wallTime(new Date(asUtc(wall)), zone)).toBe(shown(asUtc(wall), zone));
    }),
  );
});

test('day and month are those of the site’s zone, even when UTC is a day ahead', () => {
  const firstOfJuly = new Date('2026-07-01T04:00:00Z');
  expect([localDay(firstOfJuly), localMonth(firstOfJuly)]).toEqual(['2026-07-01', '2026-07']);
  const lastOfJune = new Date('2026-07-01T03:59:59.999Z');
  expect([localDay(lastOfJune), localMonth(lastOfJune)]).toEqual(['2026-06-30', '2026-06']);
});

test('the words for a zone come from its name', () => {
  expect(
    ['Europe/London', 'America/Toronto', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/UTC'].map((zone) =>
      zoneWords(zone),
    ),
  ).toEqual(['London time', 'Toronto time', 'Buenos Aires time', 'UTC', 'UTC']);
  expect(cityOf('America/Port-au-Prince')).toBe('Port-au-Prince');
});

test.each([
  ['2027-03-28T01:30', 'Europe/London', { is: 'skipped', from: '2027-03-28T01:00', to: '2027-03-28T02:00' }],
  ['2027-03-28T00:59', 'Europe/London', undefined],
  ['2027-03-28T02:00', 'Europe/London', undefined],
  ['2027-10-31T01:30', 'Europe/London', { is: 'repeated' }],
  ['2027-10-31T02:00', 'Europe/London', undefined],
  ['2027-03-14T02:30', 'America/Toronto', { is: 'skipped', from: '2027-03-14T02:00', to: '2027-03-14T03:00' }],
  // Half an hour.
  ['2027-10-03T02:15', 'Australia/Lord_Howe', { is: 'skipped', from: '2027-10-03T02:00', to: '2027-10-03T02:30' }],
  ['2027-03-28T01:30', 'Asia/Kolkata', undefined],
])('says what the clocks do at %s in %s', (wall, zone, shift) => {
  expect(shiftAt(wall, zone)).toEqual(shift);
});

test.each([
  ['2027-03-28T01:30', 'Europe/London', 'from 01:00 to 02:00. Choose a time before 01:00, or 02:00 or later.'],
  // There is no earlier time on a day that begins with the skipped hour.
  ['2027-09-05T00:30', 'America/Santiago', 'from 00:00 to 01:00. Choose 01:00 or later.'],
])('refuses %s as typed in %s, with the times that there are', (wall, zone, remedy) => {
  const refusal = `there is no ${wall.slice(11)} on that day: the clocks go forward ${remedy}`;
  expect(skippedSentence(wall, zone)).toBe(refusal);
  expect(() => typedInstant(wall, zone)).toThrow(`${wall} cannot be meant: ${refusal}`);
});

test.each(['2027-03-28T00:59', '2027-03-28T02:00', '2027-10-31T01:30'])('takes %s as typed in London', (wall) => {
  expect(skippedSentence(wall, 'Europe/London')).toBeUndefined();
  expect(typedInstant(wall, 'Europe/London')).toEqual(toInstant(wall, 'Europe/London'));
});
