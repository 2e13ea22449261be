import { getCollection, type CollectionEntry, type CollectionKey } from 'astro:content';
import { hasContent } from '../content-folder.ts';

/** Returns all content of a kind; none where the site has none, of which Astro would warn. */
export const collection = async <Kind extends CollectionKey>(kind: Kind): Promise<CollectionEntry<Kind>[]> =>
  hasContent(kind) ? getCollection(kind) : [];
