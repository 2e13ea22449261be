import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, type Start, test as inRehearsal } from '../support/test.ts';
import { formPaths } from '../support/forms.ts';
import { folder } from '../support/site.ts';
import { startWorkerInbox, type WorkerInbox } from '../support/worker-inbox.ts';

/** A server with the real time, as a rehearsal makes pages for each request, with headers of their own. */
const start: Start<WorkerInbox> = (atEnd) => startWorkerInbox({ CLOCK: '' }, atEnd);

const test = inRehearsal.extend({
  baseURL: async ({ oncePerWorker }, use) => use((await oncePerWorker(start)).origin),
});

// In one worker, which starts the server once.
test.describe.configure({ mode: 'default' });

const hashed = `/${globSync('_astro/*.js', { cwd: folder })[0] ?? 'no hashed script was built'}`;

/** One response of every kind. */
const responses = [
  { kind: 'a page', method: 'GET', path: '/', status: 200 },
  { kind: 'an article', method: 'GET', path: '/guidance/virtual-mentoring/', status: 200 },
  { kind: 'the head of a page', method: 'HEAD', path: '/guidance/', status: 200 },
  { kind: 'a missing page', method: 'GET', path: '/no-such-page/', status: 404 },
  { kind: 'a redirect', method: 'GET', path: '/guidance', status: 301 },
  { kind: 'a hidden file', method: 'GET', path: '/.host/headers.json', status: 404 },
  { kind: 'a hashed file', method: 'GET', path: hashed, status: 200 },
  { kind: 'the feed', method: 'GET', path: '/rss.xml', status: 200 },
  { kind: 'the calendar', method: 'GET', path: '/dates.ics', status: 200 },
  { kind: 'the search index', method: 'GET', path: '/pagefind/pagefind.js', status: 200 },
  { kind: 'a method that pages do not take', method: 'PUT', path: '/', status: 405 },
  { kind: 'liveness', method: 'GET', path: '/healthz', status: 200 },
  { kind: 'readiness', method: 'GET', path: '/readyz', status: 200 },
  { kind: 'an unknown form', method: 'POST', path: '/f/no-such-form', status: 404 },
  { kind: 'a submission that says nothing of its type', method: 'POST', path: '/f/ask', status: 415 },
  { kind: 'a method that forms do not take', method: 'GET', path: '/f/ask', status: 405 },
  { kind: 'the staff login', method: 'GET', path: '/inbox/login/', status: 200 },
  { kind: 'a staff page', method: 'GET', path: '/inbox/', status: 303 },
] as const;

const everywhere = {
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

/** Returns the directives of a policy by name. */
const parse = (policy: string) =>
  new Map(policy.split('; ').map((directive) => [directive.split(' ')[0]!, directive.split(' ').slice(1)]));

function expectStrict(policy: string): void {
  const directives = parse(policy);
  for (const name of ['default-src', 'base-uri', 'object-src', 'frame-ancestors'])
    expect(directives.get(name), name).toEqual(["'none'"]);
  expect(directives.get('form-action')).toContain("'self'");
  expect(directives.get('require-trusted-types-for')).toEqual(["'script'"]);
  expect(directives.has('trusted-types')).toBe(true);
  expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|'unsafe-hashes'|\*|http:/);
}

