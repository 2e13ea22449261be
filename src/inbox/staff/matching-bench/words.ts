import { sectors } from '#forms/options.ts';
import type { LeftOver, LeftOverChange } from '../../services/matching/left-over.ts';
import type { MatchingTotals } from '../../services/matching/propose.ts';
import { countWords } from '../../count-words.ts';

/** Returns words as they begin a sentence. */
export const sentenceWords = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Returns "Law, Music or Film"; "any sector" for none. */
export const sectorWords = (values: readonly string[]): string => {
  const labels = values.map((value) => sectors.find((each) => each.value === value)?.label ?? value);
  return labels.length < 2 ? (labels[0] ?? 'any sector') : `${labels.slice(0, -1).join(', ')} or ${labels.at(-1)}`;
};

/** Says why a mentee is left over; or several, for whom the reason is the same. */
export function reasonWords({ reason }: Pick<LeftOver, 'reason'>, count = 1): string {
  switch (reason.kind) {
    case 'no mentor':
      return `No mentor with a free place knows a sector that ${count === 1 ? 'this mentee wants' : 'these mentees want'}.`;
    case 'all forbidden':
      return 'Every mentor who would fit is forbidden, or said no.';
    case 'places locked':
      return 'Every place that would fit is locked for another mentee.';
    case 'too few places':
      return `${count === 1 ? 'This mentee' : 'Each of these mentees'} could get ${reason.places === 1 ? 'only one place, but it is taken by a mentee who fits' : `one of ${reason.places} places, but all are taken by mentees who fit`} nowhere else.`;
  }
}

/** Says what would match one mentee more. */
export function changeWords(change: LeftOverChange, nameOf: (mentor: string) => string): string {
  switch (change.kind) {
    case 'another sector':
      return `If ${sectorWords(change.sectors)} would do too, there is a mentor.`;
    case 'allow':
      return `If ${change.mentors.map(nameOf).join(' or ')} were allowed, there would be a mentor.`;
    case 'one more mentor':
      return `Only one more mentor in ${sectorWords(change.sectors)} helps, or a place that comes free.`;
  }
}

const levels: readonly [level: keyof MatchingTotals, one: string, rest: string][] = [
  ['matched', 'mentee', ' with a mentor'],
  ['carriedOver', 'mentee', ' of those who come first with a mentor'],
  ['canMeet', 'pair', ' who can meet'],
  ['aboveFloor', 'pair', ' with enough points'],
  ['points', 'point', ''],
];

/** Says by how much a proposal is better or worse than another, the most important first; '' if they are equal. */
export function differenceWords(before: MatchingTotals, after: MatchingTotals, floor: number): string {
  const words = levels.flatMap(([level, one, rest]) => {
    const change = after[level] - before[level];
    if (change === 0 || (level === 'aboveFloor' && floor === 0)) return [];
    return `${countWords(Math.abs(change), one)} ${change < 0 ? 'fewer' : 'more'}${rest}`;
  });
  return words.join(', ');
}
