import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { site as starter } from '../../starter/site.config.ts';
import { cloneOf, engineRepository } from '../support/clone.ts';

const answers = `
name: Harbour Mentors
university: University of Sydney Harbour
shortName: Harbour
team: Student Futures
timeZone: Australia/Sydney
country: AU
language: en-AU
url: https://harbour.example
graduateYears: 4
mailDomains: [student.harbour.example]
studentNumber: h1234567
scheme: Harbour Mentoring Program
oneMeeting: Coffee with a Mentor
`;

/** Names of the starter that no made site may hold. */
const starterNames = [
  starter.name,
  starter.organisation.name,
  starter.organisation.shortName,
  starter.contacts.team,
  starter.schemes.mentoring!.name,
  starter.schemes.mentoring!.page,
  starter.schemes.question!.name,
  starter.schemes.question!.page,
  starter.students.mailDomains[0]!,
];

describe('npm run init', () => {
  it(
    'makes a site that passes the content check and builds, without a name of the starter',
    { timeout: 600_000 },
    () => {
      const clone = cloneOf(engineRepository());
      const file = join(clone.folder, 'answers.yaml');
      writeFileSync(file, answers);
      clone.commitAll('Answers');

      const asked = clone.run('src/commands/init.ts', '--from', file);
      expect(asked).toMatchObject({ code: 1, output: expect.stringContaining('Nothing has been changed.') as string });
      expect(asked.output).toMatch(/content\/guidance \(\d+\)/);
      expect(clone.git('status', '--porcelain')).toBe('');

      const { code, output } = clone.run('src/commands/init.ts', '--from', file, '--yes');
      expect(output).toMatch(/\d+ content files checked\./);
      expect(output).not.toMatch(/needs? attention/);
      expect(output).toContain('content/pages/support.mdx:');
      expect(code).toBe(0);

      const paths = globSync(['content/**', 'src/site.config.ts'], { cwd: clone.folder });
      const text = paths.map((path) => `${path}\n${readFileSync(join(clone.folder, path), 'utf8')}`).join('\n');
      expect(starterNames.filter((name) => text.includes(name))).toEqual([]);
      expect(text).toContain('Students of the University of Sydney Harbour');
      expect(globSync('content/guidance/*/index.mdx', { cwd: clone.folder })).toHaveLength(3);
      expect(clone.git('status', '--porcelain', '--', 'src', 'starter', 'tests').trim()).toBe('M src/site.config.ts');

      const built = clone.run('src/commands/build.ts');
      expect(built.output).toContain('Complete!');
      const page = readFileSync(join(clone.folder, 'dist/harbour-mentoring-program/index.html'), 'utf8');
      expect(page).toContain('Harbour Mentors');
      expect(page).toContain('Sydney time');

      clone.commitAll('Our site');
      expect(clone.run('src/commands/init.ts', '--from', file, '--yes')).toMatchObject({
        code: 1,
        output: expect.stringMatching(/^This is your own site already/) as string,
      });
    },
  );

  it(
    'changes nothing while there are changes in no commit, or answers that cannot be used',
    { timeout: 120_000 },
    () => {
      const clone = cloneOf(engineRepository());
      const file = join(clone.folder, 'answers.yaml');
      writeFileSync(file, answers.replace('Australia/Sydney', 'Sydney').replace('country: AU', 'county: AU'));
      const dirty = clone.run('src/commands/init.ts', '--from', file, '--yes');
      expect(dirty.output).toBe(
        'There are changes that are in no commit. Commit them or take them back, then try again:\n  answers.yaml\n',
      );
      clone.commitAll('Answers');
      const { code, output } = clone.run('src/commands/init.ts', '--from', file, '--yes');
      expect(code).toBe(1);
      expect(output).toContain('timeZone: Write the name of a zone by its city');
      expect(output).toContain('country: Write the two letters of a country');
      expect(output).toContain('county: there is no such answer.');
      expect(clone.git('status', '--porcelain')).toBe('');
    },
  );
});
