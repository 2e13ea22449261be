/** What was typed or posted, by field name; several choices in the order in which they were ranked. Blank is '' or []. */
export type RawAnswers = Readonly<Record<string, string | readonly string[]>>;

/** Canonical values, only of fields on the path taken: text cleaned, yes/no as 'yes' and 'no', days `YYYY-MM-DD`, months `YYYY-MM`. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** Invisible: soft hyphen, zero-width characters, marks of writing direction, controls other than white space and NUL. */
const invisible =
  // eslint-disable-next-line no-control-regex -- controls are what it looks for
  /[\u0001-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g;

/**
 * The text as it is judged and stored: invisible characters gone, composed (NFC), white space folded, ends trimmed. With `lines` its line
 * breaks stay. Cleaning what is clean changes nothing. What is shown back to the applicant is the text as typed, never this.
 */
export function clean(text: string, lines = false): string {
  const visible = text.replace(invisible, '').normalize('NFC');
  const folded = lines
    ? visible
        .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
        .replace(/[^\S\n]+/g, ' ')
        .replace(/ ?\n ?/g, '\n')
    : visible.replace(/[\s\u0085]+/g, ' ');
  return folded.trim();
}

/** True for text that nobody can have typed: NUL, or half of a surrogate pair. */
export const isBroken = (text: string): boolean => text.includes('\0') || !text.isWellFormed();

/** Characters as a person counts them: one for an emoji of two code units, one for a line break. */
export const lengthOf = (text: string): number => text.length - (text.match(surrogatePair)?.length ?? 0);

const surrogatePair = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/** Every text cleaned, without blanks and repeats. */
export const cleanAll = (texts: readonly string[], lines = false): string[] =>
  texts.map((text) => clean(text, lines)).filter((text, at, all) => text !== '' && all.indexOf(text) === at);

/** A field's values as a list without blanks and repeats: of a repeated key, an array, or one text that is a JSON array. */
export const listOf = (raw: string | readonly string[] = []): string[] =>
  cleanAll(typeof raw === 'string' ? fromText(raw) : raw);

function fromText(text: string): readonly string[] {
  if (!text.trimStart().startsWith('[')) return [text];
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.map(String) : [text];
  } catch {
    // Not JSON after all: judged as the one text it is.
    return [text];
  }
}
