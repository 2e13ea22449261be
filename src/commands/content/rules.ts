import { factSchema } from '../../schemas/fact.ts';
import { guidanceSchema } from '../../schemas/guidance.ts';
import { pageSchema } from '../../schemas/page.ts';
import { pathSchema } from '../../schemas/path.ts';
import { personSchema } from '../../schemas/person.ts';
import { roundSchema } from '../../schemas/round.ts';
import { toolSchema } from '../../schemas/tool.ts';
import { topicSchema } from '../../schemas/topic.ts';
import { parseBody } from './document.ts';
import { fieldSentence } from './field-sentence.ts';
import type { ContentFile } from './files.ts';
import type { Finding } from './finding.ts';
import { type Collection, collections, type Library, readLibrary } from './library.ts';
import { approval } from './rules/approval.ts';
import { braces } from './rules/braces.ts';
import { articleDays, clockTimes, factVersions, realDays, review, roundDays } from './rules/dates.ts';
import { ending } from './rules/ending.ts';
import { headings } from './rules/headings.ts';
import { images } from './rules/images.ts';
import { links } from './rules/links.ts';
import { duplicates, orphans, otherArticles, otherRounds, sameTips } from './rules/neighbours.ts';
import { parts } from './rules/parts.ts';
import { reading } from './rules/reading.ts';
import type { ContentRule, TextRule } from './rules/rule.ts';
import { searchWords } from './rules/search-words.ts';
import { exampleRound, teamNotes } from './rules/team-notes.ts';
import { template } from './rules/template.ts';
import { knownSchemes } from './rules/services.ts';
import { shortNumbers } from './rules/short-numbers.ts';
import { sheetHasQuestions } from './rules/tools.ts';

const schemas = {
  facts: factSchema,
  guidance: guidanceSchema,
  pages: pageSchema,
  paths: pathSchema,
  people: personSchema,
  rounds: roundSchema,
  tools: toolSchema,
  topics: topicSchema,
};

/** Rules for a file's fields and for its relation to other files. */
const rules: Record<Collection, ContentRule[]> = {
  facts: [realDays, factVersions, review],
  guidance: [realDays, articleDays, duplicates, otherArticles, template, review, sameTips, orphans, knownSchemes],
  pages: [realDays, approval],
  paths: [],
  people: [],
  rounds: [realDays, clockTimes, roundDays, otherRounds, exampleRound],
  tools: [sheetHasQuestions],
  topics: [],
};

/** Rules for the text below the fields. */
const textRules: Partial<Record<Collection, TextRule[]>> = {
  guidance: [parts, headings, images, links, shortNumbers, braces, ending, searchWords, reading, teamNotes],
  pages: [parts, headings, images, links, shortNumbers, braces, teamNotes],
};

export interface FileReport {
  path: string;
  findings: Finding[];
}

/** Checks every content file against its schema and the rules. Files without findings are left out. */
export function checkContent(library: Library): FileReport[] {
  return collections.flatMap((collection) =>
    library.files[collection].flatMap((file) => {
      const findings = findingsIn(collection, file, library);
      return findings.length > 0 ? [{ path: file.path, findings }] : [];
    }),
  );
}

/** Returns the findings of one file: those of its fields, then those of its text by line. */
export function findingsIn(collection: Collection, file: ContentFile, library: Library): Finding[] {
  const findings = found(collection, file, library);
  return findings.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function found(collection: Collection, file: ContentFile, library: Library): Finding[] {
  // Unreadable fields cannot be checked.
  if (file.faults.length > 0) return [...file.faults, ...aboutText(collection, file, library)];
  return [
    ...aboutFields(collection, file),
    ...rules[collection].flatMap((rule) => rule(file, library)),
    ...aboutText(collection, file, library),
  ];
}

/** Returns the problems of one file, without advice, a sentence each. */
export const problemsOf = (collection: Collection, file: ContentFile, today: Date): string[] =>
  findingsIn(collection, file, readLibrary(today))
    .filter(({ advice }) => !advice)
    .map(({ text }) => text);

function aboutFields(collection: Collection, { data }: ContentFile): Finding[] {
  const schema = schemas[collection];
  const parsed = schema.safeParse(data);
  if (parsed.success) return [];
  const known = Object.keys(schema.shape);
  const { issues } = parsed.error;
  // Zod also measures a value of the wrong type, and those later issues are misleading.
  const first = issues.filter(
    ({ path }, index) => index === issues.findIndex((other) => String(other.path) === String(path)),
  );
  return first.map((issue) => ({ text: fieldSentence(issue, data, known) }));
}

function aboutText(collection: Collection, file: ContentFile, library: Library): Finding[] {
  const ruled = textRules[collection];
  if (!ruled) return [];
  const read = parseBody(file);
  return 'fault' in read ? [read.fault] : ruled.flatMap((rule) => rule(read.tree, file, library));
}
