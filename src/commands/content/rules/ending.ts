import { lineOf } from '../document.ts';
import type { TextRule } from './rule.ts';

/** Requires one `<TryItNow>`, at the end of the article. */
export const ending: TextRule = (tree, file) => {
  const blocks = 'children' in tree ? tree.children : [];
  const endings = blocks.filter((block) => 'name' in block && block.name === 'TryItNow');
  const [first, second] = endings;
  if (!first) return [{ text: 'the article has no <TryItNow>. End it with one thing the reader can do today.' }];
  if (second) return [{ line: lineOf(second, file), text: 'a second <TryItNow> stands here. Keep one, at the end.' }];
  if (blocks.at(-1) === first) return [];
  return [
    { line: lineOf(blocks.at(-1)!, file), text: 'this stands after </TryItNow>, which ends an article. Move it up.' },
  ];
};
