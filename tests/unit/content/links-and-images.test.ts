import { describe, expect, it } from 'vitest';
import { article, problemsIn, said, section, shelf } from './article.ts';

describe('links', () => {
  it.each(['here', 'click here', 'Read more', 'this page', 'this', 'More information', 'find out more', 'link'])(
    'refuses the text "%s", which does not say where it goes',
    (text) => {
      expect(problemsIn(`Look [${text}](/contact/).`)).toEqual([expect.stringContaining('does not say where it goes')]);
    },
  );

  it.each(['the contact page', 'GOV.UK', 'More about feedback', 'Here is the form', 'what the Mentoring Office does'])(
    'takes the text "%s"',
    (text) => {
      expect(problemsIn(`Look at [${text}](/contact/).`)).toEqual([]);
    },
  );

  it.each(['https://www.gov.uk/graduate-visa', '[gov.uk/graduate-visa](https://www.gov.uk/graduate-visa)'])(
    'refuses a bare address: %s',
    (text) => {
      expect(problemsIn(`See ${text} for it.`)).toEqual([expect.stringContaining('shows its address')]);
    },
  );

  it.each([
    [
      '/guidance/first-meting/',
      'leads to /guidance/first-meting/, which is not on this site. Did you mean /guidance/first-meeting/?',
    ],
    ['/guidance/first-meeting', 'must end with a slash: /guidance/first-meeting/'],
    [
      '/guidance/first-meeting/#agend',
      'leads to #agend, which /guidance/first-meeting/ does not have. Did you mean #agenda?',
    ],
    ['/privacy/#your-right', 'leads to #your-right, which /privacy/ does not have. Did you mean #your-rights?'],
    ['/guidance/#durin', 'leads to #durin, which /guidance/ does not have. Did you mean #during?'],
    ['first-meeting', 'must begin with https:// or, within the site, with /'],
    ['#agenda', 'goes to a place on this page. Name the page too'],
    ['http://example.org/', 'begins with http:. Open it, and write the https: address.'],
  ])('cannot lead to %s', (url, sentence) => {
    expect(problemsIn(`Read [about the agenda](${url}).`)).toEqual([expect.stringContaining(sentence)]);
  });

  it.each([
    '/guidance/first-meeting/#agenda',
    '/guidance/first-meeting/#try-it-now',
    '/guidance/topics/goals/',
    '/guidance/#during',
    '/privacy/#your-rights',
    '/search/?q=cv',
    '/',
    '/dates.ics',
    'https://www.gov.uk/graduate-visa',
    'mailto:careers@example.org',
  ])('can lead to %s', (url) => {
    expect(problemsIn(`Read [about the agenda](${url}).`)).toEqual([]);
  });

  it('are reported with the line of the file', () => {
    const file = article({}, `Text.\n\nLook [here](/contact/).`);
    const line = file.above + 4;
    expect(said(file).problems[0]).toMatch(new RegExp(`^line ${line}:`));
  });

  it('cannot lead to an article that is not public yet', () => {
    const file = article({}, 'Read [about the first meeting](/guidance/first-meeting/).', 'a-first');
    for (const hidden of [{ draft: 'true' }, { published: '2026-11-25' }]) {
      const coming = article({ ...hidden, stage: 'during', title: 'Coming soon' }, section('x'), 'first-meeting');
      expect(said(file, shelf(file, coming)).problems).toEqual([expect.stringContaining('not public yet')]);
    }
  });
});

describe('pictures', () => {
  const there = { exists: () => true };
  const problems = (markdown: string) => said(article({}, markdown), there).problems;

  it('are accepted with a description and a file beside the article', () => {
    expect(problems('![Two people at a laptop](./desk.jpg)')).toEqual([]);
  });

  it.each([
    ['![](./desk.jpg)', 'has no description'],
    ['![desk.jpg](./desk.jpg)', 'has the name of its file for a description'],
    ['![Photo of two people](./desk.jpg)', 'has a description that begins "Photo of two"'],
    [`![${'a'.repeat(161)}](./desk.jpg)`, 'has a description of 161 characters; it must be 160 or fewer'],
    ['![Two people](https://example.org/desk.jpg)', 'lies on another site'],
    ['![Two people](desk.jpg)', 'must lie beside the article, and its address begin with ./'],
    ['![Two people](/desk.jpg)', 'must lie beside the article, and its address begin with ./'],
  ])('are refused as %s', (markdown, sentence) => {
    expect(problems(markdown)).toEqual([expect.stringContaining(sentence)]);
  });

  it('are refused when the file is missing', () => {
    expect(problemsIn('![Two people at a laptop](./desk.jpg)')).toEqual([expect.stringContaining('is not there')]);
  });
});
