import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';
import { site } from '#site';
import { cityOf } from '#forms/dates/zoned-time.ts';

/** The names of this university and its schemes. The title of the page for mentors is too general to check. */
const names = [
  site.name,
  site.timeZone,
  cityOf(site.timeZone),
  site.organisation.name,
  site.organisation.shortName,
  ...[site.schemes.mentoring, site.schemes.question].flatMap((scheme) =>
    scheme ? [scheme.page, scheme.name, scheme.shortName] : [],
  ),
  ...site.students.mailDomains,
  ...(site.students.number ? [site.students.number.example] : []),
];

const files = globSync('src/**/*', { ignore: 'src/site.config.ts' });

it.each([...new Set(names)])('the code does not contain “%s”, which is in the configuration', (name) => {
  expect(files.length).toBeGreaterThan(400);
  const word = new RegExp(`(?<![\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'i');
  expect(files.filter((file) => word.test(readFileSync(file, 'utf8')))).toEqual([]);
});
