import { memoised } from './memoised.ts';
import { harmLikeness, peopleIn, type HarmWeights } from './harm-likeness.ts';
import { speller, type Speller } from './spelling.ts';
import { root } from './stem.ts';
import { ONE_SLIP } from './weights.ts';
import { fold } from './words.ts';

/** The subject of a query, which decides the box: danger to the reader or somebody else, or a person who behaves badly. */
export const supportKinds = ['danger', 'behaviour'] as const;
export type SupportKind = (typeof supportKinds)[number];
/** The file of content/pages that has the words of each box. */
export const supportPages: Readonly<Record<SupportKind, string>> = { danger: 'support', behaviour: 'treated-badly' };

/** The content of `content/support.yaml`, which the content check reads by its schema. */
export interface SupportSource {
  /** The first sentence of each box. */
  readonly leads: Readonly<Record<SupportKind, string>>;
  /** Phrases that bring up a box whatever else is said: the team's own. */
  readonly always?: Readonly<Record<SupportKind, readonly string[]>> | undefined;
  /** For each box, phrases by the id of its section that a query with one of them is read by first. */
  readonly sections?: Readonly<Record<SupportKind, Readonly<Record<string, string>>>> | undefined;
  /** Phrases of one meaning, by the plain name of that meaning. */
  readonly families: Readonly<Record<string, string>>;
  /** Sayings that tell of no harm. */
  readonly ordinary: readonly string[];
  /** Words said for emphasis ("dying to know"), which say nothing of the subject where a query tells of no harm. */
  readonly figures?: readonly string[] | undefined;
}

/** What a query says about harm. */
export interface SupportReading {
  /** The kinds of help that the query needs; empty for most queries. */
  kinds: readonly SupportKind[];
  /** The likelier of the kinds; undefined without one. */
  likeliest: SupportKind | undefined;
  /** The ids of the sections of these boxes that fit the query. */
  sections: readonly string[];
  /** False where it may as well be ordinary: the help is offered above the results. */
  isSure: boolean;
  /** Folded words that the query has for emphasis only; empty when it is about harm. */
  figures: ReadonlySet<string>;
}

export type SupportMatcher = (query: string) => SupportReading;

/** Most other words between two words of a phrase. */
const GAP = 2;
/** Shorter words are too near to others for a slip. */
const SLIPS_FROM = 6;
/** Replaces an everyday saying that was removed from the query. */
const TAKEN_OUT = '';

/** One part of a phrase: the roots that it takes, and whether it must follow the part before it directly. */
interface PhrasePart {
  roots: ReadonlySet<string>;
  isJoined: boolean;
}
type Phrase = readonly PhrasePart[];
const PHRASE_PARTS = /[ -]?(?:\[[^\]]+\]|\w+)/g;
const FIRST_PART = /^(?:\[[^\]]+\]|\w+)/;
/** Phrases as the list has them, by each root that their first place takes, with the family they belong to. */
type PhraseIndex<Name extends string> = ReadonlyMap<string, readonly { family: Name; entry: string }[]>;

/**
 * @param source the content of `content/support.yaml`, as its schema accepts it
 * @param weights what the examples of harm teach
 */
export function supportMatcher(source: SupportSource, weights: HarmWeights): SupportMatcher {
  const { split, familiesIn, sectionsIn, personOf } = supportReader(source);
  const likeness = harmLikeness(weights, personOf);
  return (query) => {
    const { words, said, own } = split(query);
    const like = likeness(words, familiesIn(words));
    const kinds = supportKinds.filter((kind) => own.includes(kind) || like.kinds.includes(kind));
    return {
      kinds,
      likeliest: own.includes('danger') ? 'danger' : (like.kinds[0] ?? own[0]),
      sections: kinds.flatMap((kind) => sectionsIn[kind](words)),
      isSure: own.length > 0 || like.isSure,
      figures: new Set(kinds.length > 0 ? [] : said),
    };
  };
}

