import '../../support/in-london.ts';
import { describe, expect, test } from 'vitest';
import {
  acceptance,
  currentRound,
  formatDeadline,
  formatInstant,
  lateQueueLimit,
  parseInstant,
  readersDeadline,
  roundState,
  toRound,
} from '#forms/dates/deadline.ts';

const days = { decisionBy: '2027-03-05', cycleStarts: '2027-03-15', cycleEnds: '2027-07-16', example: true };
const written = (opens: string, closes: string) => toRound('2026-27', { title: '2026/27', opens, closes, ...days });

const winter = written('2026-10-05T09:00', '2027-02-11T23:59');
/** Closes on the day the clocks go forward, in the last minute before the skipped hour. */
const spring = written('2027-01-05T09:00', '2027-03-28T00:59');
/** Closes on the evening of the day the clocks go forward. */
const springEvening = written('2027-01-05T09:00', '2027-03-28T23:59');
/** Closes on the day the clocks go back, in the last minute before the hour that comes twice. */
const autumn = written('2027-09-01T09:00', '2027-10-31T00:59');
const autumnEvening = written('2027-09-01T09:00', '2027-10-31T23:59');
const rounds = { winter, spring, springEvening, autumn, autumnEvening };

const second = 1_000;
const hour = 3_600 * second;
const from = (instant: string, ms: number) => new Date(Date.parse(instant) + ms);

describe('the dates of a round', () => {
  test.each([
    [winter, '2026-10-05T08:00:00.000Z', '2027-02-12T00:00:00.000Z'],
    [spring, '2027-01-05T09:00:00.000Z', '2027-03-28T01:00:00.000Z'],
    [springEvening, '2027-01-05T09:00:00.000Z', '2027-03-28T23:00:00.000Z'],
    [autumn, '2027-09-01T08:00:00.000Z', '2027-10-31T00:00:00.000Z'],
    [autumnEvening, '2027-09-01T08:00:00.000Z', '2027-11-01T00:00:00.000Z'],
  ])('are from its first minute to the end of its last', (round, opensAt, closesAt) => {
    expect([round.opensAt, round.closesAt]).toEqual([opensAt, closesAt]);
  });

  test('leave its name and days unchanged', () => {
    expect(winter).toMatchObject({ id: '2026-27', title: '2026/27', ...days });
    expect(winter).not.toHaveProperty('closes');
  });

  test('include the days of its cycle, worked out where its file does not name them', () => {
    expect(winter).toMatchObject({
      briefing: undefined,
      firstMeetingBy: '2027-03-29',
      midPoint: '2027-05-15',
      endSurvey: '2027-07-16',
    });
    const named = {
      briefing: '2027-03-10',
      firstMeetingBy: '2027-04-02',
      midPoint: '2027-05-20',
      endSurvey: '2027-07-09',
    };
    const times = { opens: '2026-10-05T09:00', closes: '2027-02-11T23:59' };
    expect(toRound('2026-27', { title: '2026/27', ...times, ...days, ...named })).toMatchObject(named);
    const short = { ...days, cycleEnds: '2027-03-20' };
    expect(toRound('week', { title: 'A week', ...times, ...short })).toMatchObject({
      firstMeetingBy: '2027-03-20',
      midPoint: '2027-03-17',
    });
  });

  test('are refused when it closes before it opens', () => {
    expect(() => written('2027-02-11T09:00', '2027-02-11T08:00')).toThrow(
      /closes \(2027-02-11T08:00\) before it opens/,
    );
  });

  test.each([
    ['opens', '2027-03-28T01:30', '2027-04-30T23:59'],
    ['closes', '2027-01-05T09:00', '2027-03-28T01:00'],
  ])('are refused when the clocks skip the time at which it %s', (field, opens, closes) => {
    expect(() => written(opens, closes)).toThrow(
      new RegExp(`2026-27, ${field}: .*clocks go forward from 01:00 to 02:00.*02:00 or later`),
    );
  });

  test('can be one minute apart', () => {
    expect(written('2027-02-11T09:00', '2027-02-11T09:00').closesAt).toBe('2027-02-11T09:01:00.000Z');
  });
});

describe.each(Object.entries(rounds))('the %s round', (_name, round) => {
  test.each([
    ['opensAt', -second, 'upcoming', 'upcoming'],
    ['opensAt', -1, 'upcoming', 'upcoming'],
    ['opensAt', 0, 'open', 'accepted'],
    ['opensAt', second, 'open', 'accepted'],
    ['closesAt', -second, 'open', 'accepted'],
    ['closesAt', -1, 'open', 'accepted'],
    ['closesAt', 0, 'closed', 'closed'],
    ['closesAt', second, 'closed', 'closed'],
  ] as const)('%s and %i ms: %s', (edge, ms, state, answer) => {
    const now = from(round[edge], ms);
    expect(roundState(round, now)).toBe(state);
    expect(acceptance(round, now)).toBe(answer);
  });

  const queued = (fromClose: number) => from(round.closesAt, fromClose).toISOString();
  test.each([
    ['queued a second before, arriving a second after', -second, second, 'late'],
    ['queued a millisecond before, arriving at the instant', -1, 0, 'late'],
    ['queued at the instant it closed', 0, second, 'closed'],
    ['queued a second after', second, 2 * second, 'closed'],
    ['queued in time, arriving exactly 72 hours later', -second, lateQueueLimit - second, 'late'],
    ['queued in time, arriving a millisecond later than that', -second, lateQueueLimit - second + 1, 'closed'],
    ['queued by a clock that is ahead: in the future', 10 * second, second, 'closed'],
    ['queued in time by a clock ahead of the server’s: still in the future', -second, -second - 1, 'accepted'],
  ] as const)('%s', (_case, queuedFromClose, arrivesFromClose, answer) => {
    expect(acceptance(round, from(round.closesAt, arrivesFromClose), queued(queuedFromClose))).toBe(answer);
  });

  test('accepts nothing that was queued before it opened', () => {
    expect(acceptance(round, from(round.opensAt, -hour), from(round.opensAt, -2 * hour).toISOString())).toBe(
      'upcoming',
    );
  });
});

