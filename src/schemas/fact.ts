import { z } from 'astro/zod';
import { day } from './day.ts';

/** One value of a fact and the days on which it is valid. */
const version = z.strictObject({
  /** Words that are put into the running text ("two years"). */
  text: z.string().min(1).max(300),
  /** First day on which it is true. */
  validFrom: day,
  /** Last day on which it is true; missing while no end is known. */
  validTo: day.optional(),
});

/** A fact with a date: `content/facts/<id>.yaml`. Articles insert it with <Fact id="…" />. */
export const factSchema = z.strictObject({
  /** What the fact is about, in a few words. */
  title: z.string().min(5).max(100),
  /** Values in order of time; a coming one is shown beside the present one. */
  versions: z.array(version).min(1),
  /** The source to check it against. */
  source: z.strictObject({ title: z.string(), url: z.url() }),
  /** Team that keeps it up to date. */
  owner: z.string(),
  /** Day by which to check the source again. */
  reviewBy: day,
});
