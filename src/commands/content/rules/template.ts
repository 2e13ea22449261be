import { placeholders } from '../../article-template.ts';
import { isHidden } from '../library.ts';
import type { ContentRule } from './rule.ts';

/** Refuses a public article that still has texts of `npm run new`. */
export const template: ContentRule = (file, { today }) => {
  if (isHidden(file, today)) return [];
  const { summary } = file.data as { summary?: unknown };
  const left = placeholders().filter((text) => file.body.includes(text) || summary === text);
  return left.map((text) => ({ text: `"${text}" is still there from "npm run new". Write over it.` }));
};
