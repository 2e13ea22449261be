import { getCollection, type CollectionEntry } from 'astro:content';

/** The pages that have an address of their own: about, contact, accessibility, cookies, privacy. */
export const standingPages = (): Promise<CollectionEntry<'pages'>[]> =>
  getCollection('pages', ({ data }) => data.standalone);
