/** Reads a spreadsheet that was saved as CSV, in the encodings and with the separators of Excel in any country. */
import { numberWords } from '#forms/in-words.ts';
import { CsvError, parse } from 'csv-parse/sync';

export interface TableRow {
  /** As spreadsheets count: the headings are row 1. */
  number: number;
  cells: readonly string[];
}

export interface Table {
  headings: readonly string[];
  /** Without blank rows. */
  rows: readonly TableRow[];
  /** True if nothing in the file says how its letters are written, so that those with accents may be wrong. */
  isGuessed: boolean;
}

/** A file is no table. The message says why and what to do. */
export class UnreadableTable extends Error {}

/** Far more than a scheme has mentors. Reading takes memory for each row, which the whole inbox shares. */
const mostRows = 10_000;

/**
 * Reads a table from the bytes of a file.
 * @param isHeading true for a heading that is expected; the separator with the most of them is taken
 * @throws {UnreadableTable}
 */
export function readTable(bytes: Uint8Array, isHeading: (text: string) => boolean): Table {
  if (bytes.length === 0) throw new UnreadableTable('The file is empty. Choose the file again.');
  const { text, isGuessed } = textOf(bytes);
  const [, named, rest = ''] = /^(?:sep=(.)(?:\r\n|\n|\r))?([\s\S]*)$/i.exec(text) ?? [];
  const [first = '', ...others] = named === undefined ? separators : [named];
  const count = (separator: string) => firstRow(rest, separator).filter(isHeading).length;
  const separator = others.reduce((best, each) => (count(each) > count(best) ? each : best), first);
  const [headings = [], ...rows] = rowsOf(rest, separator);
  const filled = rows
    .map((cells, index) => ({ number: index + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (filled.length > mostRows)
    throw new UnreadableTable(
      `The file has ${numberWords(filled.length)} rows, and ${numberWords(mostRows)} can be read at once. Is it the right file? If so, divide it.`,
    );
  return { headings: headings.map((heading) => heading.trim()), rows: filled, isGuessed };
}

/** Excel writes a comma or a semicolon, by the country that the machine is set to, and a tab in its "Unicode text". */
const separators = [',', ';', '\t'];

function firstRow(text: string, separator: string): readonly string[] {
  try {
    return rowsOf(text, separator, 1)[0] ?? [];
  } catch (error) {
    // With a wrong separator, the quotation marks may seem to be in wrong places.
    if (error instanceof UnreadableTable) return [];
    throw error;
  }
}

function rowsOf(text: string, separator: string, to?: number): string[][] {
  try {
    return parse(text, {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      ...(to === undefined ? {} : { to }),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableTable(
      `A quotation mark is in a place where it cannot be read, at about line ${String(error['lines'])} of the file. Open the file in your spreadsheet, look at that row, and save it as CSV again.`,
      { cause: error },
    );
  }
}

/** How files begin that people take for CSV. */
const otherFiles: readonly (readonly [start: readonly number[], what: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'an Excel or OpenDocument workbook'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel workbook'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
];

/** Returns the text of a file by its byte order mark; without one as UTF-8, or as Windows-1252 if it is not that. */
function textOf(bytes: Uint8Array): Decoded {
  const startsWith = (start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);
  const other = otherFiles.find(([start]) => startsWith(start));
  if (other)
    throw new UnreadableTable(
      `This is ${other[1]}, not a CSV file. Open it, choose “Save as” and “CSV UTF-8”, and take that file.`,
    );
  const decoded = decode(bytes, startsWith);
  if (decoded.text.includes('\0'))
    throw new UnreadableTable('This is not a CSV file. Save the spreadsheet as “CSV UTF-8”.');
  return decoded;
}

interface Decoded {
  text: string;
  isGuessed: boolean;
}

function decode(bytes: Uint8Array, startsWith: (start: readonly number[]) => boolean): Decoded {
  const known = (encoding: string) => ({
    text: new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes),
    isGuessed: false,
  });
  if (startsWith([0xff, 0xfe])) return known('utf-16le');
  if (startsWith([0xfe, 0xff])) return known('utf-16be');
  try {
    return known('utf-8');
  } catch {
    // Excel's plain "CSV" in western Europe and the Americas.
    return { text: new TextDecoder('windows-1252').decode(bytes), isGuessed: true };
  }
}
