/** Brings in people from a file: what would be stored, and storing it. All of it is stored, or nothing. */
import { andWords, numberWords } from '#forms/in-words.ts';
import { randomUUID } from 'node:crypto';
import { referenceOf } from '#forms/answers/reference.ts';
import { dayWords } from '#forms/dates/calendar.ts';
import type { Round } from '#forms/dates/deadline.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import type { Form } from '#forms/form.ts';
import { knowledge } from '#forms/knowledge.ts';
import { undoneUntil } from '../../undo.ts';
import { decideRound } from '../../rounds.ts';
import type { Actor, ImportResult, NewSubmission, StoredSubmission } from '../../stores/store.ts';
import { sealContent } from '../../submissions/sealed-content.ts';
import type { ReceivingServices } from '../../submissions/receive.ts';
import { keptUntil } from '../kept-until.ts';
import { headingReader, letterOf, readSheet, type CellProblem, type SheetRow } from './read-sheet.ts';
import { readTable } from './read-table.ts';

export type ImportServices = Pick<ReceivingServices, 'store' | 'vault' | 'rounds' | 'clock'>;

/** What a file holds, before anything is stored. */
export interface ImportPlan {
  /** In the order of the file; only of use if there is no problem. */
  fresh: readonly SheetRow[];
  /** Rows of people who are in the inbox already. */
  there: readonly { row: SheetRow; submission: StoredSubmission }[];
  problems: readonly CellProblem[];
  /** Headings of columns that are no questions of the form. */
  leftOut: readonly string[];
  /** New people who offer only until a day before the next mentoring begins, so that they would not be matched; undefined if there are none. */
  leaving: { round: Round; rows: readonly SheetRow[] } | undefined;
  /** A sentence about letters that may have been read wrongly; undefined if the file says how they are written. */
  doubt: string | undefined;
}

/** The answer that staff give for everybody when the file says nothing: they vouch that each person agreed. */
const vouched = { agreed: 'yes' };

/**
 * Reads a file.
 * @throws {UnreadableTable}
 */
export async function planImport(
  { store, vault, rounds, clock }: ImportServices,
  form: Form,
  bytes: Uint8Array,
): Promise<ImportPlan> {
  const fieldOf = headingReader(form);
  const table = readTable(bytes, (heading) => fieldOf(heading) !== undefined);
  const { rows, problems, leftOut } = await readSheet(form, table, { now: clock(), ...knowledge }, vouched);
  const at = table.headings.findIndex((heading) => fieldOf(heading)?.name === 'email');
  const repeated: CellProblem[] = [];
  const first = new Map<string, number>();
  const fresh: SheetRow[] = [];
  const there: { row: SheetRow; submission: StoredSubmission }[] = [];
  for (const row of rows) {
    const email = emailOf(row);
    if (email === '') continue;
    const key = email.toLowerCase();
    const before = first.get(key);
    if (before !== undefined) {
      repeated.push({
        row: row.number,
        column: letterOf(at),
        heading: table.headings[at],
        value: email,
        message: `Row ${String(before)} has the same address. Keep one of the two rows`,
      });
      continue;
    }
    first.set(key, row.number);
    const submission = (await store.ofApplicant(vault.emailCode(email))).findLast((each) => each.form === form.id);
    if (submission) there.push({ row, submission });
    else fresh.push(row);
  }
  return {
    fresh,
    there,
    problems: [...problems, ...repeated].sort((a, b) => (a.row ?? 0) - (b.row ?? 0)),
    leftOut,
    leaving: leavingOf(rounds, fresh, localDay(clock())),
    doubt: table.isGuessed
      ? 'The file does not say how its letters are written. Look at names with accents: if one is wrong, save the spreadsheet as “CSV UTF-8”.'
      : undefined,
  };
}

function leavingOf(rounds: readonly Round[], fresh: readonly SheetRow[], today: string): ImportPlan['leaving'] {
  const [round] = rounds
    .filter(({ cycleStarts }) => cycleStarts > today)
    .sort((a, b) => a.cycleStarts.localeCompare(b.cycleStarts));
  const rows = fresh.filter(({ answers }) => round && (keptUntil(answers) ?? round.cycleStarts) < round.cycleStarts);
  return round && rows.length > 0 ? { round, rows } : undefined;
}

/** Returns a sentence about new people who would leave too early. */
export const leavingWords = ({ round, rows }: NonNullable<ImportPlan['leaving']>): string =>
  `The mentoring of ${round.title} begins on ${dayWords(round.cycleStarts)}, and ${rows.length === 1 ? 'the end date in one row is' : `the end dates in ${String(rows.length)} rows are`} before it: ${andWords(rows.map(({ number }) => String(number)))}. ${rows.length === 1 ? 'This mentor' : 'These mentors'} would not be matched. Ask them for a later date, and put it into the file.`;

export const emailOf = ({ answers }: SheetRow): string => String(answers['email'] ?? '');

/** Stores the new people of a plan. @param tell whether to queue a mail to each of them */
export async function storeImport(
  { store, vault, rounds, clock }: ImportServices,
  form: Form,
  { importId, rows, tell }: { importId: string; rows: readonly SheetRow[]; tell: boolean },
  actor: Actor,
): Promise<ImportResult> {
  const now = clock();
  const round = decideRound(rounds, now, {}).round?.id ?? null;
  const submissions = rows.map(({ answers }): NewSubmission => {
    const submissionId = randomUUID();
    const name = { form: form.id, submissionId };
    return {
      ...name,
      reference: referenceOf(submissionId),
      arrived: 'new',
      round,
      formVersion: form.version,
      receivedAt: now.toISOString(),
      queuedAt: null,
      ...sealContent(vault, name, answers, { subject: undefined, replyTo: undefined, language: undefined }),
      bodyCode: vault.code('body', JSON.stringify(answers)),
      emailCode: vault.emailCode(String(answers['email'] ?? '')),
      repeat: null,
      duplicates: 'none',
      mail: tell ? ['imported'] : [],
    };
  });
  // So that an import can be undone before anybody hears of it.
  const mailDueAt = undoneUntil(now).toISOString();
  return store.addImport({ importId, form: form.id, submissions, mailDueAt }, actor);
}

/** Returns where a problem is, like "Row 4, column C (Job title)". */
export function placeWords({ row, column, heading, others = [] }: SharedProblem): string {
  const inColumn = column === undefined ? undefined : `column ${column}${heading === undefined ? '' : ` (${heading})`}`;
  const place = [row === undefined ? undefined : rowWords([row, ...others]), inColumn].filter(
    (part) => part !== undefined,
  );
  const words = place.length === 0 ? 'the file' : place.join(', ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** How many rows with the same problem are named; the number of the others is said. */
const mostNamed = 8;

function rowWords(rows: readonly number[]): string {
  const more = rows.length - mostNamed;
  const named = rows.slice(0, mostNamed).map(String);
  if (more > 0) return `rows ${named.join(', ')} and ${numberWords(more)} more`;
  return `${rows.length === 1 ? 'row' : 'rows'} ${andWords(named)}`;
}

/** A problem, and the other rows that have the same one. */
export type SharedProblem = CellProblem & { others?: readonly number[] };

/** Returns each problem once, with all rows whose cells say the same: one word that is wrong everywhere is one thing to mend. */
export const eachProblemOnce = (problems: readonly CellProblem[]): SharedProblem[] =>
  [
    ...Map.groupBy(problems, ({ row, column, heading, value, message }) =>
      JSON.stringify([row === undefined, column, heading, value, message]),
    ).values(),
  ].map(([first, ...others]) => ({ ...first!, others: others.flatMap(({ row }) => row ?? []) }));
