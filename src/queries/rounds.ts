import { getCollection } from 'astro:content';
import { currentRound, toRound, type Round } from '#forms/deadline.ts';
import { buildInstant } from './clock.ts';
import { once } from './once.ts';

/** Every round, oldest first, its wall times turned into instants. */
export const rounds = once(async (): Promise<readonly Round[]> => {
  const entries = await getCollection('rounds');
  return entries.map(({ id, data }) => toRound(id, data)).sort((a, b) => a.opensAt.localeCompare(b.opensAt));
});

/** The round that pages speak of on the day of the build: the open one, else the next, else the last; undefined before the first is announced. */
export const presentRound = async (now: Date = buildInstant()): Promise<Round | undefined> =>
  currentRound(await rounds(), now);
