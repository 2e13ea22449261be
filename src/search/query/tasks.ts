import { classify } from './stop-words.ts';
import { stem } from './stem.ts';
import { otherNumber } from './variants.ts';
import { wordsOf } from './words.ts';
import { STOP_WORD_WEIGHT, TASK_LIKENESS, TASK_SHARE } from './weights.ts';

/** The part of a task of `content/tasks.yaml` that the search compares with a query. */
export interface AskedTask {
  id: string;
  /** The words in which people ask. */
  asked: readonly string[];
}

/** How many of the questions for the site's pages have each word of the tasks' phrases. Written by columns, it is smaller. */
export interface QuestionWords {
  /** Stems, one a line. */
  readonly words: string;
  /** Questions that have the word, in the order of the words. */
  readonly counts: readonly number[];
  /** Number of all questions. */
  readonly questions: number;
}

/** Gives "two" for "2", and any other word itself. */
const named = (word: string) => (/^\d/.test(word) ? (otherNumber(word) ?? word) : word);

/** Stem → how much of the word counts: less of a stop word. */
const saidIn = (text: string) =>
  new Map(wordsOf(text).map((word) => [stem(named(word)), classify(word) === 'stop' ? STOP_WORD_WEIGHT : 1]));

/** Returns the number of texts that have each word, by its stem. */
export function countSaid(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of saidIn(text).keys()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** The same words in whatever order. */
const keyOf = (words: Iterable<string>) => [...words].sort().join(' ');

/**
 * Returns a function that gives the task which a query asks for, or null: the one that has the query as a phrase, else the one whose phrases have its words
 * most often beside how often all questions have them, if that is often enough. Words that its phrases lack count against it. A word alone must be a phrase.
 * @param others words of the questions that ask for no task
 */
export function taskMatcher<T extends AskedTask>(
  tasks: readonly T[],
  others: QuestionWords = { words: '', counts: [], questions: 0 },
): (query: string) => T | null {
  const phrases = new Map(
    tasks.toReversed().flatMap((task) => task.asked.map((phrase) => [keyOf(saidIn(phrase).keys()), task] as const)),
  );
  const own = tasks.map((task) => ({ task, counts: countSaid(task.asked), size: task.asked.length }));
  const everywhere = new Map(others.words.split('\n').map((word, at) => [word, others.counts[at] ?? 0]));
  for (const { counts } of own)
    for (const [word, count] of counts) everywhere.set(word, (everywhere.get(word) ?? 0) + count);
  const all = own.reduce((sum, { size }) => sum + size, others.questions);
  /** A task that is said in many ways is likelier from the start. */
  const mean = sumOf(own.map(({ size }) => size)) / own.length;
  /** Share of all questions that have a word. */
  const usual = (word: string) => ((everywhere.get(word) ?? 0) + 1) / (all + 1);
  return (query) => {
    const said = [...saidIn(query)];
    const same = phrases.get(keyOf(said.map(([word]) => word)));
    if (same || said.length < 2) return same ?? null;
    const likenesses = own.map(({ task, counts, size }) => {
      const tells = said.map(
        ([word, share]) =>
          share * Math.log((TASK_SHARE * (counts.get(word) ?? 0)) / size / usual(word) + 1 - TASK_SHARE),
      );
      return {
        task,
        likeness: (Math.log(size / mean) + sumOf(tells)) / Math.sqrt(sumOf(said.map(([, share]) => share))),
      };
    });
    const [best] = likenesses.sort((a, b) => b.likeness - a.likeness);
    return best && best.likeness >= TASK_LIKENESS ? best.task : null;
  };
}
