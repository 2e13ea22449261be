import { getCollection, type CollectionEntry } from 'astro:content';
import { stages } from '../schemas/taxonomy.ts';
import { buildDay } from './clock.ts';
import { once } from './once.ts';

export type Article = CollectionEntry<'guidance'>;

/** In dev, drafts and articles of coming days are shown with a mark. */
export const isPublic = ({ data }: Pick<Article, 'data'>, day: Date = buildDay()): boolean =>
  !data.draft && data.published <= day;

const rank = ({ data }: Article) => stages.indexOf(data.stage) * 100 + data.order;

/** Every article a reader may see, in order of stage, then of its place within the stage. */
export const articles = once(async (): Promise<readonly Article[]> => {
  const day = buildDay();
  const all = await getCollection('guidance', (entry) => import.meta.env.DEV || isPublic(entry, day));
  return all.sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id));
});

const articlesById = once(async () => new Map((await articles()).map((article) => [article.id, article])));

/** The newest articles first. */
export async function latestArticles(count: number): Promise<Article[]> {
  const all = await articles();
  return all.toSorted((a, b) => b.data.published.getTime() - a.data.published.getTime()).slice(0, count);
}

/** The articles that these references name and a reader may see, in the references' order. */
export async function articlesNamed(references: readonly { id: string }[]): Promise<Article[]> {
  const byId = await articlesById();
  return references.flatMap(({ id }) => byId.get(id) ?? []);
}
