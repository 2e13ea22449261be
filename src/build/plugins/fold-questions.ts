import { defineMdastPlugin, type MdxJsxFlowElement } from 'satteri';

type Children = MdxJsxFlowElement['children'];

const element = (name: string, children: Children): MdxJsxFlowElement => ({
  type: 'mdxJsxFlowElement',
  name,
  attributes: [],
  children,
});

/**
 * Folds what stands in `<Questions>`: each heading becomes the summary of a details element, and what follows it the content. The heading
 * keeps its id, so that search results and links lead to it. Text before the first heading stays as it is.
 */
export const foldQuestions = defineMdastPlugin({
  name: 'fold-questions',
  mdxJsxFlowElement(node, context) {
    if (node.name !== 'Questions' || !node.children.some(isHeading)) return;
    const first = node.children.findIndex(isHeading);
    const folded = node.children.slice(first).reduce<Children[]>((groups, child) => {
      if (isHeading(child)) return [...groups, [child]];
      groups.at(-1)!.push(child);
      return groups;
    }, []);
    const details = folded.map(([heading, ...answer]) =>
      element('details', [element('summary', [heading!]), ...answer]),
    );
    context.replaceNode(node, { ...element('Questions', [...node.children.slice(0, first), ...details]) });
  },
});

const isHeading = ({ type }: Children[number]) => type === 'heading';
