import { classify } from './stop-words.ts';
import { stem } from './stem.ts';
import { otherNumber } from './variants.ts';
import { wordsOf } from './words.ts';
import { OTHER_WORD_TASKS, STOP_WORD_WEIGHT, TASK_LIKENESS } from './weights.ts';

/** The part of a task of `content/tasks.yaml` that the search compares with a query. */
export interface AskedTask {
  id: string;
  /** The words in which people ask. */
  asked: readonly string[];
}

/** Stem → share of its rarity that counts: less for a stop word. */
type Said = ReadonlyMap<string, number>;

/** Gives "two" for "2", and any other word itself. */
const named = (word: string) => (/^\d/.test(word) ? (otherNumber(word) ?? word) : word);

const saidIn = (text: string): Said =>
  new Map(wordsOf(text).map((word) => [stem(named(word)), classify(word) === 'stop' ? STOP_WORD_WEIGHT : 1]));

/**
 * Returns a function that gives the task which a query asks for, or null. A query asks for a task when it has one of the task's phrases, and the
 * words around it are the task's as well. What a word tells is its rarity among the tasks.
 */
export function taskMatcher<T extends AskedTask>(tasks: readonly T[]): (query: string) => T | null {
  const own = tasks.map((task) => ({ task, phrases: task.asked.map(saidIn) }));
  const vocabularies = own.map(({ phrases }) => new Set(phrases.flatMap((phrase) => [...phrase.keys()])));
  const tells = (word: string) =>
    Math.log(1 + tasks.length / (vocabularies.filter((words) => words.has(word)).length || OTHER_WORD_TASKS));
  const told = (said: Said, within: { has: (word: string) => boolean } = said) =>
    [...said].reduce((sum, [word, share]) => sum + (within.has(word) ? share * tells(word) : 0), 0);
  return (query) => {
    const asked = saidIn(query);
    const all = told(asked) || 1;
    const alike = own.flatMap(({ task, phrases }, index) => {
      const around = told(asked, vocabularies[index]) / all;
      if (around < TASK_LIKENESS) return [];
      return phrases.map((phrase) => {
        const common = told(phrase, asked);
        const likeness = around * (common / told(phrase));
        return { task, likeness, same: common / all };
      });
    });
    const [best] = alike
      .filter(({ likeness }) => likeness >= TASK_LIKENESS)
      .sort((a, b) => b.likeness * b.same - a.likeness * a.same);
    return best?.task ?? null;
  };
}
