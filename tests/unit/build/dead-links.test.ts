import { describe, expect, it } from 'vitest';
import { DeadLinks, pagePath } from '../../../src/build/links/dead-links.ts';
import { readPage } from '../../../src/build/read-page.ts';

const files = ['/', '/about/', '/a b/', '/icon.svg', '/card.png'];
const built = { has: (path: string) => files.includes(path), isRedirected: (path: string) => path === '/old/' };

/** Returns the problems of a home page with this body; another page has the id `team`. */
function problems(body: string, site = 'https://example.org'): string[] {
  const links = new DeadLinks(site);
  links.add('/', readPage('index.html', `<!doctype html><html><body id="top">${body}</body></html>`));
  links.add('/about/', readPage('about/index.html', '<h2 id="team">Team</h2><h2 id="é">É</h2>'));
  return links.problems(built);
}

describe('the links of a built site', () => {
  it.each([
    '<a href="/about/">',
    '<a href="/about/#team">',
    '<a href="/about/#%C3%A9">',
    '<a href="/a%20b/">',
    '<a href="about/#team">',
    '<a href="/about/?q=1">',
    '<a href="#top">',
    '<a href="#">',
    '<a href="?q=1#top">',
    '<a href="/old/">',
    '<a href="/inbox/login/">',
    '<a href="/my/">',
    '<form action="/f/ask">',
    '<a href="https://example.org/about/#team">',
    '<a href="https://other.example/none/">',
    '<a href="mailto:a@example.org">',
    '<img src="/icon.svg" srcset="/icon.svg 1x, /card.png 2x">',
    '<img src="data:image/png;base64,AA==">',
    '<script>"<a href=\'/none/\'>"</script>',
  ])('accepts %s', (body) => {
    expect(problems(body)).toEqual([]);
  });

  it.each([
    ['<a href="/none/">', '/none/', 'there is no page or file'],
    ['<a href="/about">', '/about', 'there is no page or file'],
    ['<a href="none/">', 'https://example.org/none/', 'there is no page or file'],
    ['<a href="https://example.org/none/">', 'https://example.org/none/', 'there is no page or file'],
    ['<a href="/about/#tea">', '/about/#tea', 'that page has no place “tea”'],
    ['<a href="#tea">', 'https://example.org/#tea', 'that page has no place “tea”'],
    ['<a href="/%zz/">', '/%zz/', 'it is no address'],
    ['<a href="https://">', 'https://', 'it is no address'],
    ['<img src="/none.png">', '/none.png', 'there is no page or file'],
    ['<img srcset="/icon.svg 1x, /none.png 2x">', '/none.png', 'there is no page or file'],
    ['<script src="/none.js"></script>', '/none.js', 'there is no page or file'],
    ['<form action="/none/">', '/none/', 'there is no page or file'],
    [
      '<meta property="og:image" content="https://example.org/none.png">',
      'https://example.org/none.png',
      'there is no',
    ],
  ])('reports %s', (body, to, why) => {
    const [problem, ...others] = problems(body);
    expect(problem).toContain(`/ links to ${to}: ${why}`);
    expect(others).toEqual([]);
  });

  it('reports the sentence around a link', () => {
    expect(
      problems('<p>One. See <em>the <a href="/none/">list\nof</a> all</em> here. Three.</p><p>Other.</p>'),
    ).toEqual(['/ links to /none/: there is no page or file. It stands in “See the list of all here.”']);
  });

  it('reports a link once, at its first place', () => {
    expect(problems('<p><a href="/none/">First</a></p><p><a href="/none/">Second</a></p>')).toEqual([
      '/ links to /none/: there is no page or file. It stands in “First”',
    ]);
  });

  it('reports links outside the site’s base', () => {
    const site = 'https://example.org/mentoring';
    expect(problems('<a href="/mentoring/about/#team"><a href="/mentoring/f/ask">', site)).toEqual([]);
    expect(problems('<a href="https://example.org/neighbour/">', site)).toEqual([]);
    expect(problems('<a href="/about/">', site)).toEqual(['/ links to /about/: it is not below /mentoring/.']);
    expect(problems('<a href="/mentoring/none/">', site)).toHaveLength(1);
  });

  it('derives a page’s path from its file', () => {
    expect(['index.html', 'about/index.html', '404.html', 'xindex.html'].map(pagePath)).toEqual([
      '/',
      '/about/',
      '/404.html',
      '/xindex.html',
    ]);
  });
});
