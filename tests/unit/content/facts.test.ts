import { describe, expect, it, vi } from 'vitest';

const entries = new Map<string, object>();
vi.mock('../../../src/schemas/reference.ts', () => import('../../../src/commands/content/references.ts'));
vi.mock('astro:content', () => ({
  getEntry: (_: string, id: string) => entries.get(id),
  getCollection: () => [],
}));
const { read } = await import('../../../src/commands/content/files.ts');
const { readLibrary } = await import('../../../src/commands/content/library.ts');
const { findingsIn } = await import('../../../src/commands/content/rules.ts');
const { factText } = await import('../../../src/queries/facts.ts');
const { factSchema } = await import('../../../src/schemas/fact.ts');

const fact = (versions: string, reviewBy = '2027-06-01') =>
  read(
    'content/facts/visa.yaml',
    [
      'title: How long it lasts',
      versions,
      'source: { title: GOV.UK, url: https://www.gov.uk/graduate-visa }',
      'owner: Mentoring Office',
      `reviewBy: ${reviewBy}`,
    ].join('\n'),
  );
const ending = 'versions: [{ text: two years, validFrom: 2021-07-01, validTo: 2026-12-31 }]';
const changing = `versions:
  - { text: two years, validFrom: 2021-07-01, validTo: 2026-12-31 }
  - { text: 18 months, validFrom: 2027-01-01 }`;

const library = readLibrary(new Date('2026-11-24T12:00:00Z'));
const said = (file: ReturnType<typeof fact>, day: string) =>
  findingsIn('facts', file, { ...library, today: new Date(day) }).map(({ text, advice }) =>
    advice ? `(${text})` : text,
  );

describe('a fact with dates', () => {
  it('fails the check and the build when no version is valid', async () => {
    entries.set('visa', { data: factSchema.parse(fact(ending).data) });
    expect(said(fact(ending), '2027-01-01T00:00:00Z')).toEqual([
      'versions: none is valid today, so the site cannot be built. Check https://www.gov.uk/graduate-visa and add one.',
    ]);
    await expect(factText('visa', new Date('2027-01-01T00:00:00Z'))).rejects.toThrow(
      'content/facts/visa.yaml: no version is valid on 1\u00a0January 2027. Check https://www.gov.uk/graduate-visa and add one.',
    );
    expect(await factText('visa', new Date('2026-12-31T23:59:59Z'))).toBe('two years');
  });

  it('shows a coming change beside the valid value', async () => {
    entries.set('visa', { data: factSchema.parse(fact(changing).data) });
    expect(await factText('visa', new Date('2026-12-31T23:59:59Z'))).toBe(
      'two years (from 1\u00a0January 2027: 18 months)',
    );
    expect(await factText('visa', new Date('2027-01-01T00:00:00Z'))).toBe('18 months');
    expect(said(fact(changing), '2027-01-01T00:00:00Z')).toEqual([]);
  });

  it('is advised on in the month before its last version ends', () => {
    expect(said(fact(ending), '2026-11-30T12:00:00Z')).toEqual([]);
    expect(said(fact(ending), '2026-12-10T12:00:00Z')).toEqual([
      '(versions: none is valid after 2026-12-31. Check https://www.gov.uk/graduate-visa and add the next.)',
    ]);
  });

  it('is advised on in the month before its review, and after it', () => {
    const file = fact(changing, '2026-12-20');
    expect(said(file, '2026-11-19T12:00:00Z')).toEqual([]);
    expect(said(file, '2026-12-10T00:00:00Z')).toEqual([
      '(reviewBy is in 10 days. Check its source, then move reviewBy.)',
    ]);
    expect(said(file, '2026-12-21T00:00:00Z')).toEqual([
      '(reviewBy has passed (2026-12-20). Check its source, then set reviewBy.)',
    ]);
  });

  it('needs exactly one version for each day', () => {
    const gap = changing.replace('validFrom: 2027-01-01', 'validFrom: 2027-01-02');
    const overlap = changing.replace('validFrom: 2027-01-01', 'validFrom: 2026-12-31');
    for (const versions of [gap, overlap]) {
      expect(said(fact(versions), '2026-11-24T12:00:00Z')).toEqual([
        'versions: each must begin on the day after the one before it ends.',
      ]);
    }
  });
});
