import { mdxToJs } from 'satteri';
import { describe, expect, it } from 'vitest';
import { foldQuestions } from '../../../src/build/plugins/fold-questions.ts';

/** Returns the elements that MDX makes, in order. */
const elementsOf = (text: string) => {
  const { code } = mdxToJs(text, { mdastPlugins: [foldQuestions] });
  return [...code.matchAll(/_jsxs?\((?:_components\.)?(\w+)/g)]
    .map(([, name]) => name)
    .filter((name) => !/^(_|MDX)/.test(name!));
};

describe('questions', () => {
  it('become summaries, each with all that follows its heading', () => {
    const text = '<Questions>\n\nFirst.\n\n### One?\n\nYes.\n\n- But\n\n### Two?\n\nNo.\n\n</Questions>';
    expect(elementsOf(text)).toEqual('Questions p details summary h3 p ul li details summary h3 p'.split(' '));
  });

  it('outside the part stay headings', () => {
    expect(elementsOf('### One?\n\nYes.')).toEqual(['h3', 'p']);
  });
});
