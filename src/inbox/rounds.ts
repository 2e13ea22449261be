import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import {
  acceptance,
  currentRound,
  formatDeadline,
  formatInstant,
  roundState,
  toRound,
  type Round,
} from '#forms/dates/deadline.ts';
import { hasRounds } from '#forms/scheme-paths.ts';
import { roundSchema } from '#src/schemas/round.ts';

/** Files of content/rounds that cannot be used. The message names each one and what to change. */
export class RoundsError extends Error {}

/**
 * Reads all rounds of a folder (`content/rounds`), which is missing before the first round is announced; none where one
 * applies all year.
 * @throws {RoundsError}
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
  const accepted = acceptance(round, now, queuedAt, then);
  return accepted === 'accepted' || accepted === 'late'
    ? { taken: true, isLate: accepted === 'late', round }
    : { taken: false, round, sentence: refusalSentence(rounds, round, now) };
}

/** Says when the last round closed and until or from when another one is open: who was late wants to know both. */
function refusalSentence(rounds: readonly Round[], round: Round, now: Date): string {
  const isClosed = (each: Round) => roundState(each, now) === 'closed';
  const closed = isClosed(round) ? round : currentRound(rounds.filter(isClosed), now);
  const other = isClosed(round)
    ? currentRound(
        rounds.filter((each) => !isClosed(each)),
        now,
      )
    : round;
  return [closed, other]
    .flatMap((each) => (each ? [`Applications for ${each.title} ${stateWords(each, now)}.`] : []))
    .join(' ');
}

function stateWords(round: Round, now: Date): string {
  switch (roundState(round, now)) {
    case 'upcoming':
      return `open at ${formatInstant(round.opensAt)}`;
    case 'open':
      return `are open until ${formatDeadline(round.closesAt)}`;
    case 'closed':
      return `closed at ${formatDeadline(round.closesAt)}`;
  }
}

/** Returns the round that was open when an application without a round was queued. */
function roundOfQueue(rounds: readonly Round[], queuedAt: string | undefined): Round | undefined {
  return queuedAt === undefined
    ? undefined
    : rounds.find(({ opensAt, closesAt }) => opensAt <= queuedAt && queuedAt < closesAt);
}
