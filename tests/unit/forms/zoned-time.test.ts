import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { londonDay, londonInstant, londonMonth, wallTime } from '#forms/zoned-time.ts';

const anyMinute = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 16));
const nearClockChange = fc
  .tuple(
    fc.constantFrom('2027-03-28', '2026-10-25', '2027-10-31', '2028-03-26'),
    fc.integer({ min: 0, max: 4 }),
    fc.integer({ min: 0, max: 59 }),
  )
  .map(([day, hour, minute]) => `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

describe('the instant of a time in London', () => {
  test.each([
    ['in winter', '2027-02-11T23:59', '2027-02-11T23:59:00.000Z'],
    ['in summer', '2027-07-01T00:00', '2027-06-30T23:00:00.000Z'],
    ['before the clocks go forward', '2027-03-28T00:59', '2027-03-28T00:59:00.000Z'],
    ['in the hour that is skipped', '2027-03-28T01:30', '2027-03-28T01:30:00.000Z'],
    ['after the clocks went forward', '2027-03-28T02:00', '2027-03-28T01:00:00.000Z'],
    ['before the clocks go back', '2027-10-31T00:59', '2027-10-30T23:59:00.000Z'],
    ['in the hour that comes twice', '2027-10-31T01:30', '2027-10-31T00:30:00.000Z'],
    ['after the clocks went back', '2027-10-31T02:00', '2027-10-31T02:00:00.000Z'],
  ])('%s', (_name, wall, instant) => {
    expect(londonInstant(wall).toISOString()).toBe(instant);
  });

  test('is what Temporal makes of it', () => {
    fc.assert(
      fc.property(fc.oneof(anyMinute, nearClockChange), (wall) => {
        const expected = Temporal.PlainDateTime.from(wall).toZonedDateTime('Europe/London').epochMilliseconds;
        expect(londonInstant(wall).getTime()).toBe(expected);
      }),
    );
  });

  test.each([
    '',
    '2027-02-11',
    '2027-02-30T10:00',
    '2027-02-11T24:00',
    '2027-02-11T9:00',
    '2027-02-11T09:00Z',
    '11/2/2027T09:00',
  ])('is refused for "%s"', (wall) => {
    expect(() => londonInstant(wall)).toThrow(RangeError);
  });
});

test('a clock shows what Temporal says, in any zone', () => {
  const zones = fc.constantFrom('Europe/London', 'Asia/Tokyo', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia');
  fc.assert(
    fc.property(anyMinute, zones, (minute, zone) => {
      const instant = new Date(`${minute}Z`);
      const expected = Temporal.Instant.fromEpochMilliseconds(instant.getTime())
        .toZonedDateTimeISO(zone)
        .toPlainDateTime();
      expect(wallTime(instant, zone)).toBe(expected.toString({ smallestUnit: 'minute' }));
    }),
  );
});

test('day and month are London’s, also when UTC is still in the one before', () => {
  const firstOfJuly = new Date('2026-06-30T23:00:00Z');
  expect([londonDay(firstOfJuly), londonMonth(firstOfJuly)]).toEqual(['2026-07-01', '2026-07']);
  const lastOfJune = new Date('2026-06-30T22:59:59.999Z');
  expect([londonDay(lastOfJune), londonMonth(lastOfJune)]).toEqual(['2026-06-30', '2026-06']);
});
