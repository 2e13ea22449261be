import { countParts, partsOf, stemsOf, sumOf } from './said.ts';
import { wordsOf } from './words.ts';
import { NEAR_TASKS, NEAR_TASK_LIKENESS, NEAR_WORDS, OWN_SHARE, QUESTIONS_BESIDE, TASK_LIKENESS } from './weights.ts';

/** The part of a task of `content/tasks.yaml` that the search compares with a query. */
export interface AskedTask {
  id: string;
  /** The words in which people ask, or their stems in a task that is searched. */
  asked: readonly string[];
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

/** The task that says what is not for this site. To say so by mistake costs a reader less than a list of pages that do not answer. */
export const ELSEWHERE = 'elsewhere';

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
  const parts = [...countParts(tasks.flatMap(({ asked }) => asked.map(splitStems))).keys()];
  const told = parts.map((part) => counts.get(part) ?? 0).map((count) => (count < LEAST_QUESTIONS ? 0 : count));
  return { tasks, counts: told, questions: questions.length };
}

/** The same words in whatever order. */
const keyOf = (stems: readonly string[]) => [...new Set(stems)].sort().join(' ');

/**
 * Returns a function that gives the task which a query asks for: the one that has the query as a phrase, else the one whose phrases have its words and pairs
 * of words most often beside how often the questions for pages have them, if that is often enough. Few words name a topic as often as an act, so that a task
 * is only offered for them; a word alone must be a phrase.
 */
export function taskMatcher<T extends AskedTask>({
  tasks,
  counts: asked,
  questions,
}: SearchedTasks<T>): (query: string) => TaskReading<T> {
  const own = tasks.map((task) => {
    const phrases = task.asked.map(splitStems);
    return { task, phrases, counts: countParts(phrases), size: phrases.length };
  });
  const taskOf = new Map(
    own.toReversed().flatMap(({ task, phrases }) => phrases.map((phrase) => [keyOf(phrase), task] as const)),
  );
  const inTasks = new Map<string, number>();
  for (const { counts } of own) for (const [part, count] of counts) inTasks.set(part, (inTasks.get(part) ?? 0) + count);
  /** Part → number of questions for pages that have it, and of all phrases and questions. */
  const known = new Map(
    Array.from(inTasks, ([part, count], at) => [part, { asked: asked[at] ?? 0, all: count + (asked[at] ?? 0) }]),
  );
  const all = sumOf(own.map(({ size }) => size)) + questions;
  /** A task that is said in many ways is likelier from the start. */
  const mean = sumOf(own.map(({ size }) => size)) / own.length;
  /** Share of so many questions that have a part; some of it as in all of them, so that none is 0. */
  const shareOf = (everywhere: number, count: number, of: number, own = OWN_SHARE) =>
    (own * count) / Math.max(of, 1) + ((1 - own) * (everywhere + 1)) / (all + 1);
  /** Few questions for pages say little of what no task has. */
  const ownOfOthers = (OWN_SHARE * questions) / (questions + QUESTIONS_BESIDE);
  /** Returns how much a part tells: the logarithm of its share of a task's phrases beside that of the questions for pages. A strange word tells against all tasks. */
  const tellsOf = (part: string, count: number, size: number) => {
    const usual = known.get(part);
    if (!usual) return part.includes(' ') ? 0 : Math.log(1 - OWN_SHARE);
    return Math.log(shareOf(usual.all, count, size) / shareOf(usual.all, usual.asked, questions, ownOfOthers));
  };
  return (query) => {
    const stems = stemsOf(wordsOf(query));
    const same = taskOf.get(keyOf(stems));
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
    const isSure = best !== undefined && (best.task.id === ELSEWHERE || best.likeness >= TASK_LIKENESS);
    if (stems.length < NEAR_WORDS) return { answer: null, near: isSure ? [best.task] : [] };
    if (isSure) return { answer: best.task, near: [] };
    return { answer: null, near: likely.slice(0, NEAR_TASKS).map(({ task }) => task) };
  };
}
