import { speller, type Speller } from './spelling.ts';
import { root } from './stem.ts';
import { ONE_SLIP, SHORTEST_CORRECTED, SOUNDED_FROM, SOUNDED_SLIP_FROM } from './weights.ts';

/**
 * Returns a speller that looks for words with a near spelling and, when there is none, for words whose root sounds alike: "confidenshal" for
 * "confidential", "paraphase" where the index has "paraphrasing".
 */
export function formSpeller(words: readonly (readonly [string, number])[]): Speller {
  const exact = speller(words);
  let sounds: { words: ReadonlyMap<string, string>; speller: Speller } | undefined;
  const readSounds = () => {
    const found = new Map(words.map(([word]) => [soundOf(word), word]));
    return { words: found, speller: speller([...found.keys()].map((sound) => [sound, 1] as const)) };
  };
  const sounded = (typed: string) => {
    if (typed.length < SOUNDED_FROM) return null;
    sounds ??= readSounds();
    const sound = soundOf(typed);
    if (sound.length < SHORTEST_CORRECTED) return null;
    const same = sounds.words.get(sound);
    if (same !== undefined) return { word: same, cost: 0 };
    const near = sound.length < SOUNDED_SLIP_FROM ? null : sounds.speller.nearest(sound, ONE_SLIP);
    return near && { word: sounds.words.get(near.word)!, cost: near.cost };
  };
  return {
    nearest: (typed) => exact.nearest(typed) ?? sounded(typed),
    isNear: (typed) => exact.isNear(typed) || sounded(typed) !== null,
  };
}

/** Returns how a word's root sounds: "sh" as in "special" and "position", "f" as in "phone", "k" as in "quick" and "school". */
const soundOf = (word: string) =>
  root(word)
    .replace(/sh|s?[cst]i(?=[aou])/g, 'x')
    .replace(/ph/g, 'f')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/ck|ch|qu|c/g, 'k')
    .replace(/([^aeiou])\1/g, '$1');
