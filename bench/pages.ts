/** Measures the bytes and Lighthouse scores of one page of each template, beside the smallest possible page of the same article. */
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { buildSite, isBuilt } from '../src/commands/build-site.ts';
import { browserForTests, isRoot } from '../tests/support/browser.ts';
import { startInbox } from '../tests/support/inbox-process.ts';
import { scoped, type Scope } from './support/scope.ts';
import { judge, round } from './support/table.ts';

export const summary =
  'Bytes, requests and scripts of every template; with --lighthouse also its grades beside the floor: [--lighthouse] [--times 3] [--only /,/tips/]';

export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      lighthouse: { type: 'boolean', default: false },
      times: { type: 'string', default: '3' },
      only: { type: 'string' },
    },
  });
  if (!isBuilt() && (await buildSite()) !== 0) throw new Error('The site could not be built.');
  // These modules read the built site when they load.
  const { templates } = await import('../tests/support/site.ts');
  const only = values.only?.split(',');
  const paths = templates.map(({ path }) => path).filter((path) => only?.includes(path) ?? true);
  await scoped('pages', async (scope) => {
    // Service workers and storage need the name localhost.
    const settings = { SITE_FOLDER: 'dist', HOST: 'localhost', LOG_LEVEL: 'error', CLOCK: '' };
    const { address } = await startInbox(scope.folder, settings, scope.atEnd);
    await weigh(scope, address, paths);
    if (values.lighthouse) await gradeAll(scope, address, paths, Number(values.times));
  });
}

async function weigh({ atEnd }: Scope, address: URL, paths: readonly string[]): Promise<void> {
  const { bytesOf, isArticle, pages } = await import('../tests/support/site.ts');
  const { furtherRequests, isForm, isTool, markOf, marks, scriptBytes, timesText } =
    await import('../tests/support/weights.ts');
  const browser = await chromium.launch({
    executablePath: browserForTests()!,
    args: [...(isRoot() ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
  });
  atEnd(() => browser.close());
  const rows: Record<string, object> = {};
  let heavy = 0;
  for (const page of pages.filter(({ path }) => paths.includes(path))) {
    const context = await browser.newContext();
    const further = await furtherRequests(context, await context.newPage(), new URL(page.path, address).href);
    await context.close();
    const [bytes, mark] = [bytesOf(page.path), markOf(page)];
    const scripts = page.path.endsWith('/') ? scriptBytes(page.path) : 0;
    const scriptMark = isForm(page) ? marks.form : isTool(page) ? marks.tool : marks.script;
    const times = round(timesText(page));
    const holds =
      bytes <= mark &&
      (page.path === '/search/' ||
        (scripts <= scriptMark && (isForm(page) || isTool(page) || further.length <= marks.further))) &&
      (!isArticle(page) || times <= marks.timesText);
    heavy += holds ? 0 : 1;
    rows[page.path] = {
      bytes,
      mark,
      '÷ text': times,
      'further files': further.length,
      scripts,
      'script mark': page.path === '/search/' ? '–' : scriptMark,
      '': holds ? '✓' : 'MISSED',
    };
  }
  const { floorPage } = await import('./pages/floor.ts');
  console.log('Bytes of a page of each template, brotli, before anyone touches it:');
  console.table({
    ...rows,
    'the floor of the article': { bytes: brotliCompressSync(floorPage()).length, 'further files': 0 },
  });
  judge('templates beyond a mark', heavy, '≤', 0);
}

async function gradeAll(scope: Scope, address: URL, paths: readonly string[], times: number): Promise<void> {
  const { grade, prepareLighthouse } = await import('./pages/lighthouse.ts');
  const { serveFloor } = await import('./pages/floor.ts');
  try {
    await prepareLighthouse();
  } catch {
    console.log('Lighthouse was not run: it cannot be had from the registry.');
    return;
  }
  const floor = await grade(scope, await serveFloor(scope), times);
  const rows: Record<string, object> = {};
  let below = 0;
  let slow = 0;
  for (const path of paths) {
    const { fcp, lcp, cls, tbt, scores } = await grade(scope, new URL(path, address), times);
    const [fcpTimes, lcpTimes] = [round(fcp / floor.fcp), round(lcp / floor.lcp)];
    if (scores.some((score) => score < 100) || cls > 0 || tbt > 0) below += 1;
    slow = Math.max(slow, fcpTimes, lcpTimes);
    rows[path] = {
      'FCP ms': Math.round(fcp),
      '÷ floor': fcpTimes,
      'LCP ms': Math.round(lcp),
      '÷ floor ': lcpTimes,
      CLS: round(cls),
      TBT: Math.round(tbt),
      scores: scores.join(' · '),
    };
  }
  console.log(`Lighthouse, mobile, median of ${times}:`);
  console.table({ ...rows, 'the floor': { 'FCP ms': Math.round(floor.fcp), 'LCP ms': Math.round(floor.lcp) } });
  judge('templates below 100 · 100 · 100 · 100, or with CLS or TBT', below, '≤', 0);
  judge('slowest FCP or LCP ÷ floor', slow, '≤', 1.05);
}
