import { z } from 'astro/zod';

/**
 * The id of an entry of another collection, as `getEntry` takes it; Astro looks up each of this shape. It stands in for `reference` of
 * `astro:content`, which loads all of Astro's rendering through Vite before any content is read.
 */
export const reference = <Collection extends string>(collection: Collection) =>
  z.string().transform((id) => ({ collection, id }));
