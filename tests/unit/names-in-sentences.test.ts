import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, it, vi } from 'vitest';
import type { SiteConfig } from '#src/site-schema.ts';

const given = vi.hoisted(() => ({ team: 'Student Futures', inSentence: 'Student Futures' }));
vi.mock('#site', async (original) => {
  const { site } = await original<{ site: SiteConfig }>();
  return { site: { ...site, contacts: { ...site.contacts, ...given } } };
});

describe('a team whose name takes no article', () => {
  it('stands without one within a sentence and at its beginning', async () => {
    const { teamInSentence, theTeam, theTeamFirst } = await import('#forms/team.ts');
    expect([theTeam, theTeamFirst, teamInSentence('Student Futures')]).toEqual(Array(3).fill('Student Futures'));
    expect(teamInSentence('Law Clinic')).toBe('the Law Clinic');
  });
});

describe('a sentence of the engine', () => {
  /** "The" before the name of a team or a scheme, which only the configuration knows to need it. */
  const article = /\b[Tt]he \$?\{[^{}]*(\bteam|(scheme|mentoring|question)\??\.(name|shortName))\}/;

  it('does not put an article before a name', () => {
    const found = globSync('src/**/*.{ts,tsx,astro}', { ignore: 'src/commands/fork/**' }).flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => article.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(found).toEqual([
      "src/forms/team.ts: export const theTeam = inSentence === '' ? `the ${site.contacts.team}` : inSentence;",
    ]);
  });
});
