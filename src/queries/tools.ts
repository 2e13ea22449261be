import type { CollectionEntry } from 'astro:content';
import { collection } from './collection.ts';

export type Tool = CollectionEntry<'tools'>;

export async function tools(): Promise<Tool[]> {
  return (await collection('tools')).sort((a, b) => a.data.order - b.data.order);
}

/** Returns the tools that an article explains. */
export const toolsOf = async (article: string): Promise<Tool[]> =>
  (await tools()).filter(({ data }) => data.articles.some(({ id }) => id === article));
