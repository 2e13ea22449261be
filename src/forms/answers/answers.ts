/** Answers as typed or posted, by field name; ranked choices in order. A blank answer is '' or []. */
export type RawAnswers = Readonly<Record<string, string | readonly string[]>>;

/** Canonical values of the fields on the path: clean text, 'yes' and 'no', days `YYYY-MM-DD`, months `YYYY-MM`. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** Largest number of code points in one value that the inbox accepts. */
export const longestValue = 10_000;

/**
 * Characters that no writing system needs and that make different texts look the same: controls except white space and NUL (a text with NUL
 * is refused), the byte order mark, the word joiner, soft hyphens, deprecated format characters, interlinear annotation characters. Not in
 * the list, as writing systems and emoji need them: joiners (U+200C, U+200D), variation selectors, combining marks, tags, direction marks
 * (U+200E, U+200F, U+061C), and the zero-width space after a letter of a script written without spaces.
 */
const harmful =
  // oxlint-disable-next-line no-control-regex -- it searches for control characters
  /[\u0001-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u2060-\u2064\u206A-\u206F\uFEFF\uFFF9-\uFFFB]|(?<![\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}\p{sc=Thai}\p{sc=Tibt}])\u200B/gu;

/** Braille's blank pattern (U+2800) is a symbol, but looks empty. */
const invisibleOnly = /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u;

/**
 * Returns the text as it is validated, shown and stored: without harmful characters, composed (NFC), white space folded, ends trimmed.
 * Keeps line breaks with `lines`. Cleaning a clean text changes nothing.
 */
export function clean(text: string, lines = false): string {
  const broken = text.replace(harmful, '').split(/\r\n?|[\n\v\f\u0085\u2028\u2029]/);
  const cleaned = (lines ? broken : [broken.join(' ')]).map(cleanLine).join('\n').trim();
  return invisibleOnly.test(cleaned) ? '' : cleaned;
}

/** Cleans one line. Does not fold the narrow space (U+202F), which Mongolian writes before suffixes. */
const cleanLine = (line: string): string =>
  withoutLooseDirections(line)
    .normalize('NFC')
    .replace(/[^\S\u202F]+/g, ' ')
    .trim();

const endOfEmbedding = '\u202C';
const endOfIsolate = '\u2069';

/**
 * Removes direction overrides (U+202D, U+202E), which make a text look like another, and embeddings and isolates without an end, which would
 * reverse the text after the line. Leaves those that are ended, as in "He said ⁧…⁩".
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
      // An embedding cannot end inside an isolate that began after it.
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
 * Normalises a number, date, address or other code from any keyboard: full-width characters and digits of every script become ASCII, dashes
 * become hyphens, invisible characters are removed, white space is folded. Not for texts and names.
 */
export const foldCode = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\s+/g, ' ')
    .trim();

/** Returns the ASCII digit of a digit in any script. Unicode has decimal digits in runs of ten from zero. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0)!;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}

/** Returns true for text that nobody can have typed: with NUL or half of a surrogate pair. */
export const isBroken = (text: string): boolean => text.includes('\0') || !text.isWellFormed();

const graphemes = /* @__PURE__ */ new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Returns the number of visible characters (graphemes): a letter with its marks counts as one, and so does a family emoji. */
export function lengthOf(text: string): number {
  if (/^[\n -~]*$/.test(text)) return text.length;
  return charactersOf(text).filter((character) => !/^\p{Default_Ignorable_Code_Point}+$/u.test(character)).length;
}

/** Returns the first `count` characters (graphemes) of a text. */
export const firstOf = (text: string, count: number): string => charactersOf(text).slice(0, count).join('');

const charactersOf = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);

/** Returns the texts cleaned, without blanks and repeats. */
export const cleanAll = (texts: readonly string[], lines = false): string[] => [...new Set(filled(texts, lines))];

const filled = (texts: readonly string[], lines?: boolean): string[] =>
  texts.map((text) => clean(text, lines)).filter((text) => text !== '');

/** Returns a field's values without blanks and repeats, from a repeated key, an array, or a JSON array in one text. */
export const listOf = (raw: string | readonly string[] = []): string[] => cleanAll(textsOf(raw));

/** Returns the first repeated value of such a list, or undefined. */
export const repeatedIn = (raw: string | readonly string[] = []): string | undefined =>
  filled(textsOf(raw)).find((value, at, all) => all.indexOf(value) !== at);

const textsOf = (raw: string | readonly string[]): readonly string[] => (typeof raw === 'string' ? fromText(raw) : raw);

function fromText(text: string): readonly string[] {
  if (!text.trimStart().startsWith('[')) return [text];
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.map(String) : [text];
  } catch {
    // Not JSON: a single text.
    return [text];
  }
}
