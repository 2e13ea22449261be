import { z } from 'astro/zod';
import { entriesOf, supportKinds, supportRule } from '#search/query/support.ts';

const place = String.raw`(?:[a-z0-9]+|\[[a-z][a-z -]*\])`;
const phrase = `${place}(?:[ -]${place})*`;
const phraseList = new RegExp(`^${phrase}(?:,\\s+${phrase})*\\s*$`);
const familyName = '[a-z]+(?:[ -][a-z]+)*';
const rule = new RegExp(`^${familyName}(?: \\+ ${familyName})*(?: without ${familyName}(?: / ${familyName})*)?$`);

const phrases = z.string().regex(phraseList, {
  error: ({ input }) =>
    `cannot be read: ${JSON.stringify(input)}. Write small letters and digits without apostrophes, and a comma between phrases`,
});
const rules = z.array(
  z.string().regex(rule, {
    error: ({ input }) =>
      `has a rule that cannot be read: ${JSON.stringify(input)}. The top of the file says how rules are written`,
  }),
);
const lead = z.string().min(20).max(90);

/** `content/support.yaml`: the words that bring up help in place of search results. */
export const supportSourceSchema = z
  .strictObject({
    leads: z.strictObject({ danger: lead, behaviour: lead }),
    always: z.strictObject({ danger: z.array(phrases), behaviour: z.array(phrases) }).optional(),
    families: z.record(z.string().regex(new RegExp(`^${familyName}$`)), phrases),
    ordinary: z.array(phrases),
    figures: z.array(phrases).optional(),
    danger: rules,
    behaviour: rules,
  })
  .superRefine(({ always, families, ordinary, figures = [], ...kinds }, context) => {
    const report = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    const used = new Set(['not']);
    const use = (name: string, path: string[], where: string) => {
      used.add(name);
      if (families[name] === undefined) report(path, `names a family that is not there: “${name}”, in “${where}”.`);
    };
    if (families['not'] === undefined) report(['families'], 'lacks the family “not”, the words that say no.');
    for (const [name, list] of Object.entries(families)) {
      for (const inner of namesIn(list)) use(inner, ['families', name], list);
      if (holds(families, name, name)) report(['families', name], 'holds itself. Take its own name out of it.');
    }
    const own = supportKinds.flatMap((kind) => always?.[kind] ?? []);
    for (const [name, lists] of Object.entries({ ordinary, figures, always: own })) {
      for (const list of lists) for (const inner of namesIn(list)) use(inner, [name], list);
      for (const entry of twice(lists.flatMap(entriesOf))) report([name], `has “${entry}” twice. Keep one of them.`);
    }
    for (const kind of supportKinds) {
      for (const text of kinds[kind]) {
        const { all, none } = supportRule(text);
        for (const name of [...all, ...none]) use(name, [kind], text);
      }
      for (const text of twice(kinds[kind])) report([kind], `has this rule twice: “${text}”. Keep one of them.`);
    }
    for (const [name, list] of Object.entries(families)) {
      if (!used.has(name)) report(['families', name], 'is in no rule. Name it in one, or take it out.');
      for (const entry of twice(entriesOf(list))) report(['families', name], `has “${entry}” twice. Keep one of them.`);
    }
  });

const namesIn = (list: string): string[] => Array.from(list.matchAll(/\[([^\]]+)\]/g), ([, name]) => name!);

const twice = (entries: readonly string[]): string[] =>
  entries.filter((entry, index) => entries.indexOf(entry) < index);

/** True when a family contains the other, at any depth. */
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