test.each([
  '',
  'yesterday',
  '2027-02-11',
  '2027-02-11T23:00',
  '2027-02-30T10:00:00Z',
  '2027-02-11T23:00:00+01:00',
  '1802390399000',
  'NaN',
])('a queue time of "%s" is ignored', (queuedAt) => {
  expect(parseInstant(queuedAt)).toBeUndefined();
  expect(acceptance(winter, from(winter.closesAt, second), queuedAt)).toBe('closed');
});

test('a round shorter than 72 hours accepts nothing that was queued before it opened', () => {
  const short = written('2027-02-11T09:00', '2027-02-11T11:59');
  const now = from(short.closesAt, second);
  expect(acceptance(short, now, from(short.opensAt, -1).toISOString())).toBe('closed');
  expect(acceptance(short, now, short.opensAt)).toBe('late');
});

describe('the current round', () => {
  const past = { ...winter, id: 'past', opensAt: '2020-10-05T08:00:00Z', closesAt: '2021-02-12T00:00:00Z' };
  const later = { ...winter, id: 'later', opensAt: '2027-10-05T08:00:00Z', closesAt: '2028-02-12T00:00:00Z' };
  const all = [later, winter, past];
  test.each([
    ['the open one', '2027-02-11T23:59:59Z', '2026-27'],
    ['the next when none is open', '2027-02-12T00:00:00Z', 'later'],
    ['the next of several', '2026-10-05T07:59:59Z', '2026-27'],
    ['the last when all are closed', '2028-02-12T00:00:00Z', 'later'],
  ])('is %s', (_name, now, id) => {
    expect(currentRound(all, new Date(now))?.id).toBe(id);
  });

  test('is the first to close when two are open', () => {
    const longer = { ...winter, id: 'longer', closesAt: '2027-05-01T00:00:00Z' };
    expect(currentRound([longer, winter], new Date('2027-01-01T00:00:00Z'))?.id).toBe('2026-27');
  });

  test('is undefined without rounds', () => {
    expect(currentRound([], new Date())).toBeUndefined();
  });
});

describe('in words', () => {
  test('a deadline is its last minute in London', () => {
    expect(formatDeadline(winter.closesAt)).toBe('11.59pm on Thursday 11\u00a0February 2027');
    expect(formatDeadline(spring.closesAt)).toBe('12.59am on Sunday 28\u00a0March 2027');
    expect(formatDeadline(springEvening.closesAt)).toBe('11.59pm on Sunday 28\u00a0March 2027');
    expect(formatDeadline(autumn.closesAt)).toBe('12.59am on Sunday 31\u00a0October 2027');
    expect(formatDeadline(autumnEvening.closesAt)).toBe('11.59pm on Sunday 31\u00a0October 2027');
  });

  test('an opening is its first minute', () => {
    expect(formatInstant(winter.opensAt)).toBe('9am on Monday 5\u00a0October 2026');
    expect(formatInstant('2027-02-11T12:00:00Z')).toBe('midday on Thursday 11\u00a0February 2027');
    expect(formatInstant('2027-02-11T00:00:00Z')).toBe('midnight on Thursday 11\u00a0February 2027');
    expect(formatInstant('2027-02-11T12:05:00Z')).toBe('12.05pm on Thursday 11\u00a0February 2027');
  });

  test.each([
    ['Asia/Tokyo', '8.59am on Friday 12\u00a0February 2027, Tokyo time'],
    ['America/New_York', '6.59pm on Thursday 11\u00a0February 2027, New York time'],
    ['America/Argentina/Buenos_Aires', '8.59pm on Thursday 11\u00a0February 2027, Buenos Aires time'],
    ['Asia/Kathmandu', '5.44am on Friday 12\u00a0February 2027, Kathmandu time'],
  ])('a reader in %s sees it in their own time', (zone, words) => {
    expect(readersDeadline(winter.closesAt, zone)).toBe(words);
  });

  test.each(['Europe/London', 'Europe/Lisbon', 'UTC'])(
    'a reader whose clock shows London’s time sees one only: %s',
    (zone) => {
      expect(readersDeadline(winter.closesAt, zone)).toBeUndefined();
    },
  );
});
