import { vi } from 'vitest';
import type { ContentFile } from '../../../src/commands/content/files.ts';
import type { Library } from '../../../src/commands/content/library.ts';

vi.mock('../../../src/schemas/reference.ts', () => import('../../../src/commands/content/references.ts'));

export const { read } = await import('../../../src/commands/content/files.ts');
const { inWords } = await import('../../../src/commands/content/finding.ts');
const { readLibrary } = await import('../../../src/commands/content/library.ts');
const { findingsIn } = await import('../../../src/commands/content/rules.ts');

export const today = new Date('2026-11-24T12:00:00Z');
export const { SUMMARY_MAX } = await import('../../../src/schemas/guidance.ts');
const onDisk = readLibrary(today);

const fields: Record<string, string> = {
  title: 'Prepare for a panel interview',
  summary: 'What to do when three people ask you questions, and how to look at all of them.',
  audience: '[mentee]',
  stage: 'ending',
  topics: '[goals]',
  order: '98',
  author: 'mentoring-office',
  published: '2026-11-02',
  lastReviewed: '2026-11-02',
  reviewBy: '2027-11-02',
};

export const tip = (text: string, id = 'look-up') =>
  `<Tip id="${id}" title="Look up at a panel: ${id}">\n\n${text}\n\n</Tip>`;
export const section = (text: string, id = 'the-day') =>
  `<Section id="${id}" title="On the day">\n\n${text}\n\n</Section>`;
export const ending = '<TryItNow>\n\nAsk a friend one question.\n\n</TryItNow>';

/** Returns an article without a problem, except for the given fields and body; a field of '' is left out. */
export function article(
  changed: Record<string, string> = {},
  body: string = section(tip('Look up.')),
  id = 'panel',
): ContentFile {
  const lines = Object.entries({ ...fields, ...changed }).flatMap(([key, value]) =>
    value === '' ? [] : [`${key}: ${value}`],
  );
  return read(
    `content/guidance/${id}/index.mdx`,
    ['---', ...lines, '---', '', body, '', body.includes('TryItNow') ? '' : ending, ''].join('\n'),
  );
}

/** The line of the file on which the body starts, when no field is added or left out. */
export const firstLine = Object.keys(fields).length + 4;

/** Returns the findings of a file among only these neighbours. */
export function said(file: ContentFile, neighbours: Partial<Library> = {}): { problems: string[]; advice: string[] } {
  const findings = findingsIn('guidance', file, { ...onDisk, linked: new Set([file.id]), ...neighbours });
  return {
    problems: findings.filter(({ advice }) => !advice).map(inWords),
    advice: findings.filter(({ advice }) => advice).map(inWords),
  };
}

/** Returns the problems of a round among others. */
export const problemsOfRound = (round: ContentFile, others: readonly ContentFile[]): string[] =>
  findingsIn('rounds', round, { ...onDisk, files: { ...onDisk.files, rounds: [...others, round] } }).map(inWords);

/** Returns the problems of an article with this body. */
export const problemsIn = (body: string): string[] => said(article({}, body)).problems;

/** Returns a library of these articles only. */
export const shelf = (...guidance: ContentFile[]): Partial<Library> => ({ files: { ...onDisk.files, guidance } });