test.describe('headers', () => {
  for (const { kind, method, path, status } of responses) {
    test(`protect ${kind}`, async ({ request }) => {
      const response = await request.fetch(path, { method, maxRedirects: 0, headers: { Accept: 'text/html' } });
      const headers = response.headers();
      expect(response.status()).toBe(status);
      expect(headers).toMatchObject(everywhere);
      expect(headers['referrer-policy']).toMatch(/^(strict-origin-when-cross-origin|same-origin|no-referrer)$/);
      expect(headers['permissions-policy']).toContain('camera=()');
      expectStrict(headers['content-security-policy'] ?? 'missing');
      // Browsers ignore it over plain HTTP, and on localhost it would lock out other projects.
      expect(headers['strict-transport-security']).toBeUndefined();
      if (/^\/(f|inbox)\//.test(path)) expect(headers['cache-control']).toBe('no-store');
    });
  }

  test('let browsers cache a hashed file for ever and revalidate a page', async ({ request }) => {
    const file = await request.get(hashed);
    expect(file.headers()['cache-control']).toBe('public, max-age=31536000, immutable');
    const page = await request.get('/guidance/');
    expect(page.headers()['cache-control']).toContain('max-age=0');
    const etag = page.headers()['etag'] ?? '';
    expect(etag).not.toBe('');
    const again = await request.get('/guidance/', { headers: { 'If-None-Match': etag } });
    expect(again.status()).toBe(304);
    expect(again.headers()).toMatchObject(everywhere);
  });

  for (const encoding of ['br', 'gzip']) {
    test(`announce ${encoding} to browsers that accept it`, async ({ request }) => {
      const response = await request.get('/guidance/', { headers: { 'Accept-Encoding': encoding } });
      expect(response.headers()['content-encoding']).toBe(encoding);
      expect(response.headers()['vary']).toMatch(/Accept-Encoding/i);
      expect(await response.text()).toContain('<h1');
    });
  }

  test('are the same in the host file, with encryption enforced', async ({ request }) => {
    const lines = readFileSync(join(folder, '_headers'), 'utf8').split('\n');
    const all = lines
      .slice(
        1,
        lines.findIndex((line, index) => index > 0 && !line.startsWith(' ')),
      )
      .map((line) => line.trim().split(': '));
    const inFile = new Map(all.map(([name, ...value]) => [name!.toLowerCase(), value.join(': ')]));
    expect(inFile.get('strict-transport-security')).toContain('max-age=63072000');
    const sent = (await request.get('/')).headers();
    for (const [name, value] of inFile) {
      if (name === 'strict-transport-security') continue;
      expect(value.replace('; upgrade-insecure-requests', ''), name).toBe(sent[name]);
    }
  });
});

for (const path of ['/guidance/ending-well/', '/sent/'])
  test(`the browser may fetch early what ${path} leads to, except forms, the search, own pages, queries and files`, async ({
    page,
  }) => {
    const devtools = await page.context().newCDPSession(page);
    const early = new Set<string>();
    devtools.on('Preload.preloadingAttemptSourcesUpdated', ({ preloadingAttemptSources }) => {
      for (const { key } of preloadingAttemptSources) early.add(new URL(key.url).pathname + new URL(key.url).search);
    });
    await devtools.send('Preload.enable');
    await page.goto(path);
    const links = await page.locator('a:visible').evaluateAll((all) =>
      all
        .map((link) => new URL((link as HTMLAnchorElement).href))
        .filter(({ origin }) => origin === location.origin)
        .map(({ pathname, search }) => pathname + search),
    );
    const never = [path, ...Object.values(formPaths), '/search/', '/sent/', '/my/'];
    const expected = links.filter((link) => !never.includes(link) && !/[?.]/.test(link));
    expect(expected).toContain('/');
    await expect.poll(() => [...early].toSorted()).toEqual([...new Set(expected)].toSorted());
  });

test('the browser refuses scripts and styles that the policy does not name', async ({ browser, baseURL }) => {
  // Uses its own context, as these violations are on purpose.
  const page = await browser.newPage({ baseURL: baseURL! });
  await page.goto('/');
  const breaches = await page.evaluate(async () => {
    const seen: string[] = [];
    const styleRefused = new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        seen.push(effectiveDirective);
        if (effectiveDirective === 'style-src-elem') resolve();
      });
    });
    const style = document.createElement('style');
    style.textContent = 'body { color: red }';
    document.head.append(style);
    try {
      document.body.innerHTML = '<img src="x" onerror="globalThis.breached = true">';
    } catch {
      seen.push('trusted types');
    }
    await styleRefused;
    return { seen, ran: 'breached' in globalThis };
  });
  expect(breaches.ran).toBe(false);
  expect(breaches.seen).toEqual(expect.arrayContaining(['style-src-elem', 'trusted types']));
  await page.close();
});
