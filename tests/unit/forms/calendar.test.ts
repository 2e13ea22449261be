import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { addMonths, addMonthsToDay, dayWords, lastDayOf, monthWords } from '#forms/dates/calendar.ts';
import { parseDay, readDay, readMonth } from '#forms/dates/read-dates.ts';

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
    'June ’23',
    '6/23',
    '06/23',
    '2023/06',
    '2023-06-01',
    '15 June 2023',
    '15/6/2023',
    '２０２３-０６',
    '٦/٢٠٢٣',
    '2023年6月',
  ])('is read from "%s"', (text) => {
    expect(readMonth(text).value).toBe('2023-06');
  });

  test.each(['', '2023', 'June', '2023-13', '2023-00', '13/2023', 'Jund 2023', 'Ju 2023', 'June 20233', '6 of one'])(
    'is not read from "%s"',
    (text) => {
      expect(readMonth(text).value).toBeUndefined();
    },
  );

  test('reads back from its words', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(readMonth(monthWords(day.slice(0, 7))).value).toBe(day.slice(0, 7));
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
    'Thursday 11 February 2027',
    'Thurs, 11 Feb 2027',
    '11th of February 2027',
    'the 11th of February, 2027',
    '11/2/27',
    '11.02.27',
    'Feb 11, 2027',
    'February 11th 2027',
    'Feb. 11 2027',
    '2027 February 11',
    '2027/02/11',
    '2027.2.11',
    '20270211',
    '11Feb2027',
    '11-Feb-27',
    '１１／２／２０２７',
    '١١/٢/٢٠٢٧',
    '11\u00A0February\u00A02027',
    '11–02–2027',
    '2027年2月11日',
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
    '2027-02',
    '11 February 207',
    '11 February March 2027',
    '11/2/2027 or 12/2/2027',
    'Friday 11 February 2027',
    'tomorrow',
  ])('is not read from "%s"', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  test.each([
    ['31/11/2027', /^November has 30 days/],
    ['30 February 2027', /^February 2027 has 28 days/],
    ['29/2/2027', /^February 2027 has 28 days/],
    ['31 June 2027', /^June has 30 days/],
    ['0/1/2027', /^January has 31 days/],
    ['14/13/2027', /^There is no month 13/],
    ['2027-13-01', /^There is no month 13/],
    ['Friday 11 February 2027', /^11\u00a0February 2027 is a Thursday, not a Friday/],
    ['11 February', /^Enter the day, month and year/],
    ['11/2', /^Enter the day, month and year/],
    ['2/2027', /^Enter the day, month and year/],
    ['someday', undefined],
    ['', undefined],
    ['11/2/207', /207 is of another calendar, or no year/],
  ])('"%s" is refused with a reason', (text, why) => {
    const read = readDay(text);
    expect(read.value).toBeUndefined();
    if (why) expect(read).toHaveProperty('fault', expect.stringMatching(why));
    else expect(read).not.toHaveProperty('fault');
  });

  test.each([
    ['11/2/2027', true],
    ['11.2.27', true],
    ['11/11/2027', false],
    ['25/2/2027', false],
    ['2/25/2027', false],
    ['2027-02-11', false],
    ['11 Feb 2027', false],
  ])('"%s" has an ambiguous order of day and month: %s', (text, isEither) => {
    expect(readDay(text)).toHaveProperty('isEither', isEither);
  });

  test.each([
    ['5月3日2027年', '2027-05-03'],
    ['Ngày 3 Tháng 5, 2027', '2027-05-03'],
    ['27年5月3日', '2027-05-03'],
    ['3일 5월 2027년', '2027-05-03'],
    ['tháng 5 ngày 3 năm 2027', '2027-05-03'],
    ['ngày 3 tháng 5 năm 2027', '2027-05-03'],
    ['ngày 3 tháng năm 2027', undefined],
    ['3.I.2027', '2027-01-03'],
    ['2027 III 3', '2027-03-03'],
    ['I/3/2027', undefined],
  ])('"%s" has its month where the month is marked, or none: %s', (text, day) => {
    expect(readDay(text)).toMatchObject(day ? { value: day, isEither: false } : {});
    expect(parseDay(text)).toBe(day);
  });

  test('is read in no language as another day', () => {
    const tags = 'cs da de de-AT es et fi fr ga hr hu id it lt lv ms nb nl pl pt ro ru sk sl sr-Latn sv tr uk cy af az';
    const other: string[] = [];
    for (const tag of tags.split(' '))
      for (const month of ['long', 'short'] as const)
        for (let at = 0; at < 12; at += 1) {
          const format = new Intl.DateTimeFormat(`${tag}-u-ca-gregory-nu-latn`, { month, timeZone: 'UTC' });
          const text = `3 ${format.format(Date.UTC(2027, at))} 2027`;
          const read = readDay(text);
          const isRight = [undefined, `2027-${String(at + 1).padStart(2, '0')}-03`].includes(read.value);
          if (!isRight) other.push(`${tag}: ${text} as ${String(read.value)}`);
        }
    expect(other).toEqual([]);
  });

  test('may be 29 February in a leap year', () => {
    expect(parseDay('29 February 2028')).toBe('2028-02-29');
  });

  test('reads back from its words with the right weekday', () => {
    const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(parseDay(dayWords(day))).toBe(day);
        expect(dayWords(day, true)).toBe(`${weekdays[Temporal.PlainDate.from(day).dayOfWeek - 1]} ${dayWords(day)}`);
      }),
    );
  });
});

test('months are added by the calendar', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 48 }), (day, months) => {
      const later = Temporal.PlainDate.from(day).add({ months });
      expect(addMonthsToDay(day, months)).toBe(later.toString());
      expect(addMonths(day.slice(0, 7), months)).toBe(later.toPlainYearMonth().toString());
      expect(lastDayOf(day.slice(0, 7))).toBe(`${day.slice(0, 8)}${Temporal.PlainDate.from(day).daysInMonth}`);
    }),
  );
});
