import { lineOf, nodesOf, textOf } from '../document.ts';
import type { Finding } from '../finding.ts';
import type { TextRule } from './rule.ts';

/** The heading level of each part of an article. */
const levels: Record<string, number> = { Challenge: 2, Section: 2, TryItNow: 2, Tip: 3 };

/**
 * Requires one h1, the title, and no skipped level: https://www.w3.org/WAI/tutorials/page-structure/headings/. An article's second
 * level belongs to its parts, so that each has an address.
 */
export const headings: TextRule = (tree, file) => {
  const findings: Finding[] = [];
  const inArticle = file.path.startsWith('content/guidance/');
  let last = 1;
  for (const { node, within } of nodesOf(tree, 'heading', 'mdxJsxFlowElement')) {
    if (node.type === 'mdxJsxFlowElement') {
      last = levels[node.name ?? ''] ?? last;
      continue;
    }
    const written = `"${'#'.repeat(node.depth)} ${textOf(node)}"`;
    const text = remedy(node.depth, { last, inArticle, inPart: within.length > 1 });
    if (text !== undefined) findings.push({ line: lineOf(node, file), text: `${written} ${text}` });
    last = node.depth;
  }
  return findings;
};

interface Around {
  /** Level of the heading before. */
  last: number;
  inArticle: boolean;
  /** True inside a challenge, section or tip. */
  inPart: boolean;
}

function remedy(depth: number, { last, inArticle, inPart }: Around): string | undefined {
  if (depth === 1) return 'is a second main heading; the title at the top is the first. Take it out.';
  if (inArticle && (depth === 2 || !inPart)) {
    return 'has no address of its own. Write <Section id="…" title="…"> or <Challenge id="…" title="…"> in its place.';
  }
  if (depth > last + 1) return `leaves out a level after a heading of level ${last}. Write ${'#'.repeat(last + 1)}`;
  return undefined;
}
