import { formPaths } from '../support/forms.ts';
import { bytesOf, htmlOf, isArticle, pages, scriptsOf, templates } from '../support/site.ts';
import { expect, test } from '../support/test.ts';
import {
  furtherRequests,
  isForm,
  isTool,
  markOf,
  marks,
  scriptBytes,
  scriptBytesAtRest,
  styleBytes,
  timesText,
} from '../support/weights.ts';

const articles = pages.filter(isArticle);

// First, as it is the longest of these: the other workers would wait for it at the end.
test('no page requests more than five further files before any interaction', async ({ page, context }) => {
  await (await context.newCDPSession(page)).send('Network.setCacheDisabled', { cacheDisabled: true });
  for (const { path } of templates.filter((page) => !isForm(page) && !isTool(page) && page.path !== '/search/'))
    await test.step(path, async () => {
      const further = await furtherRequests(context, page, path);
      const all = JSON.stringify(further);
      const bytes = (type: string) =>
        further.filter((file) => file.type === type).reduce((sum, file) => sum + bytesOf(file.path), 0);
      expect.soft(further.length, all).toBeLessThanOrEqual(marks.further);
      expect.soft(further.filter(({ type }) => type === 'stylesheet')).toEqual([]);
      expect.soft(bytes('font'), `the faces of the page: ${all}`).toBeGreaterThan(0);
      expect.soft(bytes('font'), all).toBeLessThanOrEqual(marks.faces);
      expect.soft(bytes('script'), all).toBeLessThanOrEqual(marks.script);
    });
});

test.describe('bytes', () => {
  test('the response of every page is below its limit', () => {
    expect(articles.length).toBeGreaterThan(0);
    const heavy = pages
      .map((page) => ({ path: page.path, bytes: bytesOf(page.path), mark: markOf(page) }))
      .filter(({ bytes, mark }) => bytes > mark);
    expect(heavy).toEqual([]);
  });

  test('an article is little larger than its text', () => {
    const heavy = articles
      .map((page) => ({ path: page.path, times: timesText(page) }))
      .filter(({ times }) => times > marks.timesText);
    expect(heavy).toEqual([]);
  });

  test('the style sheet of every page is below its limit', () => {
    const heavy = templates
      .map((page) => ({ path: page.path, bytes: styleBytes(page) }))
      .filter(({ bytes }) => bytes === 0 || bytes > marks.style);
    expect(heavy).toEqual([]);
  });

  for (const { path } of templates.filter(isTool))
    test(`the scripts of ${path} are below their limit`, () => {
      expect(scriptsOf(path).length).toBeGreaterThan(1);
      expect(scriptBytes(path), JSON.stringify(scriptsOf(path))).toBeLessThanOrEqual(marks.tool);
    });

  for (const path of Object.values(formPaths))
    test(`the scripts of ${path} are below their limit`, () => {
      expect(scriptsOf(path).length).toBeGreaterThan(2);
      expect(scriptBytes(path), JSON.stringify(scriptsOf(path))).toBeLessThanOrEqual(marks.form);
    });
});

for (const path of Object.values(formPaths)) {
  test(`the scripts of ${path} are below their limit also a moment after it loaded`, async ({ page, context }) => {
    const bytes = await scriptBytesAtRest(context, page, path);
    expect(bytes, 'with the part that is loaded later').toBeGreaterThan(scriptBytes(path));
    expect(bytes).toBeLessThanOrEqual(marks.idleForm);
  });
}

test('no page fetches a face before its text is painted', () => {
  expect(pages.filter((page) => /<link[^>]*\sas="?font/.test(htmlOf(page)))).toEqual([]);
});
