import { fleschKincaid } from 'flesch-kincaid';
import retextEnglish from 'retext-english';
import retextPassive from 'retext-passive';
import type { MdastNode } from 'satteri';
import { syllable } from 'syllable';
import { unified } from 'unified';
import { nodesOf, textOf } from './document.ts';

/** How an article's prose reads, as numbers. Titles are left out, as they are no sentences. */
export interface Readability {
  words: number;
  /** Age at which a reader follows it with ease: the school year of Flesch and Kincaid's formula, plus five. */
  age: number;
  /** Mean length of a sentence, in words. */
  sentenceLength: number;
  /** Share of sentences in the passive voice, 0 to 1. */
  passive: number;
  /** Each sentence longer than docs/writing.md allows, with its number of words. */
  long: { text: string; words: number }[];
}

/** What docs/writing.md asks for. A lower age is no fault: easy words shut nobody out. */
export const limits = { age: 14, sentenceLength: 16, longest: 25, passive: 0.15 };

/** Age in the years of a child at the start of the formula's year 0. */
const SCHOOL_AGE = 5;

/** As much of a tree of natural language as is counted here: https://github.com/syntax-tree/nlcst */
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

/** retext-passive knows irregular participles ("is kept"); of the regular ones, those that name how someone feels are no passive. */
const regular = /\b(?:am|are|is|was|were|be|been|being)(?: not| also| often)? (\w+ed)\b/gi;
const feelings =
  /^(interested|tired|worried|excited|bored|relaxed|scared|surprised|pleased|disappointed|embarrassed|confused|prepared|experienced|qualified)$/i;

const isRegularPassive = (sentence: string): boolean =>
  [...sentence.matchAll(regular)].some(([, participle]) => !feelings.test(participle!));

/** Every node of this type; a word within a word is not counted again. */
const all = (node: Language, type: string): Language[] =>
  node.type === type ? [node] : (node.children ?? []).flatMap((child) => all(child, type));

const said = ({ value, children = [] }: Language): string => value ?? children.map(said).join('');
