/** What was typed or posted, by field name; several choices in the order in which they were ranked. Blank is '' or []. */
export type RawAnswers = Readonly<Record<string, string | readonly string[]>>;

/** Canonical values, only of fields on the path taken: text cleaned, yes/no as 'yes' and 'no', days `YYYY-MM-DD`, months `YYYY-MM`. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** The most code points of one value that the inbox takes. */
export const longestValue = 10_000;

/**
 * What no script needs in a text, and what makes two texts look alike that are not: controls other than white space and NUL (a text with
 * NUL is refused), the byte order mark and the word joiner, soft hyphens, format characters that Unicode deprecates, marks of annotations.
 * Joiners (U+200C, U+200D), variation selectors, combining marks, tags and the marks that only say a direction (U+200E, U+200F, U+061C)
 * stay: scripts and emoji need them. So does the zero-width space behind a letter of a script that is written without spaces.
 */
const harmful =
  // eslint-disable-next-line no-control-regex -- controls are what it looks for
  /[\u0001-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u2060-\u2064\u206A-\u206F\uFEFF\uFFF9-\uFFFB]|(?<![\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}\p{sc=Thai}\p{sc=Tibt}])\u200B/gu;

const invisibleOnly = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;

/**
 * The text as it is judged, shown to be checked and stored: harmful characters gone, composed (NFC), white space folded, ends trimmed.
 * With `lines` its line breaks stay. Cleaning what is clean changes nothing.
 */
export function clean(text: string, lines = false): string {
  const broken = text.replace(harmful, '').split(/\r\n?|[\n\v\f\u0085\u2028\u2029]/);
  const kept = (lines ? broken : [broken.join(' ')]).map(cleanLine).join('\n').trim();
  return invisibleOnly.test(kept) ? '' : kept;
}

/** The narrow space (U+202F) is no blank to fold: Mongolian puts it before its endings. */
const cleanLine = (line: string): string =>
  withoutLooseDirections(line)
    .normalize('NFC')
    .replace(/[^\S\u202F]+/g, ' ')
    .trim();

const endOfEmbedding = '\u202C';
const endOfIsolate = '\u2069';

/**
 * The line without overrides of direction (U+202D, U+202E), which make a text read as another, and without embeddings and isolates that
 * are not ended, which would turn what stands behind the text. Those that are ended stay, as they do in "He said ⁧…⁩".
 */
function withoutLooseDirections(line: string): string {
  if (!/[\u202A-\u202E\u2066-\u2069]/.test(line)) return line;
  const units = line.split('');
  const open: { at: number; end: string }[] = [];
  let openIsolates = 0;
  const drop = (at: number) => (units[at] = '');
  line.split('').forEach((unit, at) => {
    if (/[\u202A\u202B\u202D\u202E]/.test(unit)) open.push({ at, end: endOfEmbedding });
    if (/[\u2066-\u2068]/.test(unit)) {
      open.push({ at, end: endOfIsolate });
      openIsolates += 1;
    }
    if (unit === endOfEmbedding) {
      // An embedding cannot be ended from within an isolate that it holds.
      const begun = open.at(-1)?.end === unit ? open.pop() : undefined;
      if (begun && /[\u202A\u202B]/.test(line[begun.at]!)) return;
      if (begun) drop(begun.at);
      drop(at);
    }
    if (unit === endOfIsolate) {
      if (openIsolates === 0) {
        drop(at);
        return;
      }
      openIsolates -= 1;
      for (let inner = open.pop()!; inner.end !== unit; inner = open.pop()!) drop(inner.at);
    }
  });
  for (const { at } of open) drop(at);
  return units.join('');
}

/**
 * A number, date, address or other code in the one form in which it is read, whatever keyboard or program it came from: full-width signs
 * and digits of every script as those of ASCII, dashes as hyphens, nothing invisible, white space folded. Not for texts and names.
 */
export const foldCode = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\s+/g, ' ')
    .trim();

/** Decimal digits stand in Unicode in runs of ten, the zero first. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0)!;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}

/** True for text that nobody can have typed: NUL, or half of a surrogate pair. */
export const isBroken = (text: string): boolean => text.includes('\0') || !text.isWellFormed();

const graphemes = /* @__PURE__ */ new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Characters as a person counts them (graphemes): a letter with its marks is one, so is a family of four. What shows nothing is none. */
export function lengthOf(text: string): number {
  if (/^[\n -~]*$/.test(text)) return text.length;
  return charactersOf(text).filter((character) => !/^\p{Default_Ignorable_Code_Point}+$/u.test(character)).length;
}

/** The first so many characters of a text, as a person counts them. */
export const firstOf = (text: string, count: number): string => charactersOf(text).slice(0, count).join('');

const charactersOf = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);

/** Every text cleaned, without blanks and repeats. */
export const cleanAll = (texts: readonly string[], lines = false): string[] => [...new Set(filled(texts, lines))];

const filled = (texts: readonly string[], lines?: boolean): string[] =>
  texts.map((text) => clean(text, lines)).filter((text) => text !== '');

/** A field's values as a list without blanks and repeats: of a repeated key, an array, or one text that is a JSON array. */
export const listOf = (raw: string | readonly string[] = []): string[] => cleanAll(textsOf(raw));

/** The first value that such a list has more than once. */
export const repeatedIn = (raw: string | readonly string[] = []): string | undefined =>
  filled(textsOf(raw)).find((value, at, all) => all.indexOf(value) !== at);

const textsOf = (raw: string | readonly string[]): readonly string[] => (typeof raw === 'string' ? fromText(raw) : raw);

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
