import { getCollection, type CollectionEntry } from 'astro:content';
import { around, byPlace, isPublic, type Neighbours } from './neighbours.ts';
import { contentDay } from './clock.ts';
import { once } from './once.ts';

export type Article = CollectionEntry<'guidance'>;

/** Returns every public article, by stage and then by place. */
export const articles = once(async (): Promise<readonly Article[]> => {
  const day = contentDay();
  const all = await getCollection('guidance', (entry) => import.meta.env.DEV || isPublic(entry, day));
  return all.sort(byPlace);
});

const articlesById = once(async () => new Map((await articles()).map((article) => [article.id, article])));
const allAround = once(async () => around(await articles()));

/** Returns the neighbours that an article's page shows. */
export const articlesAround = async ({ id }: Article): Promise<Neighbours> => (await allAround()).get(id)!;

/** Returns the latest articles, the newest first. */
export async function latestArticles(count: number): Promise<Article[]> {
  const all = await articles();
  return all.toSorted((a, b) => b.data.published.getTime() - a.data.published.getTime()).slice(0, count);
}

/** Returns the article with this id, or undefined when it does not exist or is not public. */
export const articleNamed = async (id: string | undefined): Promise<Article | undefined> =>
  id === undefined ? undefined : (await articlesById()).get(id);

/** Returns the public articles of these references, in their order. */
export async function articlesNamed(references: readonly { id: string }[]): Promise<Article[]> {
  const byId = await articlesById();
  return references.flatMap(({ id }) => byId.get(id) ?? []);
}

/** "1 article", "12 articles". */
export const articleCount = (count: number): string => (count === 1 ? '1 article' : `${count} articles`);
