import { lineOf, nodesOf } from '../document.ts';
import type { ContentRule, TextRule } from './rule.ts';

/** Lists the notes to the team, which readers never see. */
export const teamNotes: TextRule = (tree, file) =>
  nodesOf(tree, 'mdxJsxFlowElement')
    .filter(({ node }) => node.name === 'TeamNote')
    .map(({ node }) => ({
      line: lineOf(node, file),
      text: 'a note to the team waits here, which readers do not see. Do what it says, then take it out.',
      advice: true,
    }));

/** Advises that the dates of a round are an example. */
export const exampleRound: ContentRule = ({ data }) =>
  (data as { example?: unknown }).example === true
    ? [{ text: 'its dates are an example. Write your own, then delete the line "example: true".', advice: true }]
    : [];
