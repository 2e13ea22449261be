import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { addMonths, addMonthsToDay, dayWords, lastDayOf, monthWords, parseDay, parseMonth } from '#forms/calendar.ts';

const anyDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a month', () => {
  test.each([
    '2023-06',
    '2023-6',
    '6/2023',
    '06/2023',
    '06 2023',
    '6.2023',
    'June 2023',
    'june 2023',
    'Jun 2023',
    'Jun. 2023',
    'June, 2023',
  ])('is read from "%s"', (text) => {
    expect(parseMonth(text)).toBe('2023-06');
  });

  test.each([
    '',
    '2023',
    'June',
    '2023-13',
    '2023-00',
    '13/2023',
    'Juny 2023',
    'Ju 2023',
    '6/23',
    '2023-06-01',
    'June 20233',
  ])('is not read from "%s"', (text) => {
    expect(parseMonth(text)).toBeUndefined();
  });

  test('has words that read as the same month', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(parseMonth(monthWords(day.slice(0, 7)))).toBe(day.slice(0, 7));
      }),
    );
  });
});

describe('a day', () => {
  test.each([
    '2027-02-11',
    '2027-2-11',
    '11/2/2027',
    '11/02/2027',
    '11.2.2027',
    '11-02-2027',
    '11 February 2027',
    '11 Feb 2027',
    '11th february 2027',
  ])('is read from "%s"', (text) => {
    expect(parseDay(text)).toBe('2027-02-11');
  });

  test.each([
    '',
    '2027-02-30',
    '31/4/2027',
    '29 February 2027',
    '0/1/2027',
    '11 February',
    '11/2/27',
    '2027-02',
    'tomorrow',
  ])('is not read from "%s"', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  test('may be 29 February in a leap year', () => {
    expect(parseDay('29 February 2028')).toBe('2028-02-29');
  });

  test('has words that read as the same day, with the right weekday', () => {
    const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(parseDay(dayWords(day))).toBe(day);
        expect(dayWords(day, true)).toBe(`${weekdays[Temporal.PlainDate.from(day).dayOfWeek - 1]} ${dayWords(day)}`);
      }),
    );
  });
});

test('months are added as the calendar has them', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 48 }), (day, months) => {
      const later = Temporal.PlainDate.from(day).add({ months });
      expect(addMonthsToDay(day, months)).toBe(later.toString());
      expect(addMonths(day.slice(0, 7), months)).toBe(later.toPlainYearMonth().toString());
      expect(lastDayOf(day.slice(0, 7))).toBe(`${day.slice(0, 8)}${Temporal.PlainDate.from(day).daysInMonth}`);
    }),
  );
});
