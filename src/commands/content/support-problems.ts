import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { supportKinds, supportPages } from '#search/query/support.ts';
import { supportSourceSchema } from './support-schema.ts';
import { siteRoot } from '../root.ts';
import { fieldSentence } from './field-sentence.ts';
import { read } from './files.ts';
import { inWords } from './finding.ts';
import { partsOf } from './library.ts';

const PATH = 'content/support.yaml';

/** Returns the problems of the list of words that bring up help, a sentence each. */
export function supportProblems(text = readFileSync(join(siteRoot, PATH), 'utf8')): string[] {
  const { data, faults } = read(PATH, text);
  if (faults.length > 0) return faults.map((fault) => `${PATH}: ${inWords(fault)}`);
  const parsed = supportSourceSchema.safeParse(data);
  const known = Object.keys(supportSourceSchema.shape);
  const problems = (parsed.error?.issues ?? []).map((issue) => `${PATH}: ${fieldSentence(issue, data, known)}`);
  const strange = supportKinds.flatMap((kind) => {
    const page = `content/pages/${supportPages[kind]}.mdx`;
    const parts = partsOf(readFileSync(join(siteRoot, page), 'utf8'));
    return Object.keys(parsed.data?.sections?.[kind] ?? {})
      .filter((id) => parts?.every((part) => part.id !== id))
      .map((id) => `${PATH}: sections, ${kind}, ${id}: ${page} has no section of this id. Take the line out.`);
  });
  return [...problems, ...strange];
}
