import { memoised } from './memoised.ts';
import type { Concept } from './query.ts';
import { stem } from './stem.ts';
import type { Anchor, Page } from './search-index.ts';
import { indexedWords } from './words.ts';
import {
  ASKED_SECTION,
  EXCERPT_WORDS,
  HEADING_WEIGHT,
  PHRASE_SPAN,
  SAME_WORDS_SHARE,
  SECTION_HALF,
  SENTENCE_BONUS,
} from './weights.ts';

/** A piece of text; `marked` when it answers the query. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** A section of a page and how well it answers. */
export interface Section {
  /** Null for the start of the page, before its first section. */
  anchor: Anchor | null;
  score: number;
  /** Share of the query's weight that its heading has: 0 to 1. */
  headed: number;
  /** The query's likeness to one of its questions, the best of them. */
  asked: Likeness;
  from: number;
  to: number;
}

/** Position on the page → concepts that the word there answers, each with its weight. */
type ConceptsByPosition = ReadonlyMap<number, readonly (readonly [concept: number, weight: number])[]>;

const positionCache = new WeakMap<Page, ReadonlyMap<string, readonly number[]>>();

const stemsIn = memoised((text) => new Set(indexedWords(text).map(stem)));

/** Returns stem → positions on the page, cached per page. */
function placesOf(page: Page): ReadonlyMap<string, readonly number[]> {
  const known = positionCache.get(page);
  if (known) return known;
  const found = new Map<string, number[]>();
  page.words.forEach((word, at) => {
    for (const part of stemsIn(word)) {
      const list = found.get(part);
      if (list) list.push(at);
      else found.set(part, [at]);
    }
  });
  positionCache.set(page, found);
  return found;
}

/** Returns which words of a page answer which concepts. Words of a phrase answer only where the whole phrase stands together. */
export function answersOn(page: Page, concepts: readonly Concept[]): ConceptsByPosition {
  const places = placesOf(page);
  const answers = new Map<number, [number, number][]>();
  const note = (at: number, concept: number, weight: number) => {
    const known = answers.get(at);
    if (known) known.push([concept, weight]);
    else answers.set(at, [[concept, weight]]);
  };
  concepts.forEach((concept, index) => {
    for (const { words, weight } of concept.alternatives) {
      const each = words.map((word) => places.get(stem(word)) ?? []);
      const share = weight / Math.sqrt(words.length);
      each.forEach((own, position) => {
        const others = each.filter((_, other) => other !== position);
        for (const at of own)
          if (others.every((list) => list.some((place) => Math.abs(place - at) <= PHRASE_SPAN))) note(at, index, share);
      });
    }
  });
  return answers;
}

/** How alike a query and a question are. */
export interface Likeness {
  /** 0 to 1: the share of the query's weight that the question has, more where the two have all words in common. */
  value: number;
  /** Indexes of the concepts that the question has. */
  met: ReadonlySet<number>;
}

const UNLIKE: Likeness = { value: 0, met: new Set() };

