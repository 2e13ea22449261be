import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { factText } from '../../queries/facts.ts';
import type { Article } from '../../queries/guidance.ts';
import { namedIn, plainMarkdown } from '../../queries/plain-markdown.ts';
import Figure from './Figure.astro';

/** Returns an article as plain Markdown, with its facts by the day of the build and its diagrams in words. */
export async function articleMarkdown({ body = '' }: Article, base: URL): Promise<string> {
  const names = namedIn(body);
  const [facts, figures] = await Promise.all([
    wordsOf(names.facts, (id) => factText(id)),
    wordsOf(names.figures, figureWords),
  ]);
  return plainMarkdown(body, base, { facts, figures });
}

async function wordsOf(
  names: readonly string[],
  words: (name: string) => Promise<string>,
): Promise<Map<string, string>> {
  return new Map(await Promise.all(names.map(async (name) => [name, await words(name)] as const)));
}

// Only Astro's own check knows the type of an .astro file's export.
type Component = Parameters<AstroContainer['renderToString']>[0];

/** Returns the text of a diagram: the title of a drawing or the text of markup, then the caption. */
async function figureWords(name: string): Promise<string> {
  const container = await AstroContainer.create();
  const html = await container.renderToString(Figure as Component, { props: { name } });
  const lines = html
    .replace(/<svg\b[\s\S]*?<title[^>]*>([\s\S]*?)<\/title>[\s\S]*?<\/svg>/g, '$1')
    .replace(/<\/(div|p|li|figcaption)>/g, '\n')
    .replace(/<[^>]+>/g, ' ')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim());
  return lines.filter(Boolean).reduce((text, line) => `${text}${/[.!?”]$/.test(text) ? '' : ';'} ${line}`);
}
