import { countParts, partsOf, stemsOf, sumOf } from './said.ts';
import { wordsOf } from './words.ts';
import {
  LIKELIEST_TASK_LIKENESS,
  NEAR_TASKS,
  NEAR_TASK_LIKENESS,
  NEAR_WORDS,
  OWN_SHARE,
  QUESTIONS_BESIDE,
  TASK_LEAD,
  TASK_LIKENESS,
} from './weights.ts';

/** The part of a task of `content/tasks.yaml` that the search compares with a query. */
export interface AskedTask {
  id: string;
  /** The words in which people ask, or their stems in a task that is searched. */
  asked: readonly string[];
  /** True when it says what is not for this site. To say so by mistake costs a reader less than a list of pages that do not answer. */
  outside?: boolean | undefined;
}

/** A site's tasks as the search reads them. */
export interface SearchedTasks<T> {
  /** Tasks, each phrase as its stems. */
  readonly tasks: readonly T[];
  /** How many of the questions for pages have each part of the phrases, in the order in which the phrases have them first. */
  readonly counts: readonly number[];
  /** Number of all questions for pages. */
  readonly questions: number;
}

/** What the search offers above its results. */
export interface TaskReading<T> {
  /** The task that a query asks for; null for most queries. */
  answer: T | null;
  /** Where that is not sure, the likeliest tasks, best first. */
  near: readonly T[];
}

const splitStems = (phrase: string) => phrase.split(' ');

/** Returns tasks with each phrase as its stems, in an order that compresses well. */
export const inStems = <T extends AskedTask>(tasks: readonly T[]): T[] =>
  tasks.map((task) => ({
    ...task,
    asked: [...new Set(task.asked.map((phrase) => stemsOf(wordsOf(phrase)).join(' ')))].sort(),
  }));

/** Questions that a part must be in to be told: one may have it by chance. */
const LEAST_QUESTIONS = 2;

/** Counts the parts of the tasks' phrases in questions that ask for no task. @param tasks phrases as stems */
export function amongQuestions<T extends AskedTask>(
  tasks: readonly T[],
  questions: readonly string[],
): SearchedTasks<T> {
  const counts = countParts(questions.map((question) => stemsOf(wordsOf(question))));
  const parts = partsIn(tasks.map(({ asked }) => countParts(asked.map(splitStems))));
  const told = Array.from(parts, (part) => counts.get(part) ?? 0).map((count) => (count < LEAST_QUESTIONS ? 0 : count));
  return { tasks, counts: told, questions: questions.length };
}

/** Returns the different parts that are counted, each where it is first. */
const partsIn = (counts: readonly ReadonlyMap<string, number>[]) => new Set(counts.flatMap((each) => [...each.keys()]));

/** The same words in whatever order. */
const keyOf = (stems: readonly string[]) => [...new Set(stems)].sort().join(' ');

/**
 * Returns a function that gives the task which a query asks for: the one that has the query as a phrase, else the one whose phrases have its words and pairs
 * of words most often beside how often the questions for pages have them, if that is often enough. Few words name a topic as often as an act, so that a task
 * of this site is only offered for them; a word alone must be a phrase. Where no page is clearly the answer, less likely tasks are offered as well.
 */
export function taskMatcher<T extends AskedTask>({
  tasks,
  counts: asked,
  questions,
}: SearchedTasks<T>): (query: string, clear?: boolean) => TaskReading<T> {
  const own = tasks.map((task) => ({ task, counts: countParts(task.asked.map(splitStems)), size: task.asked.length }));
  /** Part of a phrase → number of questions for pages that have it. */
  const known = new Map(Array.from(partsIn(own.map(({ counts }) => counts)), (part, at) => [part, asked[at]!]));
  const all = sumOf(own.map(({ size }) => size)) + questions;
  /** A task that is said in many ways is likelier from the start. */
  const mean = sumOf(own.map(({ size }) => size)) / own.length;
  /** Share of so many questions that have a part; some of it as in all of them, so that none is 0. */
  const shareOf = (everywhere: number, count: number, of: number, ownShare = OWN_SHARE) =>
    (ownShare * count) / Math.max(of, 1) + ((1 - ownShare) * (everywhere + 1)) / (all + 1);
  /** Few questions for pages say little of what no task has, nor of which task is the likeliest. */
  const telling = questions / (questions + QUESTIONS_BESIDE);
  const likeliest = telling * LIKELIEST_TASK_LIKENESS + (1 - telling) * NEAR_TASK_LIKENESS;
  /** Returns how much a part tells: the logarithm of its share of a task's phrases beside that of the questions for pages. A strange word tells against all tasks. */
  const tellsIn = (part: string): ((count: number, size: number) => number) => {
    const among = known.get(part);
    if (among === undefined) return () => (part.includes(' ') ? 0 : Math.log(1 - OWN_SHARE));
    const everywhere = among + sumOf(own.map(({ counts }) => counts.get(part) ?? 0));
    const usual = shareOf(everywhere, among, questions, OWN_SHARE * telling);
    return (count, size) => Math.log(shareOf(everywhere, count, size) / usual);
  };
  /** Returns the first task with a phrase of the same words. */
  const sameAs = (stems: readonly string[]) => {
    const key = keyOf(stems);
    const having = own.filter(({ counts }) => stems.every((part) => counts.has(part)));
    return having.find(({ task }) => task.asked.some((phrase) => keyOf(splitStems(phrase)) === key))?.task ?? null;
  };
  return (query, clear = true) => {
    const stems = stemsOf(wordsOf(query));
    const same = sameAs(stems);
    const said = Array.from(partsOf(query), ([part, weight]) => ({ part, weight, tells: tellsIn(part) }));
    if (same || said.length < 2) return { answer: same, near: [] };
    const length = Math.sqrt(sumOf(said.map(({ weight }) => weight)));
    const scored = own
      .map(({ task, counts, size }) => {
        const told = said.map(({ part, weight, tells }) => weight * tells(counts.get(part) ?? 0, size));
        return { task, likeness: (Math.log(size / mean) + sumOf(told)) / length };
      })
      .sort((a, b) => b.likeness - a.likeness);
    const [best, second] = scored;
    const isSure = best !== undefined && best.likeness >= Math.max(TASK_LIKENESS, (second?.likeness ?? 0) + TASK_LEAD);
    const isShort = stems.length < NEAR_WORDS;
    const isOutside = best?.task.outside && best.likeness >= (isShort ? TASK_LIKENESS : NEAR_TASK_LIKENESS);
    if (isOutside || (isSure && !isShort)) return { answer: best.task, near: [] };
    const least = isShort ? TASK_LIKENESS : clear ? NEAR_TASK_LIKENESS : likeliest;
    const near = scored.filter(({ task, likeness }) => !task.outside && likeness >= least).slice(0, NEAR_TASKS);
    return { answer: null, near: near.map(({ task }) => task) };
  };
}
