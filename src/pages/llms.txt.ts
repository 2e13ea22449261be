import type { APIRoute } from 'astro';
import { hasRounds } from '#forms/scheme-paths.ts';
import { addressAt } from '../address.ts';
import { articles } from '../queries/guidance.ts';
import { standingPages } from '../queries/pages.ts';
import { tools } from '../queries/tools.ts';
import { stageLabels, stages } from '../schemas/taxonomy.ts';
import { theTeam } from '#forms/team.ts';
import { site } from '#site';

/** Lists the site's pages for language models, with links to plain Markdown (llmstxt.org). */
export const GET: APIRoute = async ({ site: base }) => {
  const all = await articles();
  const link = (title: string, path: string, summary: string) =>
    `- [${title}](${addressAt(base!, path).href}): ${summary}`;
  const groups = stages.map((stage) => ({
    title: stageLabels[stage],
    links: all
      .filter(({ data }) => data.stage === stage)
      .map(({ id, data }) => link(data.title, `/guidance/${id}.md`, data.summary)),
  }));
  const pages = (await standingPages()).map(({ id, data }) => link(data.title, `/${id}/`, data.summary)).sort();
  const parts = [
    `# ${site.name}`,
    `> ${site.description}`,
    `Guidance by ${theTeam} of ${site.organisation.inSentence}, in order of where a reader is in mentoring. Each link below leads to an article as plain Markdown; its page has the same address with a slash in place of “.md”.`,
    ...groups.filter(({ links }) => links.length > 0).flatMap(({ title, links }) => [`## ${title}`, links.join('\n')]),
    '## The schemes and the site',
    pages.join('\n'),
    '## Optional',
    [
      link('Every tip', '/tips/', 'All tips of all articles, by situation.'),
      ...((await tools()).length > 0
        ? [link('Tools', '/tools/', 'Templates to fill in, on the screen or on paper.')]
        : []),
      link('Feed', '/rss.xml', 'The newest articles in full.'),
      ...(hasRounds ? [link('Dates', '/dates.ics', 'Every date of the rounds, as a calendar.')] : []),
    ].join('\n'),
  ];
  return new Response(`${parts.join('\n\n')}\n`, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
};
