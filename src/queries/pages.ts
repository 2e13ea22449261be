import { getCollection, type CollectionEntry } from 'astro:content';

/** Returns the standing pages with an address of their own. */
export const standingPages = (): Promise<CollectionEntry<'pages'>[]> =>
  getCollection('pages', ({ data }) => data.standalone);

/** Returns a page that a site may leave out. */
export const findPage = async (id: string) => (await getCollection('pages', (page) => page.id === id))[0];
