import { brotliCompressSync, constants } from 'node:zlib';
import { expect, test } from '../support/test.ts';
import { formPaths } from '../support/forms.ts';
import { bytesOf, htmlOf, isArticle, type Page, pages, scriptsOf, templates, textOf } from '../support/site.ts';

/** Bytes, compressed with brotli at its best, as they travel. The marks keep a page within the first round trip of a connection. */
const marks = {
  article: 10_000,
  page: 12_000,
  tips: 40_000,
  script: 2_500,
  /** All scripts of a form's page until it can be filled in and sent; what comes when it is wanted is not in it. */
  form: 24_000,
  /** A page's bytes as a multiple of its visible text, both compressed; the longest articles are at 2.5, the shortest near this. */
  timesText: 3,
};

const compressed = (text: string) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;

/** Forms, and the page that confirms them, bring the scripts that keep an answer. */
const isForm = ({ path }: Page) => /\/(apply|ask-a-mentor|sent)\/$/.test(path);
const bodyOf = (page: Page) => textOf(/<body[\s\S]*<\/body>/.exec(htmlOf(page))![0]);

const articles = pages.filter(isArticle);
const others = pages.filter((page) => !isArticle(page) && !isForm(page));

test.describe('bytes', () => {
  test('an article is one response below its mark', () => {
    expect(articles.length).toBeGreaterThan(0);
    const heavy = articles
      .map((page) => ({ path: page.path, bytes: bytesOf(page.path) }))
      .filter(({ bytes }) => bytes > marks.article);
    expect(heavy).toEqual([]);
  });

  test('an article weighs little more than its words', () => {
    const heavy = articles
      .map((page) => ({ path: page.path, times: bytesOf(page.path) / compressed(bodyOf(page)) }))
      .filter(({ times }) => times > marks.timesText);
    expect(heavy).toEqual([]);
  });

  test('every other page is one response below its mark', () => {
    const heavy = others
      .map((page) => ({ path: page.path, bytes: bytesOf(page.path) }))
      .filter(({ path, bytes }) => bytes > (path === '/tips/' ? marks.tips : marks.page));
    expect(heavy).toEqual([]);
  });

  for (const path of Object.values(formPaths))
    test(`the scripts of ${path} are below their mark`, () => {
      const scripts = scriptsOf(path).map((script) => ({ script, bytes: bytesOf(script) }));
      expect(scripts.length).toBeGreaterThan(2);
      expect(
        scripts.reduce((sum, { bytes }) => sum + bytes, 0),
        JSON.stringify(scripts),
      ).toBeLessThanOrEqual(marks.form);
    });
});

for (const { path } of templates.filter((page) => !isForm(page) && page.path !== '/search/')) {
  test(`${path} asks for at most two further files before anyone touches it`, async ({ page, context }) => {
    // By path: the mark in the header and the icon of the tab are one file, which travels once.
    const asked = new Map<string, { path: string; type: string }>();
    context.on('request', (request) => {
      const { pathname } = new URL(request.url());
      asked.set(pathname, { path: pathname, type: request.resourceType() });
    });
    await page.goto(path, { waitUntil: 'networkidle' });
    const further = [...asked.values()].filter(({ type }) => type !== 'document');
    const scripts = further.filter(({ type }) => type === 'script');
    expect(further.length, JSON.stringify(further)).toBeLessThanOrEqual(2);
    expect(further.filter(({ type }) => ['stylesheet', 'font'].includes(type))).toEqual([]);
    expect(
      scripts.reduce((sum, script) => sum + bytesOf(script.path), 0),
      JSON.stringify(scripts),
    ).toBeLessThanOrEqual(marks.script);
  });
}
