import { textOf } from '../document.ts';
import type { TextRule } from './rule.ts';

/** Advises against search words that the article already has. */
export const searchWords: TextRule = (tree, { data }) => {
  const { title, summary, searchWords: words } = data as Record<string, unknown>;
  if (!Array.isArray(words)) return [];
  const titles = 'children' in tree ? tree.children.flatMap(titlesOf) : [];
  const text = plain([title, summary, ...titles, textOf(tree)].join(' '));
  const there = words.filter((word) => typeof word === 'string' && text.includes(plain(word)));
  if (there.length === 0) return [];
  return [{ text: `searchWords names ${there.join(', ')}: already in the article, so search finds it.`, advice: true }];
};

/** Returns a text in lower case with single spaces between, before and after its words, to search it for whole words. */
const plain = (text: string) =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

function titlesOf(node: object): string[] {
  const attributes = 'attributes' in node ? (node.attributes as { name?: string; value?: unknown }[]) : [];
  const own = attributes.filter(({ name }) => name === 'title').map(({ value }) => String(value));
  const inner = 'children' in node ? (node.children as object[]).flatMap(titlesOf) : [];
  return [...own, ...inner];
}
