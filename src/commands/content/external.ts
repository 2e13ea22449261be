import type { MdxJsxFlowElement, MdxJsxTextElement } from 'satteri';
import { lineOf, nodesOf, parseBody } from './document.ts';
import type { ContentFile } from './files.ts';

/** An external address and every place that links to it, as "path, line 12" or "path, sources". */
export interface ExternalLink {
  url: string;
  places: string[];
}

/** Returns every external address in the content once, in the order of its first place. */
export function externalLinks(files: readonly ContentFile[]): ExternalLink[] {
  const places = new Map<string, string[]>();
  for (const file of files) {
    for (const [url, place] of [...inFields(file.data), ...inText(file)]) {
      if (!/^https?:\/\//i.test(url)) continue;
      places.set(url, [...(places.get(url) ?? []), `${file.path}, ${place}`]);
    }
  }
  return [...places].map(([url, at]) => ({ url, places: at }));
}

type LinkPlace = [url: string, place: string];

function inFields(data: unknown, field = 'the head'): LinkPlace[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]): LinkPlace[] => {
    if (key === 'url' && typeof value === 'string') return [[value, field]];
    return inFields(value, /^\d+$/.test(key) ? field : key);
  });
}

function inText(file: ContentFile): LinkPlace[] {
  const read = parseBody(file);
  if ('fault' in read) return [];
  const markdown = nodesOf(read.tree, 'link').map(({ node }): LinkPlace => [node.url, `line ${lineOf(node, file)}`]);
  const tags = nodesOf(read.tree, 'mdxJsxFlowElement', 'mdxJsxTextElement').filter(({ node }) => node.name === 'a');
  return [...markdown, ...tags.map(({ node }): LinkPlace => [hrefOf(node), `line ${lineOf(node, file)}`])];
}

/** Returns the address of an `<a>`, or '' when it has none. */
export function hrefOf(node: MdxJsxFlowElement | MdxJsxTextElement): string {
  const href = node.attributes.find((attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === 'href');
  return typeof href?.value === 'string' ? href.value : '';
}
