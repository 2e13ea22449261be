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
  const phrasesOf = tasks.map((task) => task.asked.map(saidIn));
  const vocabularies = phrasesOf.map((phrases) => new Set(phrases.flatMap((phrase) => [...phrase.keys()])));
  /** How many tasks have each word. */
  const counts = new Map<string, number>();
  for (const words of vocabularies) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const tells = (word: string) => Math.log(1 + tasks.length / (counts.get(word) ?? OTHER_WORD_TASKS));
  const told = (said: Said, within: { has: (word: string) => boolean } = said) =>
    [...said].reduce((sum, [word, share]) => sum + (within.has(word) ? share * tells(word) : 0), 0);
  const own = tasks.map((task, index) => ({
    task,
    phrases: phrasesOf[index]!.map((said) => ({ said, tells: told(said) })),
  }));
  return (query) => {
    const asked = saidIn(query);
    const all = told(asked) || 1;
    const alike = own.flatMap(({ task, phrases }, index) => {
      const around = told(asked, vocabularies[index]) / all;
      if (around < TASK_LIKENESS) return [];
      return phrases.map(({ said, tells }) => {
        const common = told(said, asked);
        return { task, likeness: around * (common / tells), same: common / all };
      });
    });
    const [best] = alike
      .filter(({ likeness }) => likeness >= TASK_LIKENESS)
      .sort((a, b) => b.likeness * b.same - a.likeness * a.same);
    return best?.task ?? null;
  };
}
