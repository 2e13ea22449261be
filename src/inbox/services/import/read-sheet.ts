/** Reads the rows of a spreadsheet as answers to a form, by the form's own questions, options and rules. */
import { setImmediate } from 'node:timers/promises';
import { firstOf, foldCode, type Answers, type RawAnswers } from '#forms/answers/answers.ts';
import { fieldsOnPath, validateForm, type ValidationContext } from '#forms/validate.ts';
import { yesNo } from '#forms/options.ts';
import { fieldsOf, optionsOf, wordsFor, type Field, type Form } from '#forms/form.ts';
import { unescapeCsvFormula } from '../escape-csv-formula.ts';
import { exportedColumns } from '../export-columns.ts';
import type { Table, TableRow } from './read-table.ts';

/** One thing to mend in a file. */
export interface CellProblem {
  /** As spreadsheets count; undefined if it concerns the whole file. */
  row: number | undefined;
  /** Like `C`; undefined if there is no such column. */
  column: string | undefined;
  heading: string | undefined;
  /** What the cell says. */
  value: string;
  /** What is wrong, and what to do. */
  message: string;
}

export interface SheetRow {
  number: number;
  answers: Answers;
}

export interface Sheet {
  rows: readonly SheetRow[];
  problems: readonly CellProblem[];
  /** Headings of columns with text that are no questions of the form. */
  leftOut: readonly string[];
}

/** Returns the heading of a question in a template: its noun, as in other tables. */
export const headingOf = ({ subject }: Field): string => `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`;

/** Returns what finds the question of a heading, by its noun, its label or its key, whatever the case and punctuation. */
export function headingReader(form: Form): (heading: string) => Field | undefined {
  const known = new Map<string, Field>();
  for (const field of fieldsOf(form))
    for (const words of [field.name, field.subject, wordsFor(field.label, {})].map(bare))
      if (!known.has(words)) known.set(words, field);
  return (heading) => known.get(bare(heading));
}

/** Returns the questions that a file can answer, in order. */
export const importedFields = (form: Form): Field[] => fieldsOf(form).filter(({ retired }) => !retired);

const bare = (text: string) =>
  foldCode(text)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');

interface Column {
  index: number;
  heading: string;
  field: Field | undefined;
}

interface AskedColumn extends Column {
  field: Field;
  /** The values of the field's options by their words and keys; empty for a field without options. */
  values: ReadonlyMap<string, string>;
}

const valuesOf = (field: Field): ReadonlyMap<string, string> =>
  new Map(choicesOf(field).flatMap(({ value, label }) => [value, label].map((known) => [bare(known), value])));

const choicesOf = (field: Field) => (field.kind === 'confirm' ? yesNo : optionsOf(field));

/**
 * Reads a table. The problems of each row are in the order of the form.
 * @param vouched answers that staff give for everybody, where the file says nothing
 */
export async function readSheet(
  form: Form,
  { headings, rows }: Table,
  context: ValidationContext,
  vouched: RawAnswers,
): Promise<Sheet> {
  const fieldOf = headingReader(form);
  const columns = headings.map((heading, index) => ({ index, heading, field: fieldOf(heading) }));
  const asked = columns.flatMap(({ field, ...column }) =>
    field === undefined ? [] : [{ ...column, field, values: valuesOf(field) }],
  );
  const twice = asked.filter(({ field }, at) => asked.findIndex((other) => other.field === field) !== at);
  const read: ReadRow[] = [];
  for (const row of rows) {
    read.push(readRow(form, row, asked, context, vouched));
    // Other requests get a turn.
    if (read.length % rowsAtOnce === 0) await setImmediate();
  }
  const problems = [
    ...twice.map(({ index, heading, field }) => ({
      ...ofColumn(index, heading),
      message: `There are two columns for “${headingOf(field)}”. Keep one.`,
    })),
    ...(rows.length === 0
      ? [{ ...ofFile, message: 'There is no row below the headings. Write one row for each mentor.' }]
      : []),
    ...missingColumns(form, asked, read),
    ...rows.flatMap((row) => withoutHeading(headings, row)),
    ...read.flatMap((row) => row.problems),
  ];
  return {
    rows: read.map(({ number, answers }) => ({ number, answers })),
    problems,
    leftOut: columns
      .filter(({ field, heading }) => field === undefined && !exportedColumns.some((name) => name === heading))
      .filter(({ index }) => rows.some(({ cells }) => (cells[index] ?? '').trim() !== ''))
      .map(({ heading, index }) => (heading === '' ? `column ${letterOf(index)}` : heading)),
  };
}

/** Returns what the form says to a mentor as it is said to staff: "The introduction must be …", "if they studied …". */
const ofThem = (words: string): string =>
  words
    .replace(/\byour\b(?!-)/g, 'the')
    .replace(/\bYour\b/g, 'The')
    .replace(/\byou\b/g, 'they');

/** How many rows are read before other requests get a turn. */
const rowsAtOnce = 50;

const ofFile = { row: undefined, column: undefined, heading: undefined, value: '' };
const ofColumn = (index: number, heading: string) => ({ ...ofFile, column: letterOf(index), heading, row: 1 });

