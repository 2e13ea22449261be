import { z } from 'astro/zod';
import { day } from './day.ts';

/** A standing page: `content/pages/<slug>.mdx`. */
export const pageSchema = z.strictObject({
  /** The page's one h1. */
  title: z.string().min(3).max(70),
  /** One sentence under the title and in previews. */
  summary: z.string().min(20).max(160),
  /** Day someone last checked every sentence; shown at the foot. */
  lastReviewed: day,
  /** False for words that the team has yet to approve: the content check says so, readers are not told. */
  approved: z.boolean().default(true),
  /** False for text that appears inside other pages only (the box about bad behaviour). */
  standalone: z.boolean().default(true),
});
