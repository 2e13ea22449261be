import { distance } from './spelling.ts';
import { fold } from './words.ts';

/**
 * Whom a query is worried about: its writer ("self"), somebody else ("other"), or someone who does harm to the writer ("harm"). All bring up the
 * same box. The phrases are `content/support.yaml`, which says how they are written.
 */
export type SupportKind = 'self' | 'other' | 'harm';

const kinds: readonly SupportKind[] = ['self', 'other', 'harm'];

/** Tells whether a query speaks of danger or distress, and of whose. */
export type SupportMatcher = (query: string) => SupportKind | null;

/** Longest stretch that `..` stands for, in words. */
const GAP = 3;
/** Stands where a figure of speech was. */
const CUT = '|';
/** One slip: two letters swapped, one missing, doubled, extra or replaced by a neighbour. */
const ONE_SLIP = 1;

/** Words that only add weight: "i really just want to die". */
const weights =
  /\b(really|just|literally|actually|honestly|genuinely|totally|completely|absolutely|simply|fuck(?:ing|in)) /g;

/** Spellings that mean one thing, in the order in which they are read. */
const sameThing: readonly (readonly [RegExp, string])[] = [
  [/\b(do|does|did|could|would|should|is|are|was|were|has|have) not\b/g, '$1nt'],
  [/\b(can not|cannot|can t)\b/g, 'cant'],
  [/\bwill not\b/g, 'wont'],
  [/\bi am\b/g, 'im'],
  [/\b(he|she)s\b/g, '$1 is'],
  [/\btheyre\b/g, 'they are'],
  [/\bno[ -]one\b/g, 'noone'],
  [/\bwanna\b/g, 'want to'],
  [/\bgonna\b/g, 'going to'],
  [/\bany ?more\b|\bany longer\b/g, 'anymore'],
  [/\b(my|me) self\b/g, 'myself'],
  [/\bself-/g, 'self '],
  [weights, ''],
];

/** @param text `content/support.yaml`: of YAML it uses comments, keys and lists of plain lines, so that the browser needs no parser. */
export function supportMatcher(text: string): SupportMatcher {
  const lists = readLists(text);
  const groups = new Map((lists.get('groups') ?? []).map((line) => line.split(': ') as [string, string]));
  const read = phraseReader(groups);
  const figures = (lists.get('figures') ?? []).map(read);
  const phrases = kinds.map((kind) => [kind, (lists.get(kind) ?? []).map(read)] as const);
  const slips = [
    ...[...lists.values()]
      .flat()
      .join(' ')
      .matchAll(/~(\w+)/g),
  ].map(([, word]) => word!);

  return (query) => {
    const words = figures.reduce(without, normalise(query, slips));
    return (
      phrases.find(([, list]) =>
        list.some((phrase) => words.some((_, at) => endOf(phrase, words, at) !== null)),
      )?.[0] ?? null
    );
  };
}

function readLists(text: string): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  let list: string[] = [];
  for (const line of text.split('\n')) {
    const key = /^(\w+):$/.exec(line)?.[1];
    const item = /^ +- (.+)$/.exec(line)?.[1];
    if (key) lists.set(key, (list = []));
    else if (item) list.push(item.trim());
  }
  return lists;
}

/** A query as words, its slips in the given words put right. */
function normalise(query: string, slips: readonly string[]): readonly string[] {
  let text = fold(query).replace(/[^\p{L}\p{N}-]+/gu, ' ');
  for (const [pattern, words] of sameThing) text = text.replace(pattern, words);
  const words = text.replaceAll('-', ' ').split(' ').filter(Boolean);
  return words.map((word) => slips.find((right) => isSlip(word, right)) ?? word);
}

function isSlip(word: string, right: string): boolean {
  return word.length >= 5 && right.startsWith(word.charAt(0)) && distance(word, right, ONE_SLIP) <= ONE_SLIP;
}

/** One place of a phrase: the words that may stand there, whole or by their beginnings, and its sign (see the list). */
interface Place {
  words: ReadonlySet<string>;
  beginnings: readonly string[];
  sign: string;
}

type Phrase = readonly (Place | '..')[];

function phraseReader(groups: ReadonlyMap<string, string>): (line: string) => Phrase {
  const places = new Map<string, Place>();
  const wordsIn = (part: string): string[] =>
    part.split('/').flatMap((word) => {
      const group = /^<(\w+)>$/.exec(word)?.[1];
      return group === undefined ? [word.replace('~', '')] : wordsIn(groups.get(group) ?? '');
    });
  const placeOf = (part: string): Place => {
    const [, written = '', sign = ''] = /^(.*?)(\?|\/\$|\$)?$/.exec(part)!;
    const all = wordsIn(written);
    const words = new Set(all.flatMap(forms));
    const beginnings = all.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
    return { words, beginnings, sign };
  };
  return (line) =>
    line.split(' ').map((part) => {
      if (part === '..') return part;
      const place = places.get(part) ?? placeOf(part);
      places.set(part, place);
      return place;
    });
}

/** `cut+` → its regular forms, those that are no words among them; `cry+` → cry, cries, cried, crying. */
function forms(word: string): string[] {
  if (!word.endsWith('+')) return [word];
  const stem = word.slice(0, -1);
  if (stem.endsWith('y')) return ['y', 'ies', 'ied', 'ying'].map((end) => stem.slice(0, -1) + end);
  const base = stem.replace(/e$/, '');
  const doubled = base + base.at(-1)!;
  return [stem, ...['s', 'es', 'ed', 'ing'].map((end) => base + end), `${doubled}ed`, `${doubled}ing`];
}

/** Where a phrase ends that begins with the word at `at`, null where it does not. Longest first. */
function endOf(phrase: Phrase, words: readonly string[], at: number, from = 0): number | null {
  if (from === phrase.length) return at;
  const place = phrase[from]!;
  if (place === '..') {
    const gap = words.slice(at, at + GAP);
    const most = gap.includes(CUT) ? gap.indexOf(CUT) : gap.length;
    for (let skipped = most; skipped >= 0; skipped -= 1) {
      const end = endOf(phrase, words, at + skipped, from + 1);
      if (end !== null) return end;
    }
    return null;
  }
  const word = words[at];
  if (word !== undefined && has(place, word) && (place.sign !== '$' || at + 1 === words.length)) {
    const end = endOf(phrase, words, at + 1, from + 1);
    if (end !== null) return end;
  }
  const mayLack = place.sign === '?' || (place.sign === '/$' && word === undefined);
  return mayLack ? endOf(phrase, words, at, from + 1) : null;
}

const has = ({ words, beginnings }: Place, word: string) =>
  words.has(word) || beginnings.some((beginning) => word.startsWith(beginning));

/** The words with each stretch that is a figure of speech cut out. */
function without(words: readonly string[], figure: Phrase): readonly string[] {
  const left: string[] = [];
  for (let at = 0; at < words.length;) {
    const end = endOf(figure, words, at) ?? at;
    left.push(end > at ? CUT : words[at]!);
    at = Math.max(end, at + 1);
  }
  return left;
}
