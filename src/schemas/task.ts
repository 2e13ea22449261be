import { z } from 'astro/zod';

/** Words in braces that a sentence may have. */
const taskFacts = ['round', 'opens', 'closes', 'decision', 'starts', 'ends', 'years'] as const;
export type TaskFact = (typeof taskFacts)[number];

const sentence = z
  .string()
  .min(10)
  .max(160)
  .refine((text) => [...text.matchAll(/\{(\w*)\}/g)].every(([, name]) => taskFacts.includes(name as TaskFact)), {
    error: `has a word in braces that cannot be filled in; there are: ${taskFacts.join(', ')}.`,
  });

/** Something people come to do or to know about the schemes: an entry of `content/tasks.yaml`, shown above the results of a search for it. */
const taskSchema = z.strictObject({
  /** Names the entry; never shown. */
  id: z.string().regex(/^[a-z0-9-]+$/, 'must have small letters, digits and hyphens only'),
  /** The words in which people ask; never shown. */
  asked: z.array(z.string().min(3)).min(3),
  /** The answer: one sentence, or one for each state of the present round and one that is true in each. Words in braces are filled in. */
  says: z.union([sentence, z.strictObject({ upcoming: sentence, open: sentence, closed: sentence, always: sentence })]),
  /** What the button says: the act, in a few words. */
  button: z.string().min(3).max(50),
  /** Where the button leads, within the site. */
  href: z.string().startsWith('/'),
  /** True when the answer is that this site is not the place: it is shown sooner than others, because a list of pages would mislead. */
  outside: z.literal(true).optional(),
});

export const tasksSchema = z.array(taskSchema);
export type Task = z.infer<typeof taskSchema>;
