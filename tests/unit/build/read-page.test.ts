import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { inlineHashes } from '../../../src/build/host/inline-hashes.ts';
import { readPage } from '../../../src/build/read-page.ts';

const head = `<title>T</title><link rel="canonical" href="https://m.example/a/?b&amp;c">
  <meta property="og:title" content="Listen &amp; learn"><meta property="og:image:alt" content="2 tips, 6 minutes">`;
const read = (body: string, inHead = head) =>
  readPage('a/index.html', `<!doctype html><html><head>${inHead}</head><body>${body}</body></html>`);
const words = (main: string) => read(`<main data-pagefind-body>${main}</main>`).searched?.split(/\s+/).filter(Boolean);

it('reads the address, the day of review and the words of the card', () => {
  const page = read(
    '<time datetime="2026-11-29T10:00Z">10</time><time datetime="2026-10-21">x</time><time datetime="2026-10-22">y</time>',
  );
  expect(page).toMatchObject({
    canonical: 'https://m.example/a/?b&c',
    reviewed: '2026-10-21',
    card: { title: 'Listen & learn', answer: '2 tips, 6 minutes' },
  });
  const bare = read('<p>x</p>', '<meta property="og:title" content="T">');
  expect([bare.canonical, bare.reviewed, bare.card, bare.searched]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it('reads the searched text with everyday words and without ignored elements', () => {
  const main = `<h1 data-also="ghosted">Write</h1><p>in<b>side</b> &eacute;<br>two</p><ul><li>a</li><li>b</li></ul>
    <div data-pagefind-ignore>no<p>no</p><img src="x"><p>no</p></div><nav>no</nav><script>no()</script><style>no{}</style><p>end`;
  expect(words(main)).toEqual(['ghosted', 'Write', 'inside', 'é', 'two', 'a', 'b', 'end']);
  expect(read('<main>unmarked</main>').searched).toBeUndefined();
  expect(read('<main data-pagefind-body><p>in</p></main><p>after</p>').searched?.trim()).toBe('in');
});

it('collects ids and named anchors', () => {
  expect([...read('<p id="a">x</p><section id="b"></section><a name="c"></a>').ids]).toEqual(['a', 'b', 'c']);
});

it('collects links in the order of the page, each with its sentence', () => {
  const { links } = read(
    '<ul><li>One. <a href="/a/">Two</a>.<p>A <a href="/b/">b</a>?</p></li></ul><img src="/c.png">',
    '',
  );
  expect(links.map(({ to, sentence }) => [to, sentence()])).toEqual([
    ['/a/', 'Two.'],
    ['/b/', 'A b?'],
    ['/c.png', ''],
  ]);
});

it('hashes each inline script and style once, and no data or file', () => {
  const page = read(
    `<script>a < b && "&amp;"</script><script type="module">m</script><script src="/x.js"></script>
     <script type="application/ld+json">{}</script><style>p{}</style><style>p{}</style><script></script>`,
  );
  const source = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  expect(inlineHashes(page.scripts, page.styles)).toEqual({
    scripts: ['a < b && "&amp;"', 'm', ''].map(source).sort(),
    styles: [source('p{}')],
  });
});
