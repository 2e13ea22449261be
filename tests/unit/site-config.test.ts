import { describe, expect, it } from 'vitest';
import { site } from '#site';
import { siteConfigFault, withEveryEntry } from '#src/site-schema.ts';

const without = (entry: string, from: object) =>
  Object.fromEntries(Object.entries(from).filter(([name]) => name !== entry));

describe('the configuration', () => {
  it('of this site is valid', () => {
    expect(siteConfigFault(site)).toBeUndefined();
  });

  it('may leave out every optional entry', () => {
    const { organisation, contacts } = site;
    const bare = {
      ...site,
      organisation: { name: organisation.name, inSentence: organisation.inSentence, shortName: organisation.shortName },
      examplePhones: undefined,
      students: without('exampleCourse', site.students),
      choices: { sectors: site.choices.sectors, focus: site.choices.focus },
      articles: undefined,
      contacts: { team: contacts.team, emergency: contacts.emergency, answerDays: contacts.answerDays },
      menu: [],
      footer: [],
    };
    expect(siteConfigFault(bare)).toBeUndefined();
    const empty = {
      ...site,
      organisation: { ...organisation, legal: '', address: [], phones: [{ label: 'Office', number: '' }] },
      contacts: { ...contacts, email: '', links: [{ label: 'Blog', url: '' }] },
    };
    expect(siteConfigFault(empty)).toBeUndefined();
    expect(siteConfigFault({ ...empty, organisation: { ...empty.organisation, phones: [] } })).toBeUndefined();
  });

  it('reports all problems at once, each with what to write instead', () => {
    const fault = siteConfigFault({
      ...without('description', site),
      name: ' ',
      url: 'mentoring.example.ac.uk',
      language: 'english',
      timeZone: 'Toronto',
      organisation: { ...site.organisation, phones: [{ label: 'Office', number: '0161 496 0000' }] },
      contacts: { team: '', answerDays: { mentor: 0, ask: 'seven' }, mail: 'a@b.example' },
      menu: [{ label: 'Guidance', href: 'guidance' }],
      footer: undefined,
    });
    expect(fault?.split('\n')[0]).toBe('src/site.config.ts: 13 entries need attention');
    for (const line of [
      'name: Write the name of the site',
      'description: Write one sentence',
      'url: Write the public address of the site, an address like https://',
      'language: Write the tag of a language, like en-GB',
      'timeZone: Write the name of a zone by its city, like America/Halifax',
      'organisation.phones[0].number: Write a number with the code of its country',
      'contacts.team: Write the name of the team',
      'contacts.emergency: Write the number that people call in danger',
      'contacts.answerDays.mentor: Write a whole number of days',
      'contacts.answerDays.ask: Write a whole number of days',
      'contacts: there is no entry "mail"',
      'menu[0].href: Write a path of the site',
      'footer: Write a list of { label, href }',
    ])
      expect(fault).toContain(`\n  ${line}`);
  });

  it.each([
    'Europe/London',
    'America/Argentina/Buenos_Aires',
    'America/St_Johns',
    'Asia/Kolkata',
    'Pacific/Apia',
    'UTC',
  ])('accepts the time zone %s', (timeZone) => {
    expect(siteConfigFault({ ...site, timeZone })).toBeUndefined();
  });

  it.each(['', 'London', 'GMT', 'EST', '+05:30', 'Etc/GMT+5', 'Europe/Londn', 'europe/london'])(
    'does not take the zone "%s", whose name has no words for readers',
    (timeZone) => {
      expect(siteConfigFault({ ...site, timeZone })).toContain('timeZone: Write the name of a zone');
    },
  );

  it('gives each option of a question a value of its own, which is stored', () => {
    const { choices } = site;
    const faultOf = (change: object) => siteConfigFault({ ...site, choices: { ...choices, ...change } });
    const law = { value: 'law', label: 'Law' };
    expect(faultOf({ sectors: [law] })).toBeUndefined();
    expect(faultOf({ sectors: [law, { ...law, label: 'Courts' }] })).toContain(
      'choices.sectors[1].value: “law” is there twice',
    );
    expect(faultOf({ sectors: [{ value: 'not-sure', label: 'Not sure' }] })).toContain('adds “not-sure” by itself');
    expect(faultOf({ topics: [{ value: 'career', label: 'Career', focus: ['applicatons'] }] })).toContain(
      'choices.topics[0].focus: “applicatons” is no value of choices.focus. Write one of: ',
    );
    expect(faultOf({ sectors: [] })).toContain('choices.sectors: Write at least one');
    expect(faultOf({ focus: [{ value: 'First job', label: 'First job' }] })).toContain(
      'choices.focus[0].value: Write the value that is stored',
    );
    expect(faultOf({ levels: [{ value: 'first' }] })).toContain('choices.levels[0].label: Write what the reader sees');
  });

  it('has one scheme at least, each with a page of its own', () => {
    const { mentoring, question, mentors } = site.schemes;
    const faultOf = (schemes: object) => siteConfigFault({ ...site, schemes });
    expect(faultOf({ question })).toBeUndefined();
    expect(faultOf({ mentoring })).toBeUndefined();
    expect(faultOf({ mentors })).toContain('schemes: Write at least one of mentoring and question');
    expect(faultOf({ question, mentors: { ...mentors, page: question?.page } })).toContain(
      'schemes: Two of them have the same page',
    );
    expect(faultOf({ question: { ...question, page: 'Ask a mentor' } })).toContain(
      'schemes.question.page: Write the name of its file in content/pages',
    );
  });

  it('promises a day for an answer where there are no rounds', () => {
    const schemes = { ...site.schemes, mentoring: { ...site.schemes.mentoring, rounds: false } };
    expect(siteConfigFault({ ...site, schemes })).toContain(
      'contacts.answerDays.mentee: Write the days within which the team answers an application',
    );
    const contacts = { ...site.contacts, answerDays: { mentor: 14, ask: 7, mentee: 21 } };
    expect(siteConfigFault({ ...site, schemes, contacts })).toBeUndefined();
  });

  it('promises a day for an answer to mentors, where people can offer to be one', () => {
    const contacts = { ...site.contacts, answerDays: { ask: 7 } };
    expect(siteConfigFault({ ...site, contacts })).toContain(
      'contacts.answerDays.mentor: Write the days within which the team answers an offer',
    );
    const { mentoring, question } = site.schemes;
    expect(siteConfigFault({ ...site, schemes: { mentoring, question }, contacts })).toBeUndefined();
  });

  it('has the entries that it leaves out as undefined, for code that reads them in a browser', () => {
    const { mentors, question } = site.schemes;
    const full = withEveryEntry({ ...site, articles: undefined, schemes: { mentors, question } }) as typeof site;
    expect(full).toEqual({ ...site, articles: undefined, schemes: { mentors, question } });
    expect(Object.keys(full.schemes)).toEqual(['mentoring', 'question', 'mentors']);
    expect(Object.keys(full)).toContain('articles');
  });

  it('has a remedy of its own for an entry of any kind where another is meant', () => {
    /** Returns the configuration with each of its entries in turn replaced by a value. */
    const replacements = (value: unknown, by: unknown): unknown[] => {
      if (typeof value !== 'object' || value === null || value instanceof RegExp) return [by];
      const inner = Object.entries(value).flatMap(([key, entry]) =>
        replacements(entry, by).map((other) =>
          Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other },
        ),
      );
      return [by, ...inner];
    };
    for (const wrong of [undefined, null, 7, '', 'x y', [], {}, [7], true]) {
      const faults = replacements(site, wrong).map((config) => siteConfigFault(config) ?? '');
      expect(faults.length).toBeGreaterThan(200);
      expect(faults.filter((fault) => /Invalid|expected|received|Unrecognized|undefined/.test(fault))).toEqual([]);
    }
  });

  it.each([
    ['country', { country: 'UK' }, 'country: Write the two letters of a country, like GB or CA'],
    ['address', { url: 'https://mentoring.example/?page=1' }, 'url: Write the public address of the site, an address'],
    [
      'student number',
      { students: { ...site.students, number: { ...site.students.number, example: 'x1' } } },
      'students.number.example: The pattern reads it differently',
    ],
    [
      'student’s address',
      { students: { ...site.students, exampleEmail: 'a@elsewhere.example' } },
      'students.exampleEmail: It has none of the domains',
    ],
  ])('refuses a %s that looks right and is not', (_, change, problem) => {
    expect(siteConfigFault({ ...site, ...change })).toContain(problem);
  });

  it.each(['guidance', 'inbox', 'my'])(
    'refuses the page %s for a scheme, which is an address of the engine',
    (page) => {
      const schemes = { ...site.schemes, question: { ...site.schemes.question!, page } };
      expect(siteConfigFault({ ...site, schemes })).toContain('schemes.question.page: This address has another page.');
    },
  );

  it('is reported when it is empty', () => {
    expect(siteConfigFault(undefined)).toContain('site: ');
  });
});
