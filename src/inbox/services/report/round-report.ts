import type { Round } from '#forms/dates/deadline.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { sectorsOrNotSure, type Option } from '#forms/options.ts';
import { site } from '#site';
import { day } from '../../clock.ts';
import type { Status } from '../../statuses.ts';
import type { ErasedCount, MatchRecord, MatchOutcome } from '../../stores/store.ts';
import { openEach, type OpenedSubmission, type SubmissionSource } from '../../submissions/open-each.ts';
import { checkInTables, pairsAsked } from './check-in-tables.ts';
import { hideSmall, type GroupCounts } from './hide-small.ts';
import { foldHidden, type ReportTable } from './report-table.ts';

export interface Figure {
  label: string;
  value: number | null;
  /** What the number counts, where the label does not say it all. */
  note?: string;
}

export interface ReportSection {
  title: string;
  figures: readonly Figure[];
}

export interface RoundReport {
  round: Round;
  sections: readonly ReportSection[];
  tables: readonly ReportTable[];
}

/** Counts a round: people, not submissions, wherever somebody applied twice. */
export async function reportOf(source: SubmissionSource, round: Round): Promise<RoundReport> {
  const { store } = source;
  const mentees = await readAll(source, 'mentee', round.id);
  const questions = await readAll(source, 'ask', round.id);
  const isOfRound = new Set(questions.map(({ submission }) => submission.submissionId));
  const asked = (await store.offers('questions')).filter(({ about }) => isOfRound.has(about.submissionId));
  const history = await store.matchHistory({ round: round.id });
  const checkIns = await store.checkIns({ round: round.id });
  const isSuspect = ({ submission }: OpenedSubmission) => submission.status === 'suspect';
  const isAgain = ({ submission }: OpenedSubmission) =>
    submission.duplicateOf !== null && !isMatched(submission.submissionId);
  const matched = new Set(history.flatMap(({ mentee }) => (mentee ? [mentee.submissionId] : [])));
  function isMatched(id: string): boolean {
    return matched.has(id);
  }
  const erasedCounts = await store.erasedCounts(round.id);
  const erasedOf = (isCounted: (each: ErasedCount) => boolean) =>
    erasedCounts.filter(isCounted).reduce((sum, { count }) => sum + count, 0);
  const ofMentee = ({ what, state }: ErasedCount) => what === 'mentee' && state !== 'suspect';
  const inState = (status: Status) =>
    questions.filter(({ submission }) => submission.status === status).length +
    erasedOf(({ what, state }) => what === 'ask' && state === status);
  const erasedApplications = erasedOf(({ what }) => what === 'mentee' || what === 'again');
  const people = mentees.filter((each) => !isSuspect(each) && !isAgain(each));
  const inStatus = (...statuses: string[]) =>
    people.filter(({ submission }) => statuses.includes(submission.status)).length;
  const inStatusEver = (status: Status) =>
    inStatus(status) + erasedOf((each) => ofMentee(each) && each.state === status);
  const erased = history.filter(({ mentee }) => mentee === null).length;
  const groups = (name: string, options: readonly Option[]): GroupCounts[] =>
    options.map(({ value, label }) => {
      const inGroup = people.filter(({ content }) => [content.answers[name] ?? []].flat()[0] === value);
      return {
        label,
        applied: inGroup.length,
        matched: inGroup.filter(({ submission }) => isMatched(submission.submissionId)).length,
      };
    });
  return {
    round,
    sections: [
      {
        title: 'Applications',
        figures: [
          {
            label: 'Received',
            value: mentees.length + erasedApplications,
            ...(erasedApplications > 0 && {
              note: `${String(erasedApplications)} of them are erased; the tables by group, and the days, are of the others`,
            }),
          },
          {
            label: 'Of a person who had applied already',
            value:
              mentees.filter((each) => !isSuspect(each) && isAgain(each)).length +
              erasedOf(({ what, state }) => what === 'again' && state !== 'suspect'),
          },
          {
            label: 'Probably sent by a machine',
            value:
              mentees.filter(isSuspect).length +
              erasedOf(({ what, state }) => (what === 'mentee' || what === 'again') && state === 'suspect'),
          },
          { label: 'People who applied', value: people.length + erasedOf(ofMentee) },
          { label: 'Declined', value: inStatusEver('declined') },
          { label: 'Withdrew', value: inStatusEver('withdrawn') },
          { label: 'On the waiting list', value: inStatusEver('waiting-list') },
          { label: 'Still to be decided', value: inStatus('new', 'late', 'eligible', 'matching') },
        ],
      },
      {
        title: 'Matches',
        figures: [
          {
            label: 'People matched',
            value: people.filter(({ submission }) => isMatched(submission.submissionId)).length + erased,
            note: erased > 0 ? `${String(erased)} of them are erased` : 'at least once',
          },
          { label: 'Pairs now', value: history.filter(({ ended }) => ended === null).length },
          ...outcomeFigures(history),
        ],
      },
      { title: 'Days from application to decision', figures: decisionFigures(people, history, round) },
      { title: 'Check-ins', figures: pairsAsked(checkIns) },
      {
        title: 'One-off meetings',
        figures: [
          {
            label: 'Questions',
            value:
              questions.filter((each) => !isSuspect(each)).length +
              erasedOf(({ what, state }) => what === 'ask' && state !== 'suspect'),
            note: 'asked while this was the current round',
          },
          { label: 'Booked', value: inState('booked') },
          { label: 'Met', value: inState('met') },
          { label: 'Closed without a meeting', value: inState('closed') },
          { label: 'Mentors asked', value: asked.length + erasedOf(({ what }) => what === 'asked') },
          {
            label: 'Mentors who said no, or did not answer',
            value:
              asked.filter(isNo).length + erasedOf(({ what, state }) => what === 'asked' && isNo({ answer: state })),
          },
        ],
      },
    ],
    tables: [
      groupTable('By first choice of sector', groups('sectors', sectorsOrNotSure)),
      groupTable('By level of the course', groups('level', site.choices.levels ?? [])),
      ...checkInTables(checkIns),
    ].filter(({ rows, hidden }) => rows.length + hidden > 0),
  };
}

