import { defineMdastPlugin, type MdxJsxTextElement } from 'satteri';

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

/** Keeps a number on the line of what it counts, and a scheme's name on one line. */
export const keepTogether = defineMdastPlugin({
  name: 'keep-together',
  text(node, context) {
    const value = node.value.replace(counted, '$1\u00a0');
    if (names.test(value))
      context.replaceNode(
        node,
        value.split(names).map((part, index) => (index % 2 === 1 ? whole(part) : { type: 'text', value: part })),
      );
    else if (value !== node.value) context.setProperty(node, 'value', value);
  },
});
