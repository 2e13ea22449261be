import { describe, expect, it } from 'vitest';
import { article, read, said, SUMMARY_MAX } from './article.ts';

const problems = (changed: Record<string, string>) => said(article(changed)).problems;

describe('the fields of an article', () => {
  it('have no finding in an article without a problem', () => {
    expect(said(article())).toEqual({ problems: [], advice: [] });
  });

  it('report a summary’s length and its limit', () => {
    const longest = 'a'.repeat(SUMMARY_MAX);
    expect(problems({ summary: longest })).toEqual([]);
    expect(problems({ summary: `${longest}a` })).toEqual([
      `summary is ${SUMMARY_MAX + 1} characters; it must be ${SUMMARY_MAX} or fewer.`,
    ]);
    expect(problems({ summary: 'Too short' })).toEqual(['summary is 9 characters; it must be 40 or more.']);
  });

  it('suggest a similar topic, person, article or field', () => {
    expect(problems({ topics: '[gaols]' })).toEqual([
      'topics names "gaols", which is not in content/topics. Did you mean "goals"?',
    ]);
    expect(problems({ author: 'mentoring-ofice' })).toEqual([
      'author names "mentoring-ofice", which is not in content/people. Did you mean "mentoring-office"?',
    ]);
    expect(problems({ related: '[frist-meeting]' })).toEqual([
      'related names "frist-meeting", which is not in content/guidance. Did you mean "first-meeting"?',
    ]);
    expect(problems({ serchWords: '[cv]' })).toEqual(['serchWords is no field here. Did you mean "searchWords"?']);
  });

  it('list the known topics or people when none is similar', () => {
    expect(problems({ author: 'grace-hopper' })).toEqual([
      'author names "grace-hopper", which is not in content/people. There are: ada-writer, mentoring-office.',
    ]);
  });

  it('state the type of a field’s value', () => {
    expect(problems({ topics: 'goals' })).toEqual([
      'topics is "goals"; it must be a list in square brackets, as in [one, two].',
    ]);
    expect(problems({ draft: 'yes' })).toEqual(['draft is "yes"; it must be true or false.']);
    expect(problems({ order: 'first' })).toEqual(['order is "first"; it must be a number.']);
    expect(problems({ published: 'soon' })).toEqual(['published is "soon"; it must be a day like 2027-02-11.']);
    expect(problems({ topics: '[goals, trust, online, work]' })).toEqual([
      'topics has 4 entries; it must have 3 or fewer.',
    ]);
    expect(problems({ title: '' })).toEqual(['title is missing.']);
  });

  it('list the stages when one is unknown', () => {
    expect(problems({ stage: 'endings' })).toEqual([
      'stage is "endings"; it must be one of: before-you-apply, getting-started, during, when-it-is-hard, ending, one-off-meeting. Did you mean "ending"?',
    ]);
  });

  it('name the entry of a list', () => {
    expect(problems({ sources: '[{ title: A, by: B }, { title: C, by: D, url: gov.uk }]' })).toEqual([
      'sources, entry 2: url is "gov.uk"; it must be a whole address, as in https://example.org/page.',
    ]);
  });

  it('refuse a day that does not exist', () => {
    expect(problems({ reviewBy: '2027-02-30' })).toEqual([
      'reviewBy is 2027-02-30, and there is no such day. Write it like 2027-02-11.',
    ]);
    expect(problems({ reviewBy: '2027-2-3' })).toEqual([
      'reviewBy is 2027-2-3, and there is no such day. Write it like 2027-02-11.',
    ]);
    expect(problems({ reviewBy: '2028-02-29' })).toEqual([]);
  });

  it('refuse an ambiguous day', () => {
    expect(problems({ published: '05/11/2026' })).toEqual([
      'published is "05/11/2026"; it must be a day like 2027-02-11.',
    ]);
    expect(problems({ lastReviewed: '2 November 2026' })).toEqual([
      'lastReviewed is "2 November 2026"; it must be a day like 2027-02-11.',
    ]);
  });

  it('state when a future article appears', () => {
    const said2027 = said(article({ published: '2027-01-10', lastReviewed: '2026-11-20' }));
    expect(said2027.advice).toEqual([
      'published is in the future: readers see the article from the first build on 2027-01-10 or later.',
    ]);
  });

  it('require the days of an article in order', () => {
    expect(problems({ reviewBy: '2026-11-01' })).toEqual([
      'reviewBy is before lastReviewed; it must be the same or later.',
      'reviewBy is before published; it must be the same or later.',
    ]);
    expect(problems({ lastReviewed: '2026-11-25' })).toEqual([
      'lastReviewed is in the future. Write the day on which someone checked every sentence.',
    ]);
  });

  it('accept a review before the day of publication', () => {
    expect(problems({ published: '2027-01-10', lastReviewed: '2026-11-20' })).toEqual([]);
  });

  it('report every problem at once', () => {
    expect(problems({ summary: 'Short', topics: '[gaols]', published: '2026-02-31' })).toHaveLength(3);
  });
});

describe('front matter that cannot be read', () => {
  const path = 'content/guidance/panel/index.mdx';
  const whole = () => `---\n${['title: Panels', 'summary: x'].join('\n')}\n---\n\nText.\n`;

  it('is reported as without an end or without a start', () => {
    expect(said(read(path, whole().replace('\n---\n', '\n'))).problems).toContain(
      'line 1: the fields at the top have no end. Write a line of three hyphens after the last of them.',
    );
    expect(said(read(path, whole().slice(4))).problems).toContain(
      'line 1: the fields at the top cannot be found; begin the file with a line of three hyphens, the fields, and three hyphens again.',
    );
  });

  it('is read after a byte order mark, and with the line ends of Windows', () => {
    const { data, faults } = read(path, `\uFEFF${whole().replaceAll('\n', '\r\n')}`);
    expect({ data, faults }).toEqual({ data: { title: 'Panels', summary: 'x' }, faults: [] });
  });

  it.each([
    [
      'title',
      'Internship pay: when you must be paid',
      'line 2: title has a colon in its text. Put quotation marks around the whole: title: "Internship pay: when you must be paid"',
    ],
    [
      'title',
      "'Don't be late'",
      `line 2: title has an apostrophe inside single quotation marks. Use double ones: title: "Don't be late"`,
    ],
    [
      'title',
      '"Prepare',
      'line 2: title has a quotation mark or bracket that is not closed. Add it at the end of the text.',
    ],
    [
      'title',
      '@home',
      'line 2: title begins with a sign that has a meaning here. Put quotation marks around the whole: title: "@home"',
    ],
    [
      'sources',
      '[{ title: When: the clocks, by: A }]',
      'line 12: sources has a colon in a text between { and }. Put that text in quotation marks.',
    ],
  ])('is reported with its line and what to do, for %s: %s', (field, value, sentence) => {
    expect(problems({ [field]: value })).toEqual([sentence]);
  });

  it('is reported for a field that occurs twice', () => {
    expect(problems({ order: '98\norder: 97' })).toEqual(['line 8: order stands twice. Keep one of them.']);
  });
});