/** Returns the likeness of the query and the question most like it. @param asked stems of the query, stop words included */
function likeness(
  questions: readonly (readonly string[])[],
  concepts: readonly Concept[],
  worth: readonly number[],
  asked: ReadonlySet<string>,
): Likeness {
  const all = sumOf(worth) || 1;
  let best = UNLIKE;
  for (const question of questions) {
    const stems = new Set(question.map(stem));
    const met = new Set<number>();
    let share = 0;
    concepts.forEach(({ alternatives }, index) => {
      const ways = alternatives.filter(({ words }) => words.every((word) => stems.has(stem(word))));
      if (ways.length === 0) return;
      met.add(index);
      share += (worth[index]! / all) * Math.max(...ways.map(({ weight }) => weight));
    });
    const common = [...stems].filter((each) => asked.has(each)).length;
    const same = common / (stems.size + asked.size - common);
    const value = same === 1 ? 1 : share * (1 - SAME_WORDS_SHARE + SAME_WORDS_SHARE * same);
    if (value > best.value) best = { value, met };
  }
  return best;
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/**
 * Returns the sections of a page, best first.
 * @param worth weight of each concept
 * @param asked stems of the query, stop words included
 */
export function sectionsOf(
  page: Page,
  concepts: readonly Concept[],
  answers: ConceptsByPosition,
  worth: readonly number[],
  asked: ReadonlySet<string>,
): Section[] {
  const all = sumOf(worth) || 1;
  const starts: (Anchor | null)[] = [null, ...page.anchors];
  return starts
    .map((anchor, index) => {
      const from = anchor?.at ?? 0;
      const to = starts[index + 1]?.at ?? page.words.length;
      const heading = from + wordsIn(anchor?.title ?? page.title);
      const counts = worth.map(() => 0);
      const inHeading = worth.map(() => 0);
      for (const [at, found] of answers) {
        if (at < from || at >= to) continue;
        for (const [concept, weight] of found) {
          counts[concept]! += weight * (at < heading ? HEADING_WEIGHT : 1);
          if (at < heading) inHeading[concept] = Math.max(inHeading[concept]!, weight);
        }
      }
      const alike = likeness((anchor ?? page).questions, concepts, worth, asked);
      const said = worth.reduce(
        (sum, value, concept) => sum + (value * counts[concept]!) / (counts[concept]! + SECTION_HALF),
        0,
      );
      const score = said + ASKED_SECTION * all * alike.value;
      const headed = worth.reduce((sum, value, concept) => sum + value * inHeading[concept]!, 0) / all;
      return { anchor, score, headed, asked: alike, from, to };
    })
    .sort((a, b) => b.score - a.score);
}

const wordsIn = (text: string) => text.split(/\s+/).filter(Boolean).length;

/** Returns the passage of a section that answers most concepts, with the answering words marked. */
export function excerpt(page: Page, section: Section, answers: ConceptsByPosition): Piece[] {
  const start = section.from + wordsIn(section.anchor?.title ?? page.title);
  const length = Math.min(EXCERPT_WORDS, section.to - start);
  let best = start;
  let most = -1;
  for (let from = start; from + length <= section.to; from += 1) {
    const seen = new Map<number, number>();
    for (let at = from; at < from + length; at += 1) {
      for (const [concept, weight] of answers.get(at) ?? [])
        seen.set(concept, Math.max(seen.get(concept) ?? 0, weight));
    }
    const value = [...seen.values()].reduce((sum, weight) => sum + weight, 0);
    // A passage reads better from the start of a sentence.
    const whole = value + (from === start || /[.?!]["”’)]?$/.test(page.words[from - 1]!) ? SENTENCE_BONUS : 0);
    if (whole > most) [best, most] = [from, whole];
  }
  return pieces(page, answers, best, best + length, { before: best > start, after: best + length < section.to });
}

/** Punctuation before a word, the word, and punctuation after it. */
const BARE_WORD = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u;

/** Returns the words from `from` to `to` as text, the answering ones marked. */
function pieces(
  page: Page,
  answers: ConceptsByPosition,
  from: number,
  to: number,
  cut: { before: boolean; after: boolean },
): Piece[] {
  const found: Piece[] = [];
  const add = (text: string, marked: boolean) => {
    const last = found.at(-1);
    if (last?.marked === marked) last.text += text;
    else if (text !== '') found.push({ text, marked });
  };
  add(cut.before ? '… ' : '', false);
  for (let at = from; at < to; at += 1) {
    const word = page.words[at]!;
    const [, start = '', own = '', end = ''] = answers.has(at) ? BARE_WORD.exec(word)! : [word, word];
    const space = at > from ? ' ' : '';
    // Neighbours are marked together.
    add(space, start === '' && found.at(-1)?.marked === true);
    add(start, false);
    add(own, true);
    add(end, false);
  }
  add(cut.after ? ' …' : '', false);
  return found;
}

/** Returns a heading with its answering words marked. */
export function markedTitle(title: string, concepts: readonly Concept[]): Piece[] {
  const words = title.split(/\s+/);
  const page: Page = { url: '', title: '', audience: [], topics: [], questions: [], words, anchors: [] };
  return pieces(page, answersOn(page, concepts), 0, words.length, { before: false, after: false });
}
