/** What a change of a round's dates means for whom, worked out before it counts. */
import { addDays, dayWords } from '#forms/dates/calendar.ts';
import { currentRound, formatDeadline, formatInstant, roundState, type Round } from '#forms/dates/deadline.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { isEnded } from '../../statuses.ts';
import type { StoredSubmission, Store } from '../../stores/store.ts';
import type { RoundField } from './round-edit.ts';
import { counted } from '../../count-words.ts';

interface ChangedDates {
  /** The round as it is; undefined for a new one. */
  before: Round | undefined;
  after: Round;
  /** When the change counts. */
  at: Date;
}

export interface ConsequenceSource {
  store: Store;
  rounds: readonly Round[];
  /** Days after the end of a round for which an application is kept. */
  keepsFor: number;
}

/** Returns sentences for staff, each about something that the change does. */
export async function consequencesOf(
  source: ConsequenceSource,
  { before, after, at }: ChangedDates,
): Promise<string[]> {
  const { store, rounds, keepsFor } = source;
  const { id, title } = after;
  const applied = await store.count({ form: 'mentee', round: id });
  const pairs = (await store.matches()).filter(({ round }) => round === id).length;
  const undecided = await store.count({ form: 'mentee', round: id, undecided: true });
  const said: string[] = [applyWords({ before, after, at })];

  const others = rounds.filter((round) => round.id !== id);
  const [shown, willShow] = [currentRound(rounds, at), currentRound([...others, after], at)];
  if (shown !== undefined && willShow?.id !== shown.id)
    said.push(`The pages of the site show ${willShow?.title ?? 'no round'} from then, instead of ${shown.title}.`);

  const movesDeadline = before !== undefined && before.closesAt !== after.closesAt;
  if (movesDeadline && applied > 0)
    said.push(
      `${counted(applied, 'application')} ${applied === 1 ? 'is' : 'are'} there. ${applied === 1 ? 'Its answers' : 'Their answers'} can be changed until ${formatDeadline(after.closesAt)}.`,
    );
  if (before && before.decisionBy !== after.decisionBy && undecided > 0)
    said.push(
      `${counted(undecided, 'application')} without a decision ${undecided === 1 ? 'counts' : 'count'} as overdue from ${dayWords(after.decisionBy, true)}, not from ${dayWords(before.decisionBy, true)}. The receipt ${undecided === 1 ? 'names' : 'of each names'} the day that was right when it went out.`,
    );
  if (before && pairs > 0)
    for (const [day, words] of [
      ['firstMeetingBy', 'asked after this day whether they have met'],
      ['midPoint', 'asked how it goes on'],
      ['endSurvey', 'asked how it was on'],
    ] as const)
      if (before[day] !== after[day])
        said.push(
          `${counted(pairs, 'pair')} ${pairs === 1 ? 'is' : 'are'} ${words}: ${dayWords(after[day], true)}, not ${dayWords(before[day], true)}. Whoever was asked already is not asked again.`,
        );
  if (before?.cycleEnds !== after.cycleEnds) {
    const until = addDays(after.cycleEnds, keepsFor);
    said.push(
      `Applications of ${title} are kept until ${dayWords(until)}${before ? `, not ${dayWords(addDays(before.cycleEnds, keepsFor))}` : ''}.`,
    );
    if (applied > 0 && until < localDay(at))
      said.push(`That day is over then: ${counted(applied, 'application')} will be erased within an hour.`);
  }
  return said;
}

/** Says who may apply from then, and who could not. */
function applyWords({ before, after, at }: ChangedDates): string {
  const then = {
    upcoming: `Applications open at ${formatInstant(after.opensAt)}`,
    open: `Students can apply until ${formatDeadline(after.closesAt)}`,
    closed: `Nobody can apply: applications closed at ${formatDeadline(after.closesAt)}`,
  }[roundState(after, at)];
  if (!before) return `${then}.`;
  const without = {
    upcoming: `they would open at ${formatInstant(before.opensAt)}`,
    open: `they could until ${formatDeadline(before.closesAt)}`,
    closed: `they closed at ${formatDeadline(before.closesAt)}`,
  }[roundState(before, at)];
  const isSame = before.opensAt === after.opensAt && before.closesAt === after.closesAt;
  return isSame ? `${then}, as before.` : `${then}. Without the change, ${without}.`;
}

/** Dates of a round that change. */
export interface DatesOfRound {
  /** Id of the round. */
  round: string;
  fields: readonly RoundField[];
}

/** Dates that concern those who applied and have no mentor yet. */
const ofApplicants: readonly RoundField[] = ['closes', 'decisionBy', 'briefing', 'cycleStarts', 'cycleEnds'];
/** Dates that concern mentors, and mentees with a mentor. */
const ofMentoring: readonly RoundField[] = [
  'briefing',
  'cycleStarts',
  'cycleEnds',
  'firstMeetingBy',
  'midPoint',
  'endSurvey',
];

/**
 * Returns a test for the submissions of people whom changed dates concern: who applied in the round and still waits, its
 * pairs, and, for the days of mentoring, the mentors who offered in it.
 */
export async function concernOf(
  store: Pick<Store, 'matches'>,
  { round, fields }: DatesOfRound,
): Promise<(submission: StoredSubmission) => boolean> {
  const concerns = (those: readonly RoundField[]) => fields.some((each) => those.includes(each));
  const [applicants, mentoring] = [concerns(ofApplicants), concerns(ofMentoring)];
  const paired = new Set(
    (await store.matches())
      .filter((match) => match.round === round)
      .flatMap(({ mentee, mentor }) => [mentee.submissionId, mentor.submissionId]),
  );
  return ({ form, submissionId, status, round: own }) => {
    if (paired.has(submissionId)) return mentoring;
    if (own !== round || isEnded(status) || status === 'suspect') return false;
    return form === 'mentee' ? applicants : form === 'mentor' && (mentoring || fields.includes('decisionBy'));
  };
}
