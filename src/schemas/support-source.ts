import { z } from 'astro/zod';

const word = String.raw`(?:[a-z0-9]+\*?|<[a-z]+>)`;
const wordList = new RegExp(`^${word}(?:\\s+${word})*\\s*$`);
const place = `(?:${word}|\\$)(?:/(?:${word}|\\$))*`;
const line = new RegExp(`^${place}(?:(?:-| | \\+ )${place})*$`);

const words = z.string().regex(wordList, {
  error: ({ input }) => `cannot be read: ${JSON.stringify(input)}. Write small letters and digits, with spaces between`,
});
const lines = z.array(
  z.string().regex(line, {
    error: ({ input }) =>
      `has a line that cannot be read: ${JSON.stringify(input)}. The top of the file says how lines are written`,
  }),
);
const lead = z.string().min(20).max(90);

/** `content/support.yaml`: the words that bring up help in place of search results. */
export const supportSourceSchema = z
  .strictObject({
    leads: z.strictObject({ danger: lead, behaviour: lead }),
    families: z.record(z.string().regex(/^[a-z]+$/), words),
    misspelt: words,
    ordinary: lines,
    danger: lines,
    behaviour: lines,
  })
  .superRefine(({ families, ordinary, danger, behaviour }, context) => {
    const kinds = { ordinary, danger, behaviour };
    for (const [list, all] of [...Object.entries(kinds), ['families', Object.values(families)] as const])
      for (const text of all)
        for (const [, name] of text.matchAll(/<([a-z]+)>/g))
          if (families[name!] === undefined)
            context.addIssue({
              code: 'custom',
              path: [list],
              message: `names a family that is not there: <${name}>, in "${text}".`,
            });
    for (const [list, all] of Object.entries(kinds)) {
      const twice = all.filter((text, index) => all.indexOf(text) < index);
      for (const text of twice)
        context.addIssue({
          code: 'custom',
          path: [list],
          message: `has this line twice: "${text}". Keep one of them.`,
        });
    }
  });

export type SupportSource = Readonly<z.infer<typeof supportSourceSchema>>;
