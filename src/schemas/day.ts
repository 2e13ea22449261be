import { z } from 'astro/zod';

/** A day, year first: 11/02/2027 is in February to one reader and in November to another. */
export const day = z.preprocess(
  (value) => (typeof value === 'string' && !/^\d{4}-\d{1,2}-\d{1,2}$/.test(value) ? undefined : value),
  z.coerce.date(),
);
