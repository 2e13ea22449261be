import { defineMdastPlugin, type MdastNode, type MdastVisitorContext, type MdxJsxTextElement } from 'satteri';
import { counted, names } from '#forms/whole-words.ts';

const whole = (value: string): MdxJsxTextElement => ({
  type: 'mdxJsxTextElement',
  name: 'span',
  attributes: [{ type: 'mdxJsxAttribute', name: 'class', value: 'whole' }],
  children: [{ type: 'text', value }],
});

function isInHeading(node: Readonly<MdastNode>, context: MdastVisitorContext): boolean {
  const parent = node.type === 'root' ? undefined : context.parent(node);
  return parent !== undefined && (parent.type === 'heading' || isInHeading(parent, context));
}

/** Keeps a number on the line of what it counts, and a scheme's name on one line. A heading keeps its spaces: they are the hyphens of its id. */
export const keepTogether = defineMdastPlugin({
  name: 'keep-together',
  text(node, context) {
    const value = isInHeading(node, context)
      ? node.value
      : node.value.replace(counted, (number) => `${number.trim()}\u00a0`);
    if (names.test(value))
      context.replaceNode(
        node,
        value.split(names).map((part, index) => (index % 2 === 1 ? whole(part) : { type: 'text', value: part })),
      );
    else if (value !== node.value) context.setProperty(node, 'value', value);
  },
});
