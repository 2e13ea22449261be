import { lineOf, nodesOf } from '../document.ts';
import type { TextRule } from './rule.ts';

/** Refuses braces, because their content would run as code in the build. Comments between braces are allowed. */
export const braces: TextRule = (tree, file) =>
  nodesOf(tree, 'mdxFlowExpression', 'mdxTextExpression', 'mdxjsEsm').flatMap(({ node }) => {
    if (/^\s*\/\*[\s\S]*\*\/\s*$/.test(node.value)) return [];
    const text =
      node.type === 'mdxjsEsm'
        ? `"${node.value.split('\n')[0]}" is read as code. Every part is there without import; begin a sentence with another word.`
        : `"{${node.value}}" is read as code. Write the sentence without { and }.`;
    return [{ line: lineOf(node, file), text }];
  });
