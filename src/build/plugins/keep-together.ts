import { defineMdastPlugin, type MdastNode, type MdastVisitorContext, type MdxJsxTextElement } from 'satteri';

/** A day or a small number, and the word that it counts: "12 March", "20 minutes". */
const counted = /(?<![\d.,])(\d{1,2}) (?=\p{L})/gu;

/** A name whose words are joined by hyphens, like "Talk-to-Me". */
const names = /(\p{Lu}\p{L}+(?:-\p{L}+){2,})/u;

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
    const value = isInHeading(node, context) ? node.value : node.value.replace(counted, '$1\u00a0');
    if (names.test(value))
      context.replaceNode(
        node,
        value.split(names).map((part, index) => (index % 2 === 1 ? whole(part) : { type: 'text', value: part })),
      );
    else if (value !== node.value) context.setProperty(node, 'value', value);
  },
});
