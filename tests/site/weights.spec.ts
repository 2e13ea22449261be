import { formPaths } from '../support/forms.ts';
import { bytesOf, isArticle, pages, scriptsOf, templates } from '../support/site.ts';
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

for (const { path } of templates.filter((page) => !isForm(page) && !isTool(page) && page.path !== '/search/')) {
  test(`${path} requests at most five further files before any interaction`, async ({ page, context }) => {
    const further = await furtherRequests(context, page, path);
    const scripts = further.filter(({ type }) => type === 'script');
    expect(further.length, JSON.stringify(further)).toBeLessThanOrEqual(marks.further);
    expect(further.filter(({ type }) => type === 'stylesheet')).toEqual([]);
    const faces = further.filter(({ type }) => type === 'font');
    expect(faces.length, 'the faces of the page').toBeGreaterThan(0);
    expect(
      faces.reduce((sum, face) => sum + bytesOf(face.path), 0),
      JSON.stringify(faces),
    ).toBeLessThanOrEqual(marks.faces);
    expect(
      scripts.reduce((sum, script) => sum + bytesOf(script.path), 0),
      JSON.stringify(scripts),
    ).toBeLessThanOrEqual(marks.script);
  });
}
