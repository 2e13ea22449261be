import { z } from 'astro/zod';

/** A person or team named as author or source: `content/people/<id>.yaml`. Only people who agreed, or whose work is credited. */
export const personSchema = z.strictObject({
  /** Name as the person writes it. */
  name: z.string().min(2).max(80),
  /** Role beside the name, where it helps the reader to trust the words. */
  role: z.string().max(80).optional(),
  /** True for a team rather than one person (Organization instead of Person in structured data). */
  team: z.boolean().default(false),
});
