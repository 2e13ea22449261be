import '../../support/in-london.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { eligibility, gateExit } from '#forms/eligibility/eligibility.ts';
import { exitPages } from '#forms/eligibility/exits.ts';

const at = (instant: string) => new Date(instant);

describe('the window of two years', () => {
  test.each([
    ['opens with the first moment of the month, summer time', '2026-06', '2026-05-31T23:00:00.000Z', 'eligible'],
    ['is in the future a millisecond before', '2026-06', '2026-05-31T22:59:59.999Z', 'future'],
    ['opens with the first moment of the month, winter time', '2026-12', '2026-12-01T00:00:00.000Z', 'eligible'],
    ['is in the future a millisecond before, in winter', '2026-12', '2026-11-30T23:59:59.999Z', 'future'],
    ['lasts to the last moment of the month two years on', '2024-06', '2026-06-30T22:59:59.999Z', 'eligible'],
    ['is over a millisecond later', '2024-06', '2026-06-30T23:00:00.000Z', 'over'],
    ['lasts to the last moment in winter', '2024-11', '2026-11-30T23:59:59.999Z', 'eligible'],
    ['is over in December', '2024-11', '2026-12-01T00:00:00.000Z', 'over'],
    ['lasts through 29 February of a leap year', '2026-02', '2028-02-29T23:59:59.999Z', 'eligible'],
    ['ends with March where the clocks went forward in it', '2025-03', '2027-03-31T22:59:59.999Z', 'eligible'],
    ['is over when April begins in summer time', '2025-03', '2027-03-31T23:00:00.000Z', 'over'],
    ['ends with October where the clocks went back in it', '2025-10', '2027-10-31T23:59:59.999Z', 'eligible'],
    ['is over when November begins in winter time', '2025-10', '2027-11-01T00:00:00.000Z', 'over'],
  ])('%s', (_name, graduated, instant, state) => {
    expect(eligibility(graduated, at(instant)).state).toBe(state);
  });

  test('follows the calendar in London at any instant', () => {
    const month = fc.tuple(fc.integer({ min: 2018, max: 2032 }), fc.integer({ min: 1, max: 12 }));
    const instant = fc.date({ min: at('2020-01-01'), max: at('2032-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(month, instant, ([year, number], now) => {
        const graduated = new Temporal.PlainYearMonth(year, number);
        const start = graduated.toPlainDate({ day: 1 }).toZonedDateTime('Europe/London').epochMilliseconds;
        const end = graduated
          .add({ years: 2, months: 1 })
          .toPlainDate({ day: 1 })
          .toZonedDateTime('Europe/London').epochMilliseconds;
        const expected = now.getTime() < start ? 'future' : now.getTime() < end ? 'eligible' : 'over';
        expect(eligibility(graduated.toString(), now).state).toBe(expected);
      }),
    );
  });
});

describe('its reason', () => {
  const now = at('2026-11-24T12:00:00Z');
  test('names both months', () => {
    expect(eligibility('2025-06', now).sentence).toBe(
      'You graduated in June 2025, so you can apply until 30\u00a0June 2027',
    );
    expect(eligibility('2023-06', now).sentence).toBe(
      'You graduated in June 2023, so you could apply until 30\u00a0June 2025',
    );
    expect(eligibility('2026-02', now).until).toBe('2028-02-29');
  });

  test('tells final-year students what to select', () => {
    expect(eligibility('2027-07', now).sentence).toBe(
      'July 2027 is in the future. If you have not graduated yet, select “I am a student”',
    );
  });
});

describe('the gate', () => {
  const now = at('2026-11-24T12:00:00Z');
  test('admits students, recent graduates and blank answers', () => {
    expect(gateExit({ status: 'student' }, now)).toBeUndefined();
    expect(gateExit({ status: 'graduate', graduated: '2025-06' }, now)).toBeUndefined();
    expect(gateExit({ status: 'graduate' }, now)).toBeUndefined();
    expect(gateExit({}, now)).toBeUndefined();
  });

  test('ignores the graduation month of a student', () => {
    expect(gateExit({ status: 'student', graduated: '2001-06' }, now)).toBeUndefined();
  });

  test('gives anyone else a reason and an exit page', () => {
    const neither = gateExit({ status: 'neither' }, now);
    const over = gateExit({ status: 'graduate', graduated: '2001-06' }, now);
    expect([neither?.field, over?.field]).toEqual(['status', 'graduated']);
    expect(neither?.reason).toBe(
      'Mentoring is for Northbridge University students, and for graduates up to two years after graduation',
    );
    expect(over?.reason).toBe('You graduated in June 2001, so you could apply until 30\u00a0June 2003');
    for (const exit of [neither, over]) {
      const page = exitPages[exit?.page ?? 'not-for-you'];
      expect(page.links.map(({ href }) => href)).toEqual(expect.arrayContaining(['/contact/', '/guidance/']));
    }
  });
});
