/** What both people of the pairs of a round answered in their check-ins. */
import { checkInKinds, type CheckIn, type CheckInKind, type Side } from '../../stores/store.ts';
import { questions, type CheckInQuestion } from '../check-ins.ts';
import { hideSmallParts } from './hide-small.ts';
import { foldHidden, type ReportRow, type ReportTable } from './report-table.ts';

const titles: Readonly<Record<CheckInKind, string>> = {
  start: 'Check-in at the start',
  middle: 'Check-in in the middle',
  end: 'Survey at the end',
};

const sides: readonly (readonly [Side, string])[] = [
  ['mentee', 'Mentees'],
  ['mentor', 'Mentors'],
];

/** Returns a table for each check-in that somebody was asked. Answers stay counted after people are erased. */
export const checkInTables = (checkIns: readonly CheckIn[]): ReportTable[] =>
  checkInKinds.flatMap((kind): ReportTable[] => {
    const asked = checkIns.filter((each) => each.kind === kind);
    return asked.length === 0
      ? []
      : [
          {
            title: titles[kind],
            rowHead: 'Answer',
            columns: sides.map(([, words]) => words),
            ...foldHidden(questions[kind].flatMap((question) => answerRows(question, asked))),
          },
        ];
  });

/** Returns a row for each answer to a question, and one for those who gave none: together they are all who were asked. */
function answerRows({ name, topic, answers }: CheckInQuestion, asked: readonly CheckIn[]): ReportRow[] {
  const choices = [...answers, [undefined, 'No answer']] as const;
  const columns = sides.map(([side]) => {
    const given = asked.filter((each) => each.side === side).map((each) => each.answers[name]);
    return hideSmallParts(choices.map(([value]) => given.filter((each) => each === value).length));
  });
  return choices.map(([, words], index) => ({
    label: `${topic}: ${words}`,
    values: columns.map((column) => column[index]!),
  }));
}

/** Returns how many pairs were asked each check-in. */
export const pairsAsked = (checkIns: readonly CheckIn[]) =>
  checkInKinds.map((kind) => ({
    label: titles[kind],
    value: new Set(checkIns.filter((each) => each.kind === kind).map(({ match }) => match)).size,
    note: 'pairs that were asked',
  }));
