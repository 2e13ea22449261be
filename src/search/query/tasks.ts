import { memoised } from './memoised.ts';
import { classify } from './stop-words.ts';
import { stem } from './stem.ts';
import { otherNumber } from './variants.ts';
import { wordsOf } from './words.ts';
import {
  LESS_TELLING,
  NEAR_TASKS,
  NEAR_TASK_LIKENESS,
  NEAR_WORDS,
  OWN_SHARE,
  QUESTIONS_BESIDE,
  TASK_LIKENESS,
} from './weights.ts';

/** The part of a task of `content/tasks.yaml` that the search compares with a query. */
export interface AskedTask {
  id: string;
  /** The words in which people ask. */
  asked: readonly string[];
}

/** How many of the questions for the site's pages have each part of the tasks' phrases. Written by columns, it is smaller. */
export interface QuestionWords {
  /** Parts, one a line. */
  readonly parts: string;
  /** Questions that have the part, in the order of the parts. */
  readonly counts: readonly number[];
  /** Number of all questions. */
  readonly questions: number;
}

/** What the search offers above its results. */
export interface TaskReading<T> {
  /** The task that a query asks for; null for most queries. */
  answer: T | null;
  /** Where that is not sure, the likeliest tasks, best first. */
  near: readonly T[];
}

/** Gives "two" for "2", and any other word itself. */
const named = (word: string) => (/^\d/.test(word) ? (otherNumber(word) ?? word) : word);

/** Gives the stem of a word and how much of it counts. Thousands of questions have the same few words. */
const readWord = memoised((word: string) => ({
  part: stem(named(word)),
  weight: classify(word) === 'stop' ? LESS_TELLING : 1,
}));

const stemsOf = (text: string) => wordsOf(text).map((word) => readWord(word).part);

/** Returns the stems of a text and its pairs of neighbours, each with how much of it counts. */
function partsOf(text: string): Map<string, number> {
  const parts = new Map<string, number>();
  let before: string | undefined;
  for (const word of wordsOf(text)) {
    const { part, weight } = readWord(word);
    parts.set(part, weight);
    if (before !== undefined) parts.set(`${before} ${part}`, LESS_TELLING);
    before = part;
  }
  return parts;
}

/** Returns the number of texts that have each part. */
export function countParts(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const part of partsOf(text).keys()) counts.set(part, (counts.get(part) ?? 0) + 1);
  return counts;
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** The same words in whatever order. */
const keyOf = (text: string) => [...new Set(stemsOf(text))].sort().join(' ');

/**
 * Returns a function that gives the task which a query asks for: the one that has the query as a phrase, else the one whose phrases have its words and pairs
 * of words most often beside how often the questions for pages have them, if that is often enough. Few words name a topic as often as an act, so that a task
 * is only offered for them; a word alone must be a phrase.
 * @param others parts of the questions that ask for no task
 */
export function taskMatcher<T extends AskedTask>(
  tasks: readonly T[],
  others: QuestionWords = { parts: '', counts: [], questions: 0 },
): (query: string) => TaskReading<T> {
  const phrases = new Map(
    tasks.toReversed().flatMap((task) => task.asked.map((phrase) => [keyOf(phrase), task] as const)),
  );
  const own = tasks.map((task) => ({ task, counts: countParts(task.asked), size: task.asked.length }));
  const asked = new Map(others.parts.split('\n').map((part, at) => [part, others.counts[at] ?? 0]));
  const everywhere = new Map(asked);
  for (const { counts } of own)
    for (const [part, count] of counts) everywhere.set(part, (everywhere.get(part) ?? 0) + count);
  const all = sumOf(own.map(({ size }) => size)) + others.questions;
  /** A task that is said in many ways is likelier from the start. */
  const mean = sumOf(own.map(({ size }) => size)) / own.length;
  /** Share of so many questions that have a part; some of it as in all of them, so that none is 0. */
  const shareOf = (part: string, count: number, questions: number, own = OWN_SHARE) =>
    (own * count) / Math.max(questions, 1) + ((1 - own) * (everywhere.get(part)! + 1)) / (all + 1);
  /** Few questions for pages say little of what no task has. */
  const ownOfOthers = (OWN_SHARE * others.questions) / (others.questions + QUESTIONS_BESIDE);
  /** Returns how much a part tells: the logarithm of its share of a task's phrases beside that of the questions for pages. A strange word tells against all tasks. */
  const tellsOf = (part: string, count: number, size: number) => {
    if (!everywhere.has(part)) return part.includes(' ') ? 0 : Math.log(1 - OWN_SHARE);
    return Math.log(shareOf(part, count, size) / shareOf(part, asked.get(part) ?? 0, others.questions, ownOfOthers));
  };
  return (query) => {
    const same = phrases.get(keyOf(query));
    const said = [...partsOf(query)];
    if (same || said.length < 2) return { answer: same ?? null, near: [] };
    const length = Math.sqrt(sumOf(said.map(([, weight]) => weight)));
    const likely = own
      .map(({ task, counts, size }) => {
        const tells = said.map(([part, weight]) => weight * tellsOf(part, counts.get(part) ?? 0, size));
        return { task, likeness: (Math.log(size / mean) + sumOf(tells)) / length };
      })
      .filter(({ likeness }) => likeness >= NEAR_TASK_LIKENESS)
      .sort((a, b) => b.likeness - a.likeness);
    const [best] = likely;
    const isSure = best !== undefined && best.likeness >= TASK_LIKENESS;
    if (stemsOf(query).length < NEAR_WORDS) return { answer: null, near: isSure ? [best.task] : [] };
    if (isSure) return { answer: best.task, near: [] };
    return { answer: null, near: likely.slice(0, NEAR_TASKS).map(({ task }) => task) };
  };
}
