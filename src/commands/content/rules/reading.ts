import { limits, readability } from '../readability.ts';
import type { TextRule } from './rule.ts';

/** Words from which a sentence is too long. A shorter one may be a list that reads well. */
const BREATHLESS = 35;

/** Advises on how the text reads. It is advice only, because a formula does not understand a text. */
export const reading: TextRule = (tree) => {
  const measured = readability(tree);
  if (!measured) return [];
  const { age, sentenceLength, passive, long } = measured;
  const texts = [
    ...(age > limits.age
      ? [`reads like a text for age ${age.toFixed(0)}; up to ${limits.age} is asked for. Choose everyday words.`]
      : []),
    ...(sentenceLength > limits.sentenceLength
      ? [
          `its sentences have ${sentenceLength.toFixed(1)} words on average; ${limits.sentenceLength} or fewer are asked for.`,
        ]
      : []),
    ...(passive > limits.passive
      ? [`${Math.round(passive * 100)}% of its sentences are passive. Say who does it: "we keep", not "is kept".`]
      : []),
    ...long
      .filter(({ words }) => words > BREATHLESS)
      .map(({ text, words }) => `a sentence has ${words} words. Split it: "${text.slice(0, 60).trim()}…"`),
  ];
  return texts.map((text) => ({ text, advice: true }));
};
