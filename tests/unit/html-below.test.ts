import { expect, it } from 'vitest';
import { htmlBelow } from '#src/html-below.ts';

it.each([
  ['<a href="/guidance/#a">', '<a href="/m/guidance/#a">'],
  ["<a href='/x/'>", "<a href='/m/x/'>"],
  ['<a href=/x/>', '<a href=/m/x/>'],
  ['<A HREF = "/x/">', '<A HREF = "/m/x/">'],
  [
    '<form action="/f/ask"><button formaction="/inbox/"></form>',
    '<form action="/m/f/ask"><button formaction="/m/inbox/"></form>',
  ],
  ['<img alt="a/b" src="/icon.svg" title="/c">', '<img alt="a/b" src="/m/icon.svg" title="/c">'],
  ['<a href="/m/x/">', '<a href="/m/m/x/">'],
])('puts the base before an address from the root: %s', (html, below) => {
  expect(htmlBelow('/m', html)).toBe(below);
});

it.each([
  '<a href="https://example.org/x/">',
  '<a href="//example.org/x/">',
  '<a href="#x"></a><a href="?q=/x/"></a><a href="x/"></a><a href="mailto:a@example.org">',
  '<script src="/m/_astro/site.js"></script>',
  '<script type="module" src="/m/@vite/client"></script>',
  '<script>const a = \'<a href="/x/">\'</script>',
  '<!-- <a href="/x/"> -->',
  '<textarea><a href="/x/"></textarea>',
  '<p>&lt;a href="/x/"&gt; href="/x/"</p>',
  '<p data-href="/x/">',
  '',
])('leaves other texts, and addresses that have the base: %s', (html) => {
  expect(htmlBelow('/m', html)).toBe(html);
});
