import { z } from 'astro/zod';
import { classify } from '#search/query/stop-words.ts';
import { entriesOf, supportKinds } from '#search/query/support.ts';

const place = String.raw`(?:[a-z0-9]+|\[[a-z][a-z -]*\])`;
const phrase = `${place}(?:[ -]${place})*`;
const phraseList = new RegExp(`^${phrase}(?:,\\s+${phrase})*\\s*$`);
const familyName = '[a-z]+(?:[ -][a-z]+)*';

const phrases = z.string().regex(phraseList, {
  error: ({ input }) =>
    `cannot be read: ${JSON.stringify(input)}. Write small letters and digits without apostrophes, and a comma between phrases`,
});
const named = z.record(z.string(), phrases);
const lead = z.string().min(20).max(90);

/** Version 1.0 read rules from this file. A site that still has some is told that they have no effect. */
const noRules = (kind: string) =>
  z
    .unknown()
    .refine(() => false, {
      error: `holds rules, which are read no more: the search learns from examples what tells of harm. Delete “${kind}” and the rules under it; write a phrase that must bring up the box under “always”, “${kind}”.`,
    })
    .optional();

/** `content/support.yaml`: the words that bring up help in place of search results. */
export const supportSourceSchema = z
  .strictObject({
    leads: z.strictObject({ danger: lead, behaviour: lead }),
    always: z.strictObject({ danger: z.array(phrases), behaviour: z.array(phrases) }).optional(),
    sections: z.strictObject({ danger: named, behaviour: named }).optional(),
    families: z.record(z.string().regex(new RegExp(`^${familyName}$`)), phrases),
    ordinary: z.array(phrases),
    figures: z.array(phrases).optional(),
    danger: noRules('danger'),
    behaviour: noRules('behaviour'),
  })
  .superRefine(({ always, sections, families, ordinary, figures = [] }, context) => {
    const report = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (families['not'] === undefined) report(['families'], 'lacks the family “not”, the words that say no.');
    for (const name of Object.keys(families))
      if (holds(families, name, name)) report(['families', name], 'holds itself. Take its own name out of it.');
    const own = supportKinds.flatMap((kind) => always?.[kind] ?? []);
    const lists = [
      ...[
        { path: ['families'], named: families },
        ...supportKinds.map((kind) => ({ path: ['sections', kind], named: sections?.[kind] ?? {} })),
      ].flatMap(({ path, named }) =>
        Object.entries(named).map(([name, list]) => ({ path: [...path, name], texts: [list] })),
      ),
      ...Object.entries({ ordinary, figures, always: own }).map(([name, texts]) => ({ path: [name], texts })),
    ];
    for (const { path, texts } of lists) {
      for (const name of texts.flatMap(namesIn))
        if (families[name] === undefined) report(path, `names a family that is not there: “${name}”.`);
      for (const entry of twice(texts.flatMap(entriesOf))) report(path, `has “${entry}” twice. Keep one of them.`);
    }
    for (const entry of own.flatMap(entriesOf))
      if (isEverywhere(entry))
        report(
          ['always'],
          `has “${entry}”, which is in most questions: the box would replace their results. Write more of what was typed.`,
        );
  });

/** True when a phrase has only words that most questions have: "the", "i am". */
const isEverywhere = (phrase: string): boolean =>
  phrase.split(/[ -]/).every((word) => !word.startsWith('[') && classify(word) !== 'content');

const namesIn = (list: string): string[] => Array.from(list.matchAll(/\[([^\]]+)\]/g), ([, name]) => name!);

const twice = (entries: readonly string[]): string[] =>
  entries.filter((entry, index) => entries.indexOf(entry) < index);

/** True when the family `outer` contains the family `sought`, at any depth. */
function holds(
  families: Readonly<Record<string, string>>,
  outer: string,
  sought: string,
  seen = new Set<string>(),
): boolean {
  if (seen.has(outer)) return false;
  seen.add(outer);
  return namesIn(families[outer] ?? '').some((name) => name === sought || holds(families, name, sought, seen));
}
