import type { CollectionEntry } from 'astro:content';
import { collection } from './collection.ts';
import { articles, type Article } from './guidance.ts';

export type Topic = CollectionEntry<'topics'>;

/** Returns every topic that has articles, in order, with its articles. */
export async function topics(): Promise<{ topic: Topic; articles: Article[] }[]> {
  const all = await articles();
  return (await collection('topics'))
    .sort((a, b) => a.data.order - b.data.order)
    .map((topic) => ({ topic, articles: all.filter((a) => a.data.topics.some(({ id }) => id === topic.id)) }))
    .filter((group) => group.articles.length > 0);
}
