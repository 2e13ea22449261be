import type { APIRoute, GetStaticPaths } from 'astro';
import { getEntry } from 'astro:content';
import { addressAt } from '../../address.ts';
import { articleMarkdown } from '../../components/article/markdown.ts';
import { articles, type Article } from '../../queries/guidance.ts';
import { isoDay } from '../../queries/dates.ts';
import { audienceLabels } from '../../schemas/taxonomy.ts';

export const getStaticPaths = (async () =>
  (await articles()).map((article) => ({ params: { slug: article.id }, props: { article } }))) satisfies GetStaticPaths;

/** An article as plain Markdown for programs, without the frame of the page. */
export const GET: APIRoute<{ article: Article }> = async ({ props: { article }, site }) => {
  const { id, data } = article;
  const author = (await getEntry(data.author)).data.name;
  const sources = data.sources.map(({ title, by, year, url }) => {
    const work = url === undefined ? title : `[${title}](${url})`;
    return `- ${[work, by, year].filter(Boolean).join(', ')}`;
  });
  const parts = [
    `# ${data.title}`,
    `> ${data.summary}`,
    [
      data.audience.map((each) => audienceLabels[each]).join('. '),
      `Written by the ${author}`,
      `Published ${isoDay(data.published)}, reviewed ${isoDay(data.lastReviewed)}`,
      addressAt(site!, `/guidance/${id}/`).href,
    ].join('. '),
    await articleMarkdown(article, site!),
    ...(sources.length > 0 ? ['## Sources', sources.join('\n')] : []),
  ];
  return new Response(`${parts.join('\n\n')}\n`, { headers: { 'Content-Type': 'text/markdown; charset=utf-8' } });
};
