import { fleschKincaid } from 'flesch-kincaid';
import retextEnglish from 'retext-english';
import retextPassive from 'retext-passive';
import type { MdastNode } from 'satteri';
import { syllable } from 'syllable';
import { unified } from 'unified';
import { nodesOf, textOf } from './document.ts';

/** Measures of an article's sentences. Titles are left out. */
export interface Readability {
  words: number;
  /** Age of a reader who follows it easily: the Flesch–Kincaid grade plus five. */
  age: number;
  sentenceLength: number;
  /** Share of sentences in the passive voice, 0 to 1. */
  passive: number;
  /** Each sentence longer than docs/writing.md allows, with its number of words. */
  long: { text: string; words: number }[];
}

/** Limits of docs/writing.md. A lower age is welcome. */
export const limits = { age: 14, sentenceLength: 16, longest: 25, passive: 0.15 };

/** Age of a child in the formula's grade 0, in years. */
const SCHOOL_AGE = 5;

/** The part of a natural-language syntax tree that is used here: https://github.com/syntax-tree/nlcst */
interface Language {
  type: string;
  value?: string;
  children?: Language[];
}

const language = unified()
  .use(retextEnglish)
  .use(retextPassive)
  .use(function (this: { compiler: unknown }) {
    this.compiler = (tree: Language) => tree;
  });

/** Measures an article's body; undefined when it has no sentence. */
export function readability(tree: MdastNode): Readability | undefined {
  const blocks = nodesOf(tree, 'paragraph').map(({ node }) => textOf(node).replace(/\s+/g, ' '));
  const file = language.processSync(blocks.join('\n\n'));
  const sentences = all(file.result as Language, 'SentenceNode');
  const lengths = sentences.map((sentence) => all(sentence, 'WordNode').length);
  const word = lengths.reduce((sum, length) => sum + length, 0);
  if (word === 0) return undefined;
  const irregular = new Set<unknown>(file.messages.map(({ ancestors }) => ancestors?.[0]));
  const syllables = sentences.flatMap((sentence) => all(sentence, 'WordNode').map((each) => syllable(said(each))));
  const counts = { sentence: sentences.length, word, syllable: syllables.reduce((sum, count) => sum + count, 0) };
  return {
    words: word,
    age: fleschKincaid(counts) + SCHOOL_AGE,
    sentenceLength: word / sentences.length,
    passive: sentences.filter((each) => irregular.has(each) || isRegularPassive(said(each))).length / sentences.length,
    long: sentences.flatMap((sentence, index) =>
      lengths[index]! > limits.longest ? [{ text: said(sentence), words: lengths[index]! }] : [],
    ),
  };
}

/** Finds regular participles ("is checked"); retext-passive finds irregular ones only ("is kept"). */
const regular = /\b(?:am|are|is|was|were|be|been|being)(?: not| also| often)? (\w+ed)\b/gi;
/** Participles that name a feeling or a state are not passive voice. */
const feelings =
  /^(interested|tired|worried|excited|bored|relaxed|scared|surprised|pleased|disappointed|embarrassed|confused|prepared|experienced|qualified)$/i;

const isRegularPassive = (sentence: string): boolean =>
  [...sentence.matchAll(regular)].some(([, participle]) => !feelings.test(participle!));

/** Returns every node of this type, without those inside another one. */
const all = (node: Language, type: string): Language[] =>
  node.type === type ? [node] : (node.children ?? []).flatMap((child) => all(child, type));

const said = ({ value, children = [] }: Language): string => value ?? children.map(said).join('');
