import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, it, onTestFinished } from 'vitest';
import { site } from '#site';
import { siteLinkProblems } from '../../../src/commands/content/site-links.ts';
import { missingFiles, siteFault } from '../../../src/commands/site-fault.ts';
import { mailProblems } from '#inbox/mail/templates.ts';
import { readRounds } from '#inbox/rounds.ts';

it('finds no fault in this repository', () => {
  expect(siteFault()).toBeUndefined();
});

it('names every missing file that the site needs, with its purpose', () => {
  const root = mkdtempSync(join(tmpdir(), 'site-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const all = missingFiles(root, site);
  expect(all).toContainEqual(expect.stringMatching(/^content\/pages\/support\.mdx is missing\. .+ Take the one/));
  expect(all).toContainEqual(expect.stringMatching(/^content\/pages\/treated-badly\.mdx is missing\./));
  expect(all).toContainEqual(expect.stringMatching(/^content\/support\.yaml is missing\./));
  mkdirSync(join(root, 'content'));
  writeFileSync(join(root, 'content/support.yaml'), '');
  expect(missingFiles(root, site)).toHaveLength(all.length - 1);
});

it('needs every file of content that code imports by its name, which no build can do without', () => {
  const code = globSync('src/**/*.{ts,tsx,astro}').map((path) => readFileSync(path, 'utf8'));
  const imported = new Set(
    code.flatMap((text) => Array.from(text.matchAll(/'#(content\/[\w/.-]+)'/g), ([, path]) => path!)),
  );
  expect([...imported].sort()).toEqual(['content/support.yaml', 'content/tasks.yaml']);
  const all = missingFiles(join(tmpdir(), 'no-such-folder'), site).join('\n');
  for (const path of imported) expect(all).toContain(`${path} is missing.`);
});

it('needs no folder of rounds, and names missing mails', () => {
  const none = join(tmpdir(), 'no-such-folder');
  expect(readRounds(none)).toEqual([]);
  expect(mailProblems(none)).toContainEqual(expect.stringContaining('receipt-mentee.md is missing'));
});

it('names a link of the configuration that leads to no page, or to no part of one', () => {
  const menu = [
    { label: 'Guidance', href: '/guidance/#during' },
    { label: 'Tools', href: '/contakt/' },
    { label: 'Union', href: 'https://union.example/' },
  ];
  const articles = { mentors: 'first-steps', question: 'one-meeting' };
  const { question, mentors } = site.schemes;
  const schemes = { question, mentors: { ...mentors!, consent: { ...mentors!.consent, page: '/mentors/#code' } } };
  const topics = [{ value: 'cv', label: 'CV', guidance: ['applications', 'aplications'] }];
  const places = new Map([
    ...['/guidance/', '/contact/', '/privacy/', '/guidance/first-steps/'].map((path) => [path, undefined] as const),
    ['/guidance/topics/applications/', undefined] as const,
    ['/mentors/', new Set(['code-of-conduct'])] as const,
  ]);
  const changed = { ...site, menu, footer: [], articles, schemes, choices: { ...site.choices, topics } };
  expect(siteLinkProblems(changed, places, new Set())).toEqual([
    'menu[1].href: leads to /contakt/, which is no page. Did you mean "/contact/"? Mend it, or take the entry out.',
    expect.stringMatching(/^articles\.question: leads to \/guidance\/one-meeting\/, which is no page\./),
    expect.stringMatching(/^schemes\.mentors\.consent\.page: leads to \/mentors\/#code; .* has no section "code"\./),
    expect.stringMatching(/^choices\.topics\[0\]\.guidance: leads to \/guidance\/topics\/aplications\//),
  ]);
  // A form cannot know which articles are public, and leaves out those that it asks the pages for.
  const early = { ...site, articles: { mentors: 'first-steps', treatedBadly: 'first-steps' } };
  expect(siteLinkProblems(early, places, new Set(['/guidance/first-steps/']))).toContainEqual(
    expect.stringMatching(/^articles\.treatedBadly: leads to \/guidance\/first-steps\/, which is not public yet\./),
  );
  expect(siteLinkProblems(early, places, new Set(['/guidance/first-steps/'])).join()).not.toContain('articles.mentors');
});
