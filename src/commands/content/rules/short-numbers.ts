import { site } from '#site';
import { emergencyNumbers } from '../../fork/answers.ts';
import { lineOf, nodesOf } from '../document.ts';
import type { TextRule } from './rule.ts';

/** A number to call in danger, in some country, that stands by itself: not in a sum, a date or a longer number. */
const emergency = new RegExp(
  `(?<![\\d.,:/£$€–-])(?<!\\d )\\b(?:${[...new Set(Object.values(emergencyNumbers))].join('|')})\\b(?![.,:/–-]?\\d|%| \\d)`,
  'g',
);

/** Words that make such a number one to call. */
const isToCall = /\b(?:call|ring|dial|phone|danger|emergency|police|ambulance)\b/i;

/**
 * Refuses short telephone numbers that the configuration does not name, in links, and those for danger also where they are only text: in
 * another country the same digits lead elsewhere, or nowhere.
 */
export const shortNumbers: TextRule = (tree, file) => {
  const { emergency: ours, shortNumbers: others = [] } = site.contacts;
  const linked = nodesOf(tree, 'link').flatMap(({ node }) => {
    const number = /^(?:tel|sms):(\d{2,6})$/.exec(node.url)?.[1];
    return number === undefined ? [] : [{ node, number }];
  });
  const written = nodesOf(tree, 'text').flatMap(({ node, within }) =>
    within.at(-1)?.type !== 'link' && isToCall.test(node.value)
      ? [...node.value.matchAll(emergency)].map(([number]) => ({ node, number }))
      : [],
  );
  return [...linked, ...written]
    .filter(({ number }) => ![ours, ...others].includes(number))
    .map(({ node, number }) => ({
      line: lineOf(node, file),
      text: `${number} is not among the short numbers of src/site.config.ts (contacts.emergency is ${ours}; contacts.shortNumbers). Such a number holds in one country only: write the one that people call where you are, or add this one once somebody has checked it.`,
    }));
};
