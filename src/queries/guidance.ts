import { getCollection, type CollectionEntry } from 'astro:content';
import { around, byPlace, isPublic, type Around } from './neighbours.ts';
import { contentDay } from './clock.ts';
import { once } from './once.ts';

export type Article = CollectionEntry<'guidance'>;

/** Every article a reader may see, in order of stage, then of its place within the stage. */
export const articles = once(async (): Promise<readonly Article[]> => {
  const day = contentDay();
  const all = await getCollection('guidance', (entry) => import.meta.env.DEV || isPublic(entry, day));
  return all.sort(byPlace);
});

const articlesById = once(async () => new Map((await articles()).map((article) => [article.id, article])));
const allAround = once(async () => around(await articles()));

/** What an article's page shows of other articles. */
export const articlesAround = async ({ id }: Article): Promise<Around> => (await allAround()).get(id)!;

/** The newest articles first. */
export async function latestArticles(count: number): Promise<Article[]> {
  const all = await articles();
  return all.toSorted((a, b) => b.data.published.getTime() - a.data.published.getTime()).slice(0, count);
}

/** The article of this name; undefined where there is none, or it is not public. */
export const articleNamed = async (id: string | undefined): Promise<Article | undefined> =>
  id === undefined ? undefined : (await articlesById()).get(id);

/** The articles that these references name and a reader may see, in the references' order. */
export async function articlesNamed(references: readonly { id: string }[]): Promise<Article[]> {
  const byId = await articlesById();
  return references.flatMap(({ id }) => byId.get(id) ?? []);
}
