import { reference } from './reference.ts';
import { z } from 'astro/zod';
import { audiences } from './taxonomy.ts';

/** Longest reason that stays on two lines beside its article. */
const WHY_MAX = 140;

/** A reading path: `content/paths/<id>.yaml`; the id is its address under /guidance/for/. */
export const pathSchema = z.strictObject({
  /** The page's h1, and the link to it: what one does with it. */
  title: z.string().min(5).max(40),
  /** One sentence under the title. */
  summary: z.string().min(40).max(160),
  /** The audience of the path; each of its articles is for them. */
  audience: z.enum(audiences),
  /** Place among the paths; lower comes first. */
  order: z.int().min(1).max(99),
  /** The articles in the order of reading, each with one line on why it comes at this point. */
  steps: z
    .array(z.strictObject({ article: reference('guidance'), why: z.string().min(20).max(WHY_MAX) }))
    .min(3)
    .max(15),
});
