import { site } from '#site';
import { lineOf, nodesOf } from '../document.ts';
import type { TextRule } from './rule.ts';

/** Refuses a link to a short telephone number that the configuration does not name: in another country the same digits lead elsewhere, or nowhere. */
export const shortNumbers: TextRule = (tree, file) => {
  const { emergency, shortNumbers: others = [] } = site.contacts;
  return nodesOf(tree, 'link').flatMap(({ node }) => {
    const number = /^tel:(\d{2,6})$/.exec(node.url)?.[1];
    if (number === undefined || [emergency, ...others].includes(number)) return [];
    const text = `${number} is not among the short numbers of src/site.config.ts (contacts.emergency is ${emergency}; contacts.shortNumbers). Such a number holds in one country only: write the one that people call where you are, or add this one once somebody has checked it.`;
    return [{ line: lineOf(node, file), text }];
  });
};
