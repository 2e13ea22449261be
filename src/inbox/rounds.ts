import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { acceptance, currentRound, formatDeadline, formatInstant, toRound, type Round } from '#forms/dates/deadline.ts';
import { hasRounds } from '#forms/scheme-paths.ts';
import { roundSchema } from '#src/schemas/round.ts';

/** Files of content/rounds that cannot be used. The message names each one and what to change. */
export class RoundsError extends Error {}

/**
 * Reads all rounds of a folder (`content/rounds`), which is missing before the first round is announced; none where one
 * applies all year. @throws
 * {RoundsError}
 */
export function readRounds(folder: string): Round[] {
  const problems: string[] = [];
  const rounds: Round[] = [];
  const files = hasRounds && existsSync(folder) ? readdirSync(folder) : [];
  for (const file of files.filter((name) => name.endsWith('.yaml'))) {
    try {
      rounds.push(readRound(basename(file, '.yaml'), readFileSync(join(folder, file), 'utf8')));
    } catch (error) {
      problems.push(`${join(folder, file)}: ${(error as Error).message}`);
    }
  }
  if (problems.length > 0) throw new RoundsError(problems.join('\n'));
  return rounds;
}

/** Reads the text of a round's file. @throws with what to change, in words */
export function readRound(id: string, text: string): Round {
  const parsed = roundSchema.safeParse(parse(text));
  if (parsed.success) return toRound(id, parsed.data);
  throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '));
}

export type RoundDecision =
  | { taken: true; isLate: boolean; round: Round | undefined }
  | { taken: false; round: Round | undefined; sentence: string };

/**
 * Decides whether an application is accepted at this moment, and for which round. The round that it names decides;
 * without a known round, the current one does. The browser chooses the name, so a closed round must not pass as an open
 * one: an application for a past round that was not queued in time is refused.
 * @param before the rounds as they counted when the application was queued: staff may have closed one earlier since
 */
export function decideRound(
  rounds: readonly Round[],
  now: Date,
  { round: named, queuedAt }: { round?: string | undefined; queuedAt?: string | undefined },
  before: readonly Round[] = rounds,
): RoundDecision {
  const queuedFor = roundOfQueue(rounds, queuedAt) ?? roundOfQueue(before, queuedAt);
  const find = (id: string | undefined) => rounds.find((each) => each.id === id);
  const round = find(named) ?? find(queuedFor?.id) ?? currentRound(rounds, now);
  if (!round) return { taken: false, round, sentence: 'Applications are not open. No round has been announced yet.' };
  const then = before.find(({ id }) => id === round.id);
  switch (acceptance(round, now, queuedAt, then)) {
    case 'accepted':
      return { taken: true, isLate: false, round };
    case 'late':
      return { taken: true, isLate: true, round };
    case 'upcoming':
      return {
        taken: false,
        round,
        sentence: `Applications for ${round.title} open at ${formatInstant(round.opensAt)}.`,
      };
    case 'closed':
      return {
        taken: false,
        round,
        sentence: `Applications for ${round.title} closed at ${formatDeadline(round.closesAt)}.`,
      };
  }
}

/** Returns the round that was open when an application without a round was queued. */
function roundOfQueue(rounds: readonly Round[], queuedAt: string | undefined): Round | undefined {
  return queuedAt === undefined
    ? undefined
    : rounds.find(({ opensAt, closesAt }) => opensAt <= queuedAt && queuedAt < closesAt);
}
