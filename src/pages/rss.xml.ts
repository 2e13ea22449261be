import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { getEntries, getEntry } from 'astro:content';
import { markdownToHtml } from 'satteri';
import { addressAt } from '../address.ts';
import { articleMarkdown } from '../components/article/markdown.ts';
import { latestArticles } from '../queries/guidance.ts';
import { site } from '#site';

/** Number of articles in the feed: enough for a reader who was away, few enough to keep each request small. */
const NEWEST = 50;

/** The feed of the newest articles, each with its full text. */
export const GET: APIRoute = async ({ site: base }) =>
  rss({
    title: site.name,
    description: site.description,
    site: addressAt(base!, '/').href,
    xmlns: { atom: 'http://www.w3.org/2005/Atom', dc: 'http://purl.org/dc/elements/1.1/' },
    customData: [
      `<language>${site.language.toLowerCase()}</language>`,
      `<atom:link href="${addressAt(base!, '/rss.xml').href}" rel="self" type="application/rss+xml"/>`,
    ].join(''),
    items: await Promise.all(
      (await latestArticles(NEWEST)).map(async (article) => ({
        title: article.data.title,
        description: article.data.summary,
        link: addressAt(base!, `/guidance/${article.id}/`).href,
        pubDate: article.data.published,
        categories: (await getEntries(article.data.topics)).map(({ data }) => data.title),
        customData: `<dc:creator>${escape((await getEntry(article.data.author)).data.name)}</dc:creator>`,
        content: markdownToHtml(await articleMarkdown(article, base!)).html,
      })),
    ),
  });

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
