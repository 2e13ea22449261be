import { lineOf, nodesOf, textOf } from '../document.ts';
import { hrefOf } from '../external.ts';
import { isHidden, type Library } from '../library.ts';
import { nearest } from '../nearest.ts';
import type { TextRule } from './rule.ts';

/** Link texts without meaning in a screen reader's list of links: WCAG 2.2, technique H30 and failure F63. */
const vague = [
  /^((click|tap|press|go|see|look|read|get) )?(right )?(here|this|that|it)$/i,
  /^((see|read|get|find out|learn|know) )?more( about (it|this|that))?( information| info| details)?$/i,
  /^(see |read )?((this|that|the|our|a) )?(page|link|article|guide|tip|site|website|post|address|info|information|details)$/i,
];
const address = /^(https?:|www\.)\S+$|^[\w-]+(\.[\w-]+)+\/\S*$/i;

/** Requires that link texts say where they lead and that links within the site lead to an existing place. */
export const links: TextRule = (tree, file, library) => {
  const markdown = nodesOf(tree, 'link').map(({ node }) => ({ node: node, url: node.url }));
  const tags = nodesOf(tree, 'mdxJsxFlowElement', 'mdxJsxTextElement').filter(({ node }) => node.name === 'a');
  const html = tags.map(({ node }) => ({ node: node, url: hrefOf(node) }));
  return [...markdown, ...html].flatMap(({ node, url }) => {
    const text = textOf(node).trim();
    const texts = [aboutText(text), aboutUrl(url, library)].filter((said) => said !== undefined);
    return texts.map((said) => ({ line: lineOf(node, file), text: `the link [${text}](${url}) ${said}` }));
  });
};

function aboutText(text: string): string | undefined {
  if (text === '') return 'has no text. Say where it goes.';
  if (address.test(text)) return 'shows its address. Write what it leads to between [ and ].';
  const words = text.replace(/[\s.:…»>→]+$/, '');
  if (vague.some((pattern) => pattern.test(words)))
    return 'does not say where it goes. Write what it leads to between [ and ].';
  return undefined;
}

function aboutUrl(url: string, { places, files, today }: Library): string | undefined {
  if (/^(mailto|tel|sms):/.test(url)) return undefined;
  if (/^http:/i.test(url)) return 'begins with http:. Open it, and write the https: address.';
  if (/^https:/i.test(url)) return URL.canParse(url) ? undefined : 'has an address that cannot be read.';
  if (!url.startsWith('/') && !url.startsWith('#')) {
    return 'must begin with https:// or, within the site, with / as in /guidance/first-meeting/.';
  }
  const [path = '', id] = url.replace(/\?[^#]*/, '').split('#');
  if (path === '') return 'goes to a place on this page. Name the page too, as tips are also shown elsewhere.';
  if (!places.has(path)) return missing(path, [...places.keys()]);
  const article = files.guidance.find((other) => path === `/guidance/${other.id}/`);
  if (article && isHidden(article, today)) return 'leads to an article that is not public yet. Take it out until then.';
  const ids = places.get(path);
  if (!id || !ids || ids.has(id)) return undefined;
  const guess = nearest(id, [...ids]);
  return `leads to #${id}, which ${path} does not have.${guess === undefined ? '' : ` Did you mean #${guess}?`}`;
}

function missing(path: string, known: readonly string[]): string {
  if (known.includes(`${path}/`)) return `must end with a slash: ${path}/`;
  const guess = nearest(path, known);
  return `leads to ${path}, which is not on this site.${guess === undefined ? '' : ` Did you mean ${guess}?`}`;
}