const groupTable = (title: string, groups: readonly GroupCounts[]): ReportTable => ({
  title,
  rowHead: 'Group',
  columns: ['Applied', 'Matched'],
  ...foldHidden(hideSmall(groups).map(({ label, applied, matched }) => ({ label, values: [applied, matched] }))),
});

async function readAll(source: SubmissionSource, form: 'mentee' | 'ask', round: string): Promise<OpenedSubmission[]> {
  const all: OpenedSubmission[] = [];
  for await (const opened of openEach(source, { form, round })) all.push(opened);
  return all;
}

const outcomeWords: Readonly<Record<MatchOutcome, string>> = {
  completed: 'Completed',
  'ended-early': 'Ended early',
  'never-met': 'Never met',
  'not-known': 'Not known',
};

const outcomeFigures = (history: readonly MatchRecord[]): Figure[] =>
  Object.entries(outcomeWords).map(([outcome, label]) => ({
    label,
    value: history.filter(({ ended }) => ended?.outcome === outcome).length,
  }));

const isNo = ({ answer }: { answer: string }) => answer === 'declined' || answer === 'timed-out';

/** A decision is the first match, or the day on which an application was declined. */
function decisionFigures(
  people: readonly OpenedSubmission[],
  history: readonly MatchRecord[],
  { decisionBy }: Round,
): Figure[] {
  const firstMatch = new Map(
    history.toReversed().flatMap(({ mentee, began }) => (mentee ? [[mentee.submissionId, began.at]] : [])),
  );
  const decisions = people.flatMap(({ submission }) => {
    const { status, closedAt, receivedAt, submissionId } = submission;
    const at = firstMatch.get(submissionId) ?? (status === 'declined' ? closedAt : null);
    return at === null ? [] : [{ at, days: Math.max(0, Date.parse(at) - Date.parse(receivedAt)) / day }];
  });
  const days = decisions.map((each) => each.days).sort((a, b) => a - b);
  const middle = days.length / 2;
  const median = days.length === 0 ? null : (days[Math.ceil(middle) - 1]! + days[Math.floor(middle)]!) / 2;
  return [
    { label: 'Decided', value: days.length, note: 'matched or declined' },
    { label: 'Half of them within', value: median === null ? null : Math.round(median), note: 'days' },
    { label: 'The longest', value: days.length === 0 ? null : Math.round(days.at(-1)!), note: 'days' },
    {
      label: 'After the promised day',
      value: decisions.filter(({ at }) => localDay(new Date(at)) > decisionBy).length,
    },
  ];
}
