import { z } from 'astro/zod';

/** One topic: `content/topics/<id>.yaml`; the id is its address under /guidance/topics/. */
export const topicSchema = z.strictObject({
  /** Name in lists and filters, two or three words. */
  title: z.string().min(3).max(40),
  /** One sentence at the top of the topic's page: what a reader can do after it. */
  summary: z.string().min(20).max(160),
  /** Place among the topics; lower comes first. */
  order: z.int().min(1).max(99),
});
