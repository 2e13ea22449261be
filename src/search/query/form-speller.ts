import { memoised } from './memoised.ts';
import { speller, type Speller } from './spelling.ts';
import { root } from './stem.ts';
import { ONE_SLIP, SHORTEST_CORRECTED, SOUNDED_FROM, SOUNDED_SLIP_FROM } from './weights.ts';

/**
 * Returns a speller that looks for words with a near spelling and, when there is none, for words whose root sounds alike: "confidenshal" for
 * "confidential", "paraphase" where the index has "paraphrasing". Most queries have no mistake, so the words are read when the first one looks like one.
 */
export function formSpeller(read: () => readonly (readonly [string, number])[]): Speller {
  let known: { words: readonly (readonly [string, number])[]; speller: Speller } | undefined;
  let sounds: { words: ReadonlyMap<string, string>; speller: Speller } | undefined;
  const exact = () => {
    if (known) return known;
    const words = read();
    return (known = { words, speller: speller(words) });
  };
  const readSounds = () => {
    const found = new Map(exact().words.map(([word]) => [soundOf(root(word)), word]));
    return { words: found, speller: speller([...found.keys()].map((sound) => [sound, 1] as const)) };
  };
  /** All forms of a word have one root, and sound alike. */
  const soundingLike = memoised((base) => {
    const sound = soundOf(base);
    if (sound.length < SHORTEST_CORRECTED) return null;
    sounds ??= readSounds();
    const same = sounds.words.get(sound);
    if (same !== undefined) return { word: same, cost: 0 };
    const near = sound.length < SOUNDED_SLIP_FROM ? null : sounds.speller.nearest(sound, ONE_SLIP);
    return near && { word: sounds.words.get(near.word)!, cost: near.cost };
  });
  const sounded = (typed: string) => (typed.length < SOUNDED_FROM ? null : soundingLike(root(typed)));
  return {
    nearest: (typed) => exact().speller.nearest(typed) ?? sounded(typed),
    isNear: (typed) => exact().speller.isNear(typed) || sounded(typed) !== null,
  };
}

/** Returns how a root sounds: "sh" as in "special" and "position", "f" as in "phone", "k" as in "quick" and "school". */
const soundOf = (base: string) =>
  base
    .replace(/sh|s?[cst]i(?=[aou])/g, 'x')
    .replace(/ph/g, 'f')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/ck|ch|qu|c/g, 'k')
    .replace(/([^aeiou])\1/g, '$1');
