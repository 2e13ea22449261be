import type { Answers } from '#forms/answers/answers.ts';
import { site } from '#site';
import { focusAreas, modes, sectors, windows, type Option } from '#forms/options.ts';
import { commonTimes, minutesAhead, type Availability } from './common-times.ts';

/** Why a mentor may suit a mentee, in words, so that an officer can judge it. */
export interface MatchScore {
  /** The sum of the points for what they have in common; a higher score is a better match. */
  score: number;
  /** True if both share a way of meeting and a time of the week. */
  canMeet: boolean;
  /** What speaks for the match. */
  reasons: readonly string[];
  /** What an officer should check first. */
  cautions: readonly string[];
}

/** Points for what a mentee and a mentor have in common; whole numbers from 0. */
export interface MatchWeights {
  /** For each sector that both name, by the mentee's order of preference. */
  sectorByRank: readonly [first: number, second: number, third: number];
  /** For any mentor, if the mentee is not sure of a sector. */
  unsure: number;
  /** For each thing that the mentee wants help with and the mentor helps with. */
  focus: number;
  /** If both accept the same way of meeting. */
  mode: number;
  /** For each time of the week at which both are free. */
  window: number;
}

/**
 * The sector counts most, as the form promises, in the mentee's order of preference; then what the mentor helps with;
 * then how and when they meet.
 */
export const defaultWeights: MatchWeights = { sectorByRank: [6, 4, 2], unsure: 1, focus: 2, mode: 2, window: 1 };
const rankWords = ['first', 'second', 'third'] as const;

/**
 * The highest possible score: three sectors, three things to get help with, a way of meeting, three times of the week.
 */
export const highestScore = ({ sectorByRank, unsure, focus, mode, window }: MatchWeights): number =>
  Math.max(
    sectorByRank.reduce((sum, each) => sum + each, 0),
    unsure,
  ) +
  3 * focus +
  mode +
  3 * window;

/** The answers that decide how well two people match. */
export interface MatchProfile extends Availability {
  /** For a mentee, the most interesting first; `not-sure` if the mentee has not decided. */
  sectors: readonly string[];
  focus: readonly string[];
  /** `online`, `in-person` or `either`; undefined if there was no answer. */
  mode: string | undefined;
  /** True if the mentor recruits, teaches or assesses students. */
  hasConflict: boolean;
}

/** @param at the instant of the clocks that are compared if two people are in different zones */
export const matchProfile = (answers: Answers, at: Date): MatchProfile => ({
  sectors: listOf(answers, 'sectors'),
  focus: listOf(answers, 'focus'),
  mode: listOf(answers, 'mode')[0],
  windows: listOf(answers, 'windows'),
  minutesAhead: minutesAhead(listOf(answers, 'timeZone')[0] ?? site.timeZone, at),
  hasConflict: answers['conflict'] === 'yes',
});

interface Common {
  /** Shared sectors with their rank (from 0) among the mentee's preferences. */
  sectors: readonly { sector: string; rank: number }[];
  focus: readonly string[];
  /** A way in which both can meet; `either` if both accept any. */
  mode: string | undefined;
  windows: readonly string[];
}

/** Returns undefined if the mentor knows no sector that the mentee wants: such a pair is never matched. */
function inCommon(mentee: MatchProfile, mentor: MatchProfile): Common | undefined {
  const shared = mentee.sectors
    .map((sector, rank) => ({ sector, rank }))
    .filter(({ sector }) => mentor.sectors.includes(sector));
  if (shared.length === 0 && !mentee.sectors.includes('not-sure')) return undefined;
  return {
    sectors: shared,
    focus: mentee.focus.filter((each) => mentor.focus.includes(each)),
    mode: sharedMode(mentee.mode, mentor.mode),
    windows: commonTimes(mentee, mentor),
  };
}

const scoreOf = ({ sectors: shared, focus, mode, windows: times }: Common, weights: MatchWeights): number =>
  shared.reduce((sum, { rank }) => sum + (weights.sectorByRank[rank] ?? 0), shared.length === 0 ? weights.unsure : 0) +
  focus.length * weights.focus +
  (mode === undefined ? 0 : weights.mode) +
  times.length * weights.window;

const canMeet = ({ mode, windows: times }: Common): boolean => mode !== undefined && times.length > 0;

/**
 * Returns the numbers of a pair's score without words; undefined if the two must not be matched. `rank` is that of the
 * best shared sector, from 0.
 */
export function pairScore(
  mentee: MatchProfile,
  mentor: MatchProfile,
  weights: MatchWeights,
): { score: number; canMeet: boolean; rank: number | undefined } | undefined {
  const common = inCommon(mentee, mentor);
  return common && { score: scoreOf(common, weights), canMeet: canMeet(common), rank: common.sectors[0]?.rank };
}

/**
 * Returns how well two people match by their answers; undefined if the mentor knows no sector that the mentee wants.
 */
export function matchScoreOf(
  mentee: MatchProfile,
  mentor: MatchProfile,
  weights: MatchWeights = defaultWeights,
): MatchScore | undefined {
  const common = inCommon(mentee, mentor);
  if (!common) return undefined;
  const { sectors: shared, focus, mode, windows: times } = common;
  const reasons = [
    ...shared.map(({ sector, rank }) => `${labelOf(sectors, sector)} (${rankWords[rank] ?? 'another'} choice)`),
    ...(shared.length === 0 ? ['The mentee is not sure of a sector'] : []),
    ...(focus.length === 0 ? [] : [`Helps with: ${listed(focusAreas, focus)}`]),
    ...(mode === undefined
      ? []
      : [`Both can meet: ${mode === 'either' ? 'Online or in person' : labelOf(modes, mode)}`]),
    ...(times.length === 0 ? [] : [`Both free: ${listed(windows, times)}`]),
  ];
  const cautions = [
    ...(mode === undefined ? ['They want to meet in different ways'] : []),
    ...(times.length === 0 ? ['No time of the week suits both'] : []),
    ...(mentor.hasConflict ? ['Recruits, teaches or assesses students: make sure it is not this one'] : []),
  ];
  return { score: scoreOf(common, weights), canMeet: canMeet(common), reasons, cautions };
}

/** Returns the way in which both can meet: `either` if both accept any; undefined if there is none. */
export function sharedMode(one: string | undefined, other: string | undefined): string | undefined {
  if (one === 'either') return other;
  return other === 'either' || other === one ? one : undefined;
}

const listOf = (answers: Answers, name: string): string[] => [answers[name] ?? []].flat();

export const labelOf = (options: readonly Option[], value: string) =>
  options.find((option) => option.value === value)?.label ?? value;

export const listed = (options: readonly Option[], values: readonly string[]) =>
  options
    .filter(({ value }) => values.includes(value))
    .map(({ label }) => label)
    .join('; ');
