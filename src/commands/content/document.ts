import { type MdastNode, mdxToMdast } from 'satteri';
import type { Finding } from './finding.ts';
import type { ContentFile } from './files.ts';
import { mdxFault } from './mdx-fault.ts';

/** The syntax tree of a file's body, from the site's own compiler. */
export type Document = MdastNode;
type Parent = Extract<MdastNode, { children: unknown }>;

/** Returns the body's syntax tree, or the reason why it cannot be compiled. */
export function parseBody({ body, above }: ContentFile): { tree: Document } | { fault: Finding } {
  try {
    return { tree: mdxToMdast(body) };
  } catch (error) {
    return { fault: mdxFault((error as Error).message, body, above) };
  }
}

/** A node with its ancestors, the outermost first. */
export interface FoundNode<T extends MdastNode = MdastNode> {
  node: T;
  within: Parent[];
}

/** Returns every node of these types, in the order of the text. */
export function nodesOf<T extends MdastNode['type']>(
  tree: Document,
  ...types: readonly T[]
): FoundNode<Extract<MdastNode, { type: T }>>[] {
  const found: FoundNode[] = [];
  const walk = (node: MdastNode, within: Parent[]) => {
    if ((types as readonly string[]).includes(node.type)) found.push({ node, within });
    if ('children' in node) for (const child of node.children) walk(child, [...within, node]);
  };
  walk(tree, []);
  return found as FoundNode<Extract<MdastNode, { type: T }>>[];
}

/** Returns the line of the file on which a node begins. */
export const lineOf = (node: MdastNode, { above }: Pick<ContentFile, 'above'>): number =>
  (node.position?.start.line ?? 1) + above;

/** Returns what a screen reader says for a node: its text, and the descriptions of its pictures. */
export function textOf(node: MdastNode): string {
  if ('value' in node) return node.type === 'text' || node.type === 'inlineCode' ? node.value : '';
  if (node.type === 'image') return node.alt ?? '';
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
