import type { CollectionEntry } from 'astro:content';
import { collection } from './collection.ts';
import { articlesNamed, type Article } from './guidance.ts';
import { readingMinutes } from './outline.ts';

/** A reading path with its public articles. */
export interface ReadingPath {
  path: CollectionEntry<'paths'>;
  /** The public articles, each with the reason for its place. */
  steps: { article: Article; why: string; minutes: number }[];
  /** Minutes to read all of them. */
  minutes: number;
}

export async function readingPaths(): Promise<ReadingPath[]> {
  const paths = await collection('paths');
  return Promise.all(paths.sort((a, b) => a.data.order - b.data.order).map(toReadingPath));
}

async function toReadingPath(path: CollectionEntry<'paths'>): Promise<ReadingPath> {
  const articles = await articlesNamed(path.data.steps.map(({ article }) => article));
  const reasons = new Map(path.data.steps.map(({ article, why }) => [article.id, why]));
  const steps = articles.map((article) => ({
    article,
    why: reasons.get(article.id)!,
    minutes: readingMinutes(article.body ?? ''),
  }));
  return { path, steps, minutes: steps.reduce((sum, { minutes }) => sum + minutes, 0) };
}
