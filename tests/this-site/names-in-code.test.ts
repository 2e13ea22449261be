import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { site as starter } from '../../starter/site.config.ts';
import { site } from '#site';
import { cityOf } from '#forms/dates/zoned-time.ts';
import type { SiteConfig } from '#src/site-schema.ts';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Matches a name in any case, also within a longer word: the plural, or a part of an identifier. */
const anywhere = (name: string) => new RegExp(escaped(name), 'i');

/** Matches the words of an address in any case, joined as in an address, a constant or an identifier. */
const joined = (page: string) => new RegExp(page.split('-').map(escaped).join('[-_]?'), 'i');

/** Matches a title as it is written. In small letters, "one question" and "ask a mentor" are ordinary words. */
const asWritten = (title: string) => new RegExp(`(?<!\\w)${escaped(title)}`);

/** The names of a university and its schemes. The page for mentors has too general a name. */
function namesOf({ name, timeZone, organisation, students, contacts, schemes }: SiteConfig): [string, RegExp][] {
  const anyCase = [name, timeZone, cityOf(timeZone), organisation.name, organisation.shortName, contacts.team];
  const numbers = students.number ? [students.number.example] : [];
  const ofSchemes = [schemes.mentoring, schemes.question].filter((scheme) => scheme !== undefined);
  return [
    ...[...anyCase, ...students.mailDomains, ...numbers].map((each): [string, RegExp] => [each, anywhere(each)]),
    ...ofSchemes.flatMap(({ page, name, shortName }): [string, RegExp][] => [
      [page, joined(page)],
      ...[name, shortName].map((each): [string, RegExp] => [each, asWritten(each)]),
    ]),
  ];
}

/**
 * The code, without the words that people type, from which the search learns, and what it learned, without the names of the world's time zones, and without
 * what makes a site from the starter.
 */
const files = globSync('src/**/*', {
  ignore: [
    'src/site.config.ts',
    'src/search/learning/harm-examples/**',
    'src/search/query/harm-weights.json',
    'src/forms/dates/zone-names.ts',
    'src/commands/fork/**',
  ],
});
const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const filesWith = (name: RegExp) => files.filter((file) => name.test(file) || name.test(texts.get(file)!));

describe('the code does not contain', () => {
  it.each([...new Map([...namesOf(site), ...namesOf(starter)])])(
    '“%s”, a name of this site or the starter',
    (_, name) => {
      expect(files.length).toBeGreaterThan(400);
      expect(filesWith(name)).toEqual([]);
    },
  );
});

describe('the search for a name finds', () => {
  it.each([
    ['in another case', anywhere('Northbridge'), 'NORTHBRIDGE'],
    ['in the plural', anywhere('Northbridge'), 'many northbridges'],
    ['within an identifier', anywhere('Northbridge'), 'const isNorthbridgeStudent'],
    ['an address as an identifier', joined('peer-mentoring'), 'peerMentoringPage'],
    ['an address as a constant', joined('peer-mentoring'), 'PEER_MENTORING'],
    ['a title in the plural', asWritten('One Question'), 'two One Questions'],
  ])('%s', (_, name, text) => {
    expect(text).toMatch(name);
  });
});
