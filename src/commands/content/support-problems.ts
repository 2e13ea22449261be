import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { supportPages } from '#search/query/support.ts';
import { supportSourceSchema } from './support-schema.ts';
import { siteRoot } from '../root.ts';
import { fieldSentence } from './field-sentence.ts';
import { read } from './files.ts';
import { inWords } from './finding.ts';

const PATH = 'content/support.yaml';

/** Returns the problems of the list of words that bring up help, a sentence each. */
export function supportProblems(text = readFileSync(join(siteRoot, PATH), 'utf8')): string[] {
  const { data, faults } = read(PATH, text);
  if (faults.length > 0) return faults.map((fault) => `${PATH}: ${inWords(fault)}`);
  const parsed = supportSourceSchema.safeParse(data);
  const known = Object.keys(supportSourceSchema.shape);
  const problems = (parsed.error?.issues ?? []).map((issue) => `${PATH}: ${fieldSentence(issue, data, known)}`);
  const boxes = Object.values(supportPages).map((page) =>
    readFileSync(join(siteRoot, `content/pages/${page}.mdx`), 'utf8'),
  );
  const strange = Object.keys(parsed.data?.sections ?? {}).filter(
    (id) => !boxes.some((page) => page.includes(`<Section id="${id}"`)),
  );
  return [
    ...problems,
    ...strange.map((id) => `${PATH}: sections, ${id}: neither box has a section of this id. Take the line out.`),
  ];
}