interface ReadRow extends SheetRow {
  problems: readonly CellProblem[];
  /** Questions that have a problem and no column. */
  unasked: readonly Field[];
}

function readRow(
  form: Form,
  { number, cells }: TableRow,
  asked: readonly AskedColumn[],
  context: ValidationContext,
  vouched: RawAnswers,
): ReadRow {
  const read = asked.map(({ index, heading, field, values }) => {
    const value = unescapeCsvFormula(cells[index] ?? '');
    return { index, heading, field, value, answer: readCell(field, values, value) };
  });
  const raw = {
    ...vouched,
    ...Object.fromEntries(
      read
        .filter(({ field, value }) => value.trim() !== '' || !(field.name in vouched))
        .map(({ field, answer }) => [field.name, 'values' in answer ? answer.values : []]),
    ),
  };
  const judgement = validateForm(form, raw, context);
  const onPath = new Set(fieldsOnPath(form, raw, context).map(({ name }) => name));
  const refused = new Map(judgement.ok ? [] : judgement.problems.map(({ field, message }) => [field, ofThem(message)]));
  const problems = read.flatMap(({ index, heading, field, value, answer }) => {
    const condition = field.when?.words;
    const message =
      'unknown' in answer
        ? answer.unknown
        : (refused.get(field.name) ??
          (value.trim() !== '' && !onPath.has(field.name) && condition !== undefined
            ? `This is only asked ${ofThem(condition)}. Empty this cell, or change the answer that it depends on`
            : undefined));
    return message === undefined ? [] : [{ row: number, column: letterOf(index), heading, value, message }];
  });
  const names = new Set(asked.map(({ field }) => field.name));
  const unasked = fieldsOf(form).filter(({ name }) => refused.has(name) && !names.has(name));
  return { number, answers: judgement.answers, problems, unasked };
}

const missingColumns = (
  form: Form,
  asked: readonly Column[],
  read: readonly Pick<ReadRow, 'number' | 'unasked'>[],
): CellProblem[] =>
  fieldsOf(form)
    .filter((field) => !asked.some((column) => column.field === field))
    .flatMap((field) => {
      const needing = read.filter(({ unasked }) => unasked.includes(field));
      const [first] = needing;
      if (!first) return [];
      const which =
        needing.length === read.length ? 'every row needs it' : `row ${String(first.number)}, for one, needs it`;
      const heading = headingOf(field);
      return [{ ...ofFile, heading, message: `There is no column “${heading}”, and ${which}. Add it` }];
    });

/** Returns the problems of cells to the right of the last heading: their text belongs to no question. */
const withoutHeading = (headings: readonly string[], { number, cells }: TableRow): CellProblem[] =>
  cells.slice(headings.length).flatMap((value, index) =>
    value.trim() === ''
      ? []
      : [
          {
            row: number,
            column: letterOf(headings.length + index),
            heading: undefined,
            value,
            message: 'There is no heading above this cell. Move its text, or empty it',
          },
        ],
  );

type CellAnswer = { values: string | readonly string[] } | { unknown: string };

/** Reads a cell: options by their words or keys, several of them between semicolons, commas or line breaks. */
function readCell(field: Field, known: ReadonlyMap<string, string>, cell: string): CellAnswer {
  if (known.size === 0) return { values: cell };
  const valueOf = (text: string) => known.get(bare(text));
  const options = choicesOf(field);
  const isMany = field.kind === 'checkboxes' || field.kind === 'ranked';
  if (!isMany) {
    const value = valueOf(cell);
    // A term can be a day too, which its own rule reads.
    if (value !== undefined || cell.trim() === '' || field.kind === 'term') return { values: value ?? cell };
    return { unknown: `${quoted(cell)} is not an answer to this. Write ${choicesWords(options, ' or ')}` };
  }
  const parts = partsOf(cell);
  const longest = Math.max(...options.map(({ label }) => partsOf(label).length));
  const values: string[] = [];
  for (let at = 0; at < parts.length;) {
    // A label may itself have a comma, so the longest run of parts that is an option is taken.
    const most = Math.min(longest, parts.length - at);
    const lengths = Array.from({ length: most }, (_, shorter) => most - shorter);
    const length = lengths.find((each) => valueOf(parts.slice(at, at + each).join(' ')) !== undefined);
    if (length === undefined)
      return {
        unknown: `${quoted(parts[at]!)} is not one of the choices. Separate several by “;”. There are: ${choicesWords(options, '; ')}`,
      };
    values.push(valueOf(parts.slice(at, at + length).join(' '))!);
    at += length;
  }
  return { values };
}

/** Returns the beginning of a text in quotation marks: a cell may hold a whole file. */
const quoted = (text: string) => `“${firstOf(text.trim().slice(0, 400), 80)}”`;

const partsOf = (text: string) => text.split(/[;,\n\r|]/).filter((part) => bare(part) !== '');

const choicesWords = (options: readonly { label: string }[], between: string) =>
  options.map(({ label }) => `“${label}”`).join(between);

/** Returns the letters over a column: A to Z, then AA. */
export function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}
