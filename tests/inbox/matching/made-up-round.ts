import { focusAreas, sectors } from '#forms/options.ts';
import { defaultWeights, type MatchProfile } from '#inbox/services/matching/match-score.ts';
import type { MatchingRound } from '#inbox/services/matching/matching-round.ts';

/** Returns a generator of numbers from 0 to below 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed % 2_147_483_647 || 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Returns a made-up round. Some sectors are wanted more than others, as in real rounds. */
export function madeUpRound(seed: number, mentees: number, mentors: number, mostPlaces = 2): MatchingRound {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const some = <T>(from: readonly T[], count: number): T[] => {
    const rest = [...from];
    return Array.from({ length: count }, () => rest.splice(Math.floor(random() ** 1.6 * rest.length), 1)[0]!);
  };
  const windows = ['weekday-daytime', 'weekday-evening', 'weekend'];
  const profile = (): MatchProfile => ({
    sectors: some(
      sectors.map(({ value }) => value),
      1 + below(3),
    ),
    focus: some(
      focusAreas.map(({ value }) => value),
      1 + below(3),
    ),
    mode: ['online', 'in-person', 'either'][below(3)],
    windows: some(windows, 1 + below(2)),
    minutesAhead: random() < 0.95 ? 0 : -4 * 60,
    hasConflict: random() < 0.05,
  });
  return {
    mentees: Array.from({ length: mentees }, (_, index) => {
      const own = profile();
      return {
        id: `mentee-${index}`,
        profile: random() < 0.05 ? { ...own, sectors: ['not-sure'] } : own,
        isCarriedOver: random() < 0.1,
      };
    }),
    mentors: Array.from({ length: mentors }, (_, index) => ({
      id: `mentor-${index}`,
      profile: profile(),
      places: 1 + below(mostPlaces),
    })),
    forbidden: new Set(),
    locks: new Map(),
    weights: defaultWeights,
    before: new Map(),
    floor: 0,
  };
}
