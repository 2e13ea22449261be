import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { site as starter } from '../../../starter/site.config.ts';
import { answerProblems, answersSchema } from '#src/commands/fork/answers.ts';
import { wholeNumber } from '#forms/formats/student-number.ts';
import { makeSite } from '#src/commands/fork/make-site.ts';
import { readStarter } from '#src/commands/fork/starter-files.ts';

const given = {
  name: "Queen's Mentors",
  university: "Queen's College: Lakeside",
  shortName: "Queen's",
  team: "Student's Futures",
  timeZone: 'America/Toronto',
  country: 'AU',
  emergency: '000',
  language: 'en-CA',
  url: 'https://queens.example/mentoring/',
  graduateYears: 2,
  mailDomains: ['mail.queens.example'],
  studentNumber: '990123456',
  scheme: "Programme d'accompagnement",
  oneMeeting: "Un café, s'il vous plaît: 20'",
};
const files = readStarter();

/** Returns the text files of a site that is made from these answers. */
function made(answers: object): Map<string, string> {
  const site = makeSite(files, starter, answersSchema.parse({ ...given, ...answers }), '1.0.0', new Date('2026-11-29'));
  return new Map([...site].filter((file): file is [string, string] => typeof file[1] === 'string'));
}

const lines = (site: ReadonlyMap<string, string>, pattern: RegExp, but = /^content\/support\.yaml$/) =>
  [...site]
    .filter(([path]) => !but.test(path))
    .flatMap(([path, text]) =>
      text
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => `${path}: ${line}`),
    );

const variants = [
  { has: 'both schemes', answers: {} },
  { has: 'both, without rounds', answers: { rounds: 'no' } },
  { has: 'a mentor of one’s own only', answers: { oneMeeting: 'none' } },
  { has: 'a mentor of one’s own only, without rounds', answers: { oneMeeting: 'none', rounds: false } },
  { has: 'one meeting only', answers: { scheme: 'none' } },
];
const without = { tools: 'none', mentors: 'no', contactForm: 'no', email: 'mentoring@queens.example' };

