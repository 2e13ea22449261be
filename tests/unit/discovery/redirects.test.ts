import { describe, expect, it } from 'vitest';
import { type SiteContents, readRedirects, redirectProblems, spellings } from '../../../src/build/links/redirects.ts';

const pages = new Map([
  ['/', []],
  ['/privacy/', ['rights']],
  ['/rss.xml', []],
]);
const contents: SiteContents = {
  has: (path) => pages.has(path),
  hasPlace: (path, id) => pages.get(path)?.includes(id) ?? false,
};
const problems = (redirects: Record<string, string>) =>
  redirectProblems(
    Object.entries(redirects).map(([from, to]) => ({ from, to })),
    contents,
  );

describe('redirects', () => {
  it('are read from lines of old and new addresses', () => {
    expect(readRedirects('# words\n/terms/: /privacy/\n')).toEqual([{ from: '/terms/', to: '/privacy/' }]);
    expect(readRedirects('# nothing yet\n')).toEqual([]);
  });

  it('may not name an old address twice', () => {
    expect(() => readRedirects('/terms/: /privacy/\n/terms/: /\n')).toThrow(/duplicated/);
  });

  it('may lead to a page, a file or a place', () => {
    expect(problems({ '/terms/': '/privacy/', '/feed.xml': '/rss.xml', '/rights/': '/privacy/#rights' })).toEqual([]);
  });

  it.each([
    ['hide a page', { '/privacy/': '/' }, 'a page stands at this address'],
    ['lead nowhere', { '/old/': '/gone/' }, 'there is no page at /gone/'],
    ['lead to a place that is not there', { '/old/': '/privacy/#duties' }, 'has no place called “duties”'],
    ['lead to themselves', { '/old/': '/old/' }, 'it leads to itself'],
    ['lead out of the site', { '/old/': 'https://elsewhere.example/' }, 'must be a path of this site'],
    ['lead out of the site without a scheme', { '/old/': '//elsewhere.example/' }, 'must be a path of this site'],
    ['start from a pattern', { '/old/*': '/' }, 'must be a path like /old/'],
    ['would break a host’s file', { '/old page/': '/' }, 'must be a path like /old/'],
    ['miss the slash that pages have', { '/old': '/' }, 'must be a path like /old/'],
  ])('are refused when they %s', (_, redirects, words) => {
    expect(problems(redirects as Record<string, string>)).toEqual([expect.stringContaining(words)]);
  });

  it('are refused when they lead to another redirect', () => {
    expect(problems({ '/older/': '/old/', '/old/': '/privacy/' })).toEqual([
      '/older/: it leads to /old/, which is redirected too; name the last address.',
    ]);
  });

  it('are refused as a loop', () => {
    expect(problems({ '/a/': '/b/', '/b/': '/a/' })).toHaveLength(2);
  });

  it('apply with and without the slash at the end', () => {
    expect(
      spellings([
        { from: '/terms/', to: '/privacy/' },
        { from: '/feed.xml', to: '/rss.xml' },
      ]),
    ).toEqual([
      { from: '/terms', to: '/privacy/' },
      { from: '/terms/', to: '/privacy/' },
      { from: '/feed.xml', to: '/rss.xml' },
    ]);
  });
});