/** Returns what is common to reading a query and learning from examples: its roots, and the families that these have. */
export function supportReader(source: SupportSource) {
  const { families, figures = [], sections } = source;
  const rootOf = rootsWith(entriesOf(families['not']!));
  const wordsOf = (family: string): string[] =>
    entriesOf(families[family]!).flatMap((entry) => {
      const inner = innerFamily(entry);
      if (inner !== undefined) return wordsOf(inner);
      return /^\w+$/.test(entry) ? [entry] : [];
    });
  const rootsOf = new Map(Object.keys(families).map((family) => [family, new Set(wordsOf(family).map(rootOf))]));
  /** The phrases have the same few thousand parts again and again. */
  const partOf = memoised((said: string): PhrasePart => {
    const name = said.replace(/^[ -]/, '');
    const family = innerFamily(name);
    return {
      roots: family === undefined ? new Set([rootOf(name)]) : rootsOf.get(family)!,
      isJoined: said.startsWith('-'),
    };
  });
  /** A query has the first word of few phrases, so only those are read whole. */
  const phraseOf = memoised((entry: string): Phrase => entry.match(PHRASE_PARTS)!.map(partOf));
  const indexOf = <Name extends string>(lists: Iterable<readonly [Name, string]>): PhraseIndex<Name> => {
    const index = new Map<string, { family: Name; entry: string }[]>();
    for (const [family, list] of lists)
      for (const entry of entriesOf(list))
        for (const first of partOf(FIRST_PART.exec(entry)![0]).roots) {
          const known = index.get(first);
          if (known) known.push({ family, entry });
          else index.set(first, [{ family, entry }]);
        }
    return index;
  };

  /** Returns the position of each phrase in the words, with its family. */
  const matchesIn = <Name extends string>(words: readonly string[], index: PhraseIndex<Name>) =>
    words.flatMap((word, start) =>
      (index.get(word) ?? []).flatMap(({ family, entry }) => {
        const at = placesOf(phraseOf(entry), words, start);
        return at ? [{ family, at }] : [];
      }),
    );

  const emphatic = indexOf(figures.map((list) => ['figures', list]));
  const sayings = indexOf(
    [...source.ordinary, ...figures.map(phrasesIn).filter(Boolean)].map((list) => ['ordinary', list]),
  );
  const always = indexOf(alwaysOf(source));
  const right = spelling(source, rootOf);
  /**
   * Returns the roots of a query's words, empty where a saying was taken out, the words said for emphasis, and the kinds of which it has a phrase that
   * always counts.
   */
  const split = (query: string) => {
    const typed = wordsIn(query);
    const words = typed.map(right);
    const own = matchesIn(words, always).map(({ family }) => family);
    const said = matchesIn(words, emphatic).flatMap(({ at }) => at.map((place) => typed[place]!));
    for (const { at } of matchesIn(words, sayings)) for (const place of at) words[place] = TAKEN_OUT;
    return { words, said, own };
  };
  const namesIn = (lists: Readonly<Record<string, string>>) => {
    const index = indexOf(Object.entries(lists));
    return (words: readonly string[]) => new Set(matchesIn(words, index).map(({ family }) => family));
  };
  const sectionsOf = (lists: Readonly<Record<string, string>> = {}) => {
    const namesOf = namesIn(lists);
    return (words: readonly string[]) => {
      const found = namesOf(words);
      return Object.keys(lists).filter((id) => found.has(id));
    };
  };
  const sectionsIn = { danger: sectionsOf(sections?.danger), behaviour: sectionsOf(sections?.behaviour) };
  return { split, familiesIn: namesIn(families), sectionsIn, personOf: peopleIn(rootsOf) };
}

/** Returns the lists of phrases that always count, each with its kind. */
const alwaysOf = ({ always }: SupportSource) =>
  supportKinds.flatMap((kind) => (always?.[kind] ?? []).map((list) => [kind, list] as const));

/** Returns the entries of a list with several words; a single word of the list means harm in other queries. */
const phrasesIn = (list: string): string =>
  entriesOf(list)
    .filter((entry) => /[ -]/.test(entry))
    .join(', ');

/** The words and phrases of a list with commas between. */
export const entriesOf = (list: string): string[] => list.split(',').map((entry) => entry.trim());

/** The family whose name is the whole entry. */
const innerFamily = (entry: string): string | undefined => /^\[([^\]]+)\]$/.exec(entry)?.[1];

/** The words that a phrase takes whose first is at `start`, each the next that may be; `null` where one is missing. */
function placesOf(phrase: Phrase, words: readonly string[], start: number): readonly number[] | null {
  const at = [start];
  let place = start;
  for (let part = 1; part < phrase.length; part += 1) {
    const { roots, isJoined } = phrase[part]!;
    const last = Math.min(words.length - 1, place + 1 + (isJoined ? 0 : GAP));
    do place += 1;
    while (place <= last && !roots.has(words[place]!));
    if (place > last) return null;
    at.push(place);
  }
  return at;
}

/** Gives a word's root, and one for all words that say "not". */
function rootsWith(negations: readonly string[]): (word: string) => string {
  const known = new Set(negations);
  return (word) => (known.has(word) ? 'not' : root(word));
}

function wordsIn(query: string): string[] {
  return fold(query)
    .replace(/\b(my|him|her|them|me) sel(f|ves)\b/g, '$1sel$2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/**
 * Returns a function that gives the root of a word. A long word that differs by one slip from a word of the families is corrected first, and so is an
 * ending without its g ("callin"). A word of the list is never corrected.
 */
function spelling(source: SupportSource, rootOf: (word: string) => string): (word: string) => string {
  const { families, ordinary, figures = [] } = source;
  const wordsOf = (lists: readonly string[]) => lists.flatMap((list) => list.match(/[a-z0-9]+/g) ?? []);
  const own = alwaysOf(source).map(([, list]) => list);
  const known = new Set(wordsOf([...Object.values(families), ...ordinary, ...figures, ...own]).map(rootOf));
  const read = () =>
    speller(wordsOf(Object.values(families)).flatMap((word) => (word.length < SLIPS_FROM ? [] : [[word, 0] as const])));
  let long: Speller | undefined;
  const rightOf = (word: string) => {
    const typed = rootOf(word);
    if (known.has(typed)) return typed;
    const whole = rootOf(`${word}g`);
    if (word.endsWith('in') && known.has(whole)) return whole;
    if (word.length < SLIPS_FROM - 1) return typed;
    const meant = (long ??= read()).nearest(word, ONE_SLIP);
    return meant ? rootOf(meant.word) : typed;
  };
  return memoised(rightOf);
}
