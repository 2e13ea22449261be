import { describe, expect, it } from 'vitest';
import { pairScore } from '#inbox/services/matching/match-score.ts';
import { pairKey, type MatchingRound, type Mentor } from '#inbox/services/matching/matching-round.ts';
import { proposeRound, type MatchingTotals } from '#inbox/services/matching/propose.ts';
import { madeUpRound, randomFrom } from './made-up-round.ts';
import { peerLevels, peerTotals } from './peer-totals.ts';

const levels: (keyof MatchingTotals)[] = ['matched', 'carriedOver', 'canMeet', 'aboveFloor', 'points', 'unchanged'];
const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

/** Tries every way to match a small round and returns the best totals. */
function bestTotals(round: MatchingRound): number[] {
  let best = levels.map(() => -1);
  const free = round.mentors.map(({ places }) => places);
  const tryFrom = (index: number, sums: readonly number[]) => {
    const mentee = round.mentees[index];
    if (!mentee) {
      const at = sums.findIndex((sum, level) => sum !== best[level]);
      if (at >= 0 && sums[at]! > best[at]!) best = [...sums];
      return;
    }
    tryFrom(index + 1, sums);
    round.mentors.forEach((mentor, which) => {
      const isForbidden = round.forbidden.has(pairKey(mentee.id, mentor.id));
      const score = isForbidden ? undefined : pairScore(mentee.profile, mentor.profile, round.weights);
      if (!score || free[which] === 0) return;
      const gains = [
        1,
        Number(mentee.isCarriedOver),
        Number(score.canMeet),
        Number(score.score >= round.floor),
        score.score,
        Number(round.before.get(mentee.id) === mentor.id),
      ];
      free[which]!--;
      tryFrom(
        index + 1,
        sums.map((sum, level) => sum + gains[level]!),
      );
      free[which]!++;
    });
  };
  tryFrom(
    0,
    levels.map(() => 0),
  );
  return best;
}

/** Returns a small round with a floor, forbidden pairs and a run before. */
function smallRound(seed: number): MatchingRound {
  const round = madeUpRound(seed, 5, 4);
  const random = randomFrom(seed + 1000);
  const forbidden = new Set<string>();
  for (const mentee of round.mentees)
    for (const mentor of round.mentors) if (random() < 0.1) forbidden.add(pairKey(mentee.id, mentor.id));
  return {
    ...round,
    floor: 8,
    forbidden,
    before: new Map(round.mentees.map(({ id }) => [id, `mentor-${Math.floor(random() * 4)}`])),
  };
}

const totalsOf = (round: MatchingRound) => levels.map((level) => proposeRound(round).totals[level]);

describe('a proposal for a round', () => {
  it('reaches the best total of every level, in order, like trying every way', () => {
    for (const seed of seeds) expect([seed, totalsOf(smallRound(seed))]).toEqual([seed, bestTotals(smallRound(seed))]);
  });

  it('gives no mentor more mentees than places, and lists each mentee once, as matched or left over', () => {
    const round = madeUpRound(3, 120, 70);
    const { pairs, left } = proposeRound(round);
    for (const { id, places } of round.mentors)
      expect(pairs.filter(({ mentor }) => mentor === id).length).toBeLessThanOrEqual(places);
    expect(pairs.length + left.length).toBe(120);
    expect(new Set([...pairs, ...left].map(({ mentee }) => mentee)).size).toBe(120);
  });

  it('reaches the same totals in any order of applications', () => {
    const round = madeUpRound(11, 60, 40);
    const other = { ...round, mentees: round.mentees.toReversed(), mentors: round.mentors.toReversed() };
    expect(totalsOf(other)).toEqual(totalsOf(round));
  });

  it('changes few of the other matches when one mentee withdraws', () => {
    const round = madeUpRound(5, 120, 90);
    const first = proposeRound(round);
    const withdrawn = first.pairs[0]!.mentee;
    const before = new Map(first.pairs.map(({ mentee, mentor }) => [mentee, mentor]));
    const rest = { ...round, mentees: round.mentees.filter(({ id }) => id !== withdrawn), before };
    const again = proposeRound(rest);
    const anew = proposeRound({ ...rest, before: new Map() });
    const movedIn = ({ pairs }: typeof again) =>
      pairs.filter(({ mentee, mentor }) => before.has(mentee) && before.get(mentee) !== mentor).length;
    expect(movedIn(again)).toBeLessThanOrEqual(movedIn(anew));
    expect(movedIn(again)).toBeLessThanOrEqual(10);
  });

  it('has every locked pair, whatever it scores, and the best of the rest', () => {
    for (const seed of seeds) {
      const round = smallRound(seed);
      const [mentee, mentor] = [round.mentees[seed % 5]!, round.mentors[seed % 4]!];
      const locks = new Map([[mentee.id, mentor.id]]);
      const { pairs, totals } = proposeRound({ ...round, locks });
      expect(pairs).toContainEqual(expect.objectContaining({ mentee: mentee.id, mentor: mentor.id, isLocked: true }));
      const rest = {
        ...round,
        mentees: round.mentees.filter(({ id }) => id !== mentee.id),
        mentors: round.mentors.flatMap((each) =>
          each.id !== mentor.id ? [each] : each.places === 1 ? [] : [{ ...each, places: each.places - 1 }],
        ),
      };
      const own = pairs.find(({ isLocked }) => isLocked)!;
      const gains = [1, own.isCarriedOver, own.canMeet, own.score >= round.floor, own.score].map(Number);
      const best = bestTotals(rest);
      expect(levels.slice(0, 5).map((level) => totals[level])).toEqual(gains.map((gain, level) => gain + best[level]!));
    }
  });

  it('counts by the weights that staff choose', () => {
    const round = madeUpRound(7, 30, 20);
    const none = { sectorByRank: [0, 0, 0], unsure: 0, focus: 0, mode: 0, window: 0 } as const;
    expect(proposeRound({ ...round, weights: none }).totals.points).toBe(0);
    const timesOnly = proposeRound({ ...round, weights: { ...none, window: 5 } });
    expect(timesOnly.pairs.every(({ score }) => score % 5 === 0)).toBe(true);
  });

  it('is empty without mentees or without mentors', () => {
    expect(proposeRound(madeUpRound(1, 0, 4))).toMatchObject({ pairs: [], left: [], totals: { matched: 0 } });
    expect(proposeRound(madeUpRound(1, 3, 0))).toMatchObject({ pairs: [], totals: { matched: 0 } });
  });
});