/** Returns the addresses on the site in a text, without what follows ? and #. */
const addressesIn = (text: string) =>
  Array.from(text.matchAll(/(?:\]\(|\{\{site\}\}|href: ?['"]?)(\/[a-z0-9/-]*)/g), ([, address]) => address!);

/** Returns the addresses of the schemes in the head of an article. */
const servicesIn = (text: string) =>
  (/^services: \[ ?(.*?) ?\]$/m.exec(text)?.[1] ?? '')
    .split(/, ?/)
    .filter(Boolean)
    .map((page) => `/${page}/`);

/** Returns the addresses that are in a site, of pages, articles and tools that it does not have. */
function deadAddresses(site: ReadonlyMap<string, string>): string[] {
  const isThere = (address: string) => {
    const [first = '', second] = address.split('/').filter(Boolean);
    if (first === 'tools')
      return [...site.keys()].some((path) => path.startsWith(`content/tools/${second ? `${second}.yaml` : ''}`));
    if (first === 'guidance')
      return second === undefined || second === 'topics' || site.has(`content/guidance/${second}/index.mdx`);
    return ['', 'my', 'tips', 'dates', 'contact'].includes(first) || site.has(`content/pages/${first}.mdx`);
  };
  return [...site].flatMap(([path, text]) =>
    [...addressesIn(text), ...servicesIn(text)]
      .filter((address) => !isThere(address))
      .map((address) => `${path}: ${address}`),
  );
}

describe('a site made from the starter', () => {
  it.each(variants)('with $has holds no name of the starter', ({ answers }) => {
    const { mentoring, question } = starter.schemes;
    const names = [starter.name, starter.organisation.shortName, starter.contacts.team, 'Regent Street'];
    const pages = [mentoring!, question!].flatMap(({ name, page }) => [name, page]);
    const site = made(answers);
    expect(lines(site, new RegExp([...names, ...pages].join('|')))).toEqual([]);
    expect([...site.keys()].filter((path) => /peer-mentoring|one-question/.test(path))).toEqual([]);
  });

  it.each(variants)(
    'with $has sends people in danger to the number of its own country, and to no body of another',
    ({ answers }) => {
      const site = made(answers);
      expect(lines(site, /\b(911|999)\b/)).toEqual([]);
      expect(site.get('content/pages/support.mdx')).toContain('[000](tel:000)');
      expect(site.get('src/site.config.ts')).toContain("emergency: '000'");
      const elsewhere = /\b(UK|United Kingdom|116 123|Samaritans|NHS|Acas|EHRC|EASS|Canada|Ontario)\b|\.(uk|ca)\b/;
      expect(lines(site, elsewhere, /^content\/(support\.yaml|search-synonyms\.yaml)/)).toEqual([]);
    },
  );

  it.each(variants)(
    'with $has keeps YAML and heads readable with names that hold apostrophes and colons',
    ({ answers }) => {
      for (const [path, text] of made(answers)) {
        if (path.endsWith('.yaml')) expect(() => parse(text) as unknown, path).not.toThrow();
        if (/\.mdx?$/.test(path)) expect(() => parse(text.split(/^---$/m)[1]!) as unknown, path).not.toThrow();
      }
    },
  );

  it.each(
    variants.flatMap((each) => [
      each,
      { has: `${each.has}, and nothing else`, answers: { ...each.answers, ...without } },
    ]),
  )('with $has leads to no page, article or tool that it does not have', ({ answers }) => {
    expect(deadAddresses(made(answers))).toEqual([]);
  });

  it('without tools, offers to mentor and a form to write to the team says nothing of them, and has none of their files', () => {
    const site = made(without);
    const named = /\b(sheets?|(become|becoming|offer(ed|ing)? to be) a mentor|While you are matched|the form below)\b/i;
    expect(lines(site, named, /^content\/(support\.yaml|guidance|tasks\.yaml)/)).toEqual([]);
    expect(
      [...site.keys()].filter((path) => /-mentor\.md$|introduction|receipt-contact|tools|pages\/mentors/.test(path)),
    ).toEqual([]);
    expect(site.get('content/tasks.yaml')).not.toMatch(
      /id: (become-mentor|mentor-duties|tools|smart-sheet|times-tool)\n/,
    );
    const config = site.get('src/site.config.ts')!;
    expect(config).not.toMatch(/ {4}mentors: \{|'\/tools\/'|'\/mentors\/'/);
    expect(config).toMatch(/email: 'mentoring@queens\.example',\n[^]*\n {4}form: false,/);
  });

  it.each(variants)('with $has puts no article of its own before a name', ({ answers }) => {
    const site = made({ ...answers, team: 'Peer Mentoring & More', teamInSentence: 'Peer Mentoring & More' });
    const names = ['Peer Mentoring & More', given.scheme, given.oneMeeting].map((name) => name.replace(/\W/g, '\\$&'));
    expect(lines(site, new RegExp(`\\b[Tt]he \\W*(${names.join('|')})`))).toEqual([]);
    expect(site.get('content/pages/contact.mdx')).toContain('Only Peer Mentoring & More reads it');
    expect(site.get('src/site.config.ts')).toContain("inSentence: 'Peer Mentoring & More'");
  });

  it.each([{ rounds: 'no' }, { scheme: 'none' }, { rounds: 'no', ...without }].map((answers) => ({ answers })))(
    'without rounds says nothing of them: $answers',
    ({ answers }) => {
      const texts = [...made(answers)].filter(([path]) => /^content\/(mail|pages|tasks)/.test(path));
      const prose = new Map(texts.map(([path, text]) => [path, text.replace(/^#.*$/gm, '')]));
      expect(lines(prose, /\brounds?\b(?! of)|When a round|the deadline/)).toEqual([]);
      expect(prose.get('content/pages/privacy.mdx')?.includes('a program compares')).toBe(false);
      expect(prose.get('content/pages/privacy.mdx')?.includes('A program compares')).toBe(!('mentors' in answers));
    },
  );

  it('puts no article before a team’s name that brings one', () => {
    const site = made({ team: 'The Careers Hub' });
    expect(lines(site, /the the /i)).toEqual([]);
    expect(site.get('content/pages/contact.mdx')).toContain('Only the Careers Hub reads it');
    expect(site.get('src/site.config.ts')).toContain("inSentence: 'the Careers Hub'");
  });

  it.each(variants)('with $has names no article and no number to ring that it does not have', ({ answers }) => {
    const site = made(answers);
    const missing = /Boundaries and confidentiality|Giving feedback|Opening doors|\bRing\b|enquiries/;
    expect(lines(site, missing, /^content\/support\.yaml$/)).toEqual([]);
  });

  it('has the tools that were asked for', () => {
    const site = made({ tools: ['smart-goal', 'meeting-times'] });
    expect([...site.keys()].filter((path) => path.startsWith('content/tools/'))).toEqual([
      'content/tools/meeting-times.yaml',
      'content/tools/smart-goal.yaml',
    ]);
    expect(site.get('content/pages/cookies.mdx')).toContain('[sheets](/tools/)');
  });

  it('without the scheme of one meeting says nothing of it, and has none of its files', () => {
    const site = made({ oneMeeting: 'none' });
    expect(lines(site, /one-off|one question at any|your question to a mentor|[-/]ask\b|four forms/i)).toEqual([]);
    expect([...site.keys()].filter((path) => /-ask\.md$|one-off/.test(path))).toEqual([]);
    expect(site.get('src/site.config.ts')).not.toMatch(/question:|topics:/);
  });

  it('with one meeting only says nothing of matches in a scheme, of rounds and of sheets for them', () => {
    const site = made({ scheme: 'none' });
    expect(
      lines(site, /\{\{round\}\}|a mentor of your own|the Scheme\b|\bround (has|ends|that)|\/dates\.ics|four forms/),
    ).toEqual([]);
    expect(
      lines(site, /\/guidance\/(first-meeting|mentor-first-steps|good-questions)\/|\/tools\/(first|smart|meeting-log)/),
    ).toEqual([]);
    expect([...site.keys()].filter((path) => /-mentee\.md$|notice-pair|check-in|rounds|match/.test(path))).toEqual([]);
    expect(site.get('src/site.config.ts')).toContain(
      "articles: { mentors: 'listening-well', question: 'one-off-meeting' }",
    );
    expect(site.get('src/site.config.ts')).not.toMatch(/ {4}mentoring: \{/);
    expect(lines(site, /peer mentoring/i)).toEqual([]);
    expect(site.get('content/tasks.yaml')).toMatch(/- id: apply\n[^]*?href: \/un-cafe-sil-vous-plait-20\//);
  });

  it('gives a scheme the address that was asked for, and search the name in which people ask', () => {
    const site = made({ schemePage: 'mentorat' });
    expect(site.has('content/pages/mentorat.mdx')).toBe(true);
    expect(site.get('content/tasks.yaml')).toContain('href: /mentorat/apply/');
    expect(site.get('content/tasks.yaml')).toContain("apply for programme d'accompagnement");
    expect(made({}).get('content/guidance/first-meeting/index.mdx')).not.toContain("un café, s'il");
  });
});

it.each([
  ['990123456', '990123457', '990123457'],
  ['s1234567', '7654321', 's7654321'],
  ['ABCXYZ001', 'SMTJOH002', 'smtjoh002'],
])('from the example %s a site reads %s as %s', (studentNumber, typed, read) => {
  const configuration = made({ studentNumber }).get('src/site.config.ts')!;
  const [, pattern, kept] = /pattern: \/(.*)\/,\n\s+kept: '(.*)'/.exec(configuration)!;
  expect(wholeNumber(typed, { pattern: new RegExp(pattern!), kept: kept! })).toBe(read);
});

describe('answers for a new site', () => {
  it('can be written as they are typed', () => {
    const typed = {
      graduateYears: '2',
      mailDomains: 'mail.queens.example, Q.example',
      tools: 'smart-goal, meeting-log',
    };
    expect(answersSchema.parse({ ...given, ...typed })).toMatchObject({
      graduateYears: 2,
      mailDomains: ['mail.queens.example', 'q.example'],
      tools: ['smart-goal', 'meeting-log'],
    });
    const { tools } = answersSchema.parse(given);
    expect(answersSchema.parse({ ...given, tools: 'all' })).toMatchObject({ tools });
  });

  it('are refused, each with a remedy, where a page or the site would not work', () => {
    const problems = (answers: object) => answerProblems({ ...given, ...answers });
    expect(problems({ scheme: 'none', oneMeeting: 'None' })).toEqual([
      'oneMeeting: A site needs one scheme at least. Write the name of this one, or of the other.',
    ]);
    expect(problems({ oneMeeting: 'Guidance' })).toEqual([
      'oneMeetingPage: Another page has the address /guidance/. Choose another one.',
    ]);
    expect(problems({ schemePage: 'about' })).toEqual([
      'schemePage: Another page has the address /about/. Choose another one.',
    ]);
    expect(problems({ scheme: 'メンター' })[0]).toMatch(/^schemePage: Write the last part of its address/);
    expect(problems({ oneMeeting: given.scheme })).toEqual([
      'oneMeetingPage: The two schemes need different addresses, because each has its page.',
    ]);
    expect(problems({ name: 'Mentors {2}' })[0]).toMatch(/^name: Leave out/);
    expect(problems({ oneMeeting: undefined })[0]).toMatch(/^oneMeeting: Write the name .* or none\.$/);
    expect(problems({ tools: ['agenda'] })[0]).toMatch(/^tools\.0: Write which of these the site has, all, or none: /);
    expect(problems({ tools: ['one-off-meeting'], oneMeeting: 'none' })).toEqual([
      'tools: “one-off-meeting” is for a scheme that this site does not have. Take it out.',
    ]);
    expect(problems({ contactForm: 'no' })).toEqual([
      'email: Write the team’s email address: without a form, people have no other way to write.',
    ]);
    expect(problems({})).toEqual([]);
  });
});
