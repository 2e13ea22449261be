import type { Answers } from '#forms/answers.ts';
import { focusAreas, modes, sectors, windows, type Option } from '#forms/options.ts';

/** Why a mentor may suit a mentee, in words, so that an officer can judge it. */
export interface MatchScore {
  /** More is better: the sum of what `points` gives. */
  score: number;
  /** What speaks for it. */
  reasons: readonly string[];
  /** What to look at first. */
  cautions: readonly string[];
}

/** The sector counts most, as the form promises, and by the mentee's order; then what the mentor helps with; then how and when. */
const points = { sectorByRank: [6, 4, 2], unsure: 1, focus: 2, mode: 2, window: 1 } as const;
const rankWords = ['first', 'second', 'third'] as const;

/** How well two fit by their answers; undefined where the mentor knows no sector that the mentee wants. */
export function matchScoreOf(mentee: Answers, mentor: Answers): MatchScore | undefined {
  const wanted = textsOf(mentee, 'sectors');
  const known = textsOf(mentor, 'sectors');
  const shared = wanted.map((sector, rank) => ({ sector, rank })).filter(({ sector }) => known.includes(sector));
  const isUnsure = wanted.includes('not-sure');
  if (shared.length === 0 && !isUnsure) return undefined;
  const focus = common(mentee, mentor, 'focus');
  const times = common(mentee, mentor, 'windows');
  const mode = sharedMode(textsOf(mentee, 'mode')[0], textsOf(mentor, 'mode')[0]);
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
    ...(mentor['conflict'] === 'yes' ? ['Recruits, teaches or assesses students: make sure it is not this one'] : []),
  ];
  const score =
    shared.reduce((sum, { rank }) => sum + (points.sectorByRank[rank] ?? 1), shared.length === 0 ? points.unsure : 0) +
    focus.length * points.focus +
    (mode === undefined ? 0 : points.mode) +
    times.length * points.window;
  return { score, reasons, cautions };
}

/** In which way two can meet: `either` where both do not mind. */
function sharedMode(one: string | undefined, other: string | undefined): string | undefined {
  if (one === 'either') return other;
  return other === 'either' || other === one ? one : undefined;
}

const textsOf = (answers: Answers, name: string): string[] => [answers[name] ?? []].flat();

function common(one: Answers, other: Answers, name: string): string[] {
  const theirs = textsOf(other, name);
  return textsOf(one, name).filter((value) => theirs.includes(value));
}

const labelOf = (options: readonly Option[], value: string) =>
  options.find((option) => option.value === value)?.label ?? value;

const listed = (options: readonly Option[], values: readonly string[]) =>
  options
    .filter(({ value }) => values.includes(value))
    .map(({ label }) => label)
    .join('; ');