describe('a proposal for a round of an odd shape', () => {
  const withMentors = (round: MatchingRound, change: (mentor: Mentor, index: number) => Partial<Mentor>) => ({
    ...round,
    mentors: round.mentors.map((mentor, index) => ({ ...mentor, ...change(mentor, index) })),
  });
  const beforeOf = (round: MatchingRound) =>
    new Map(round.mentees.map(({ id }, index) => [id, round.mentors[(index * 7) % round.mentors.length]!.id]));
  const shapes: Record<string, (seed: number) => MatchingRound> = {
    'all mentors in one sector': (seed) =>
      withMentors(madeUpRound(seed, 50, 30), ({ profile }) => ({ profile: { ...profile, sectors: ['law'] } })),
    'nobody with a time in common': (seed) => {
      const round = withMentors(madeUpRound(seed, 50, 30), ({ profile }) => ({
        profile: { ...profile, windows: ['weekend'] },
      }));
      const mentees = round.mentees.map((each) => ({
        ...each,
        profile: { ...each.profile, windows: ['weekday-daytime'] },
      }));
      return { ...round, mentees };
    },
    'more places than mentees': (seed) => madeUpRound(seed, 25, 45, 3),
    'wishes against firms': (seed) => {
      const round = madeUpRound(seed, 50, 40);
      // Each mentor works for one of five firms, and every third mentee wants nobody from one of them.
      const forbidden = round.mentees.flatMap(({ id }, index) =>
        index % 3 > 0
          ? []
          : round.mentors.filter((_, at) => at % 5 === index % 5).map((mentor) => pairKey(id, mentor.id)),
      );
      return { ...round, forbidden: new Set(forbidden) };
    },
    'a single mentor': (seed) => withMentors(madeUpRound(seed, 40, 1), () => ({ places: 1 + (seed % 9) })),
    'everybody carried over, with a floor and a run before': (seed) => {
      const round = madeUpRound(seed, 45, 35);
      const mentees = round.mentees.map((each) => ({ ...each, isCarriedOver: true }));
      return { ...round, mentees, floor: 14, before: beforeOf(round) };
    },
    'people who are all alike': (seed) => {
      const round = madeUpRound(seed, 40, 25);
      const { profile } = round.mentors[0]!;
      const mentees = round.mentees.map((each) => ({ ...each, profile, isCarriedOver: false }));
      return { ...withMentors(round, () => ({ profile })), mentees, before: beforeOf(round) };
    },
  };

  it.each(Object.entries(shapes))('%s is as good as the result of another solver', (_name, shape) => {
    for (const seed of [90_001, 90_002, 90_003]) {
      const { totals } = proposeRound(shape(seed));
      expect([seed, ...peerLevels.map((level) => totals[level])]).toEqual([seed, ...peerTotals(shape(seed))]);
    }
  });
});

describe('a mentee who is left over', () => {
  const cases = seeds.flatMap((seed) => {
    const round = seed % 2 === 0 ? smallRound(seed) : madeUpRound(seed, 12, 5);
    const { left, totals } = proposeRound(round);
    return left.map((one) => ({ round, one, matched: totals.matched }));
  });
  const matchedWith = (round: MatchingRound) => proposeRound(round).totals.matched;
  const widened = (round: MatchingRound, id: string, sector: string): MatchingRound => ({
    ...round,
    mentees: round.mentees.map((each) =>
      each.id === id ? { ...each, profile: { ...each.profile, sectors: [...each.profile.sectors, sector] } } : each,
    ),
  });

  it('gets a true reason: a group of students with one place fewer than students', () => {
    expect(cases.length).toBeGreaterThan(40);
    for (const { one } of cases)
      if (one.reason.kind === 'too few places') expect(one.reason.students).toBe(one.reason.places + 1);
  });

  it('gets each sector that would add a match, and no other', () => {
    for (const { round, one, matched } of cases) {
      const suggested = new Set(
        one.changes.flatMap((change) => (change.kind === 'another sector' ? change.sectors : [])),
      );
      const mentee = round.mentees.find(({ id }) => id === one.mentee)!;
      const every = new Set(round.mentors.flatMap(({ profile }) => profile.sectors));
      for (const sector of every) {
        if (mentee.profile.sectors.includes(sector)) continue;
        expect([one.mentee, sector, suggested.has(sector)]).toEqual([
          one.mentee,
          sector,
          matchedWith(widened(round, one.mentee, sector)) > matched,
        ]);
      }
    }
  });

  it('gets each forbidden mentor who would add a match if allowed', () => {
    for (const { round, one, matched } of cases)
      for (const change of one.changes)
        if (change.kind === 'allow')
          for (const allowed of change.mentors) {
            const lifted: MatchingRound = {
              ...round,
              forbidden: new Set([...round.forbidden].filter((key) => key !== pairKey(one.mentee, allowed))),
            };
            expect(matchedWith(lifted)).toBe(matched + 1);
          }
  });
});
