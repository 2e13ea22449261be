import { hasRounds } from '#forms/scheme-paths.ts';
import { currentRound, toRound, type Round } from '#forms/dates/deadline.ts';
import { buildInstant } from './clock.ts';
import { collection } from './collection.ts';
import { once } from './once.ts';

/** Returns every round, the oldest first, with its wall times as instants; none where one applies all year. */
export const rounds = once(async (): Promise<readonly Round[]> => {
  const entries = hasRounds ? await collection('rounds') : [];
  return entries.map(({ id, data }) => toRound(id, data)).sort((a, b) => a.opensAt.localeCompare(b.opensAt));
});

/** Returns the round that pages show at the build's instant: the open one, else the next, else the last; undefined when there is none. */
export const presentRound = async (now: Date = buildInstant()): Promise<Round | undefined> =>
  currentRound(await rounds(), now);
