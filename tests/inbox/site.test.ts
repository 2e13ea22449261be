import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openSite, page } from './support/built-site.ts';
import { openTestInbox } from './support/inbox.ts';

describe('the built site', () => {
  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate', 'gzip'],
    ['gzip;q=1.0, br;q=0', 'gzip'],
    ['*', 'br'],
    ['identity', null],
    ['', null],
  ])('is sent to a browser that accepts %j as %s', async (accepted, encoding) => {
    const { get } = await openSite();
    const response = await get('/', { 'Accept-Encoding': accepted });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('vary')).toBe('Accept-Encoding');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('redirects an old address to its page', async () => {
    const { get } = await openSite();
    const response = await get('/old/?q=1');
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe('/about/?q=1');
  });

  it.each([
    '/about/)',
    '/about/),',
    '/about.',
    '/about/%20',
    '/about%20/',
    '/about/%3E',
    '/about/%E2%80%9D.',
    '/about/%2520',
  ])('redirects %s, copied with what stood behind it, to the page meant', async (path) => {
    const { get } = await openSite();
    const response = await get(`${path}?q=1`);
    expect([response.status, response.headers.get('location')]).toEqual([301, '/about/?q=1']);
  });

  it.each(['/abou)', '/..)', '/about/x,'])('has no page meant for %s', async (path) => {
    const { get } = await openSite();
    expect((await get(path)).status).toBe(404);
  });

  it('is sent uncompressed if there is no compressed twin', async () => {
    const { get } = await openSite();
    const response = await get('/robots.txt', { 'Accept-Encoding': 'br' });
    expect([response.headers.get('content-encoding'), await response.text()]).toEqual([null, 'User-agent: *']);
  });

  it('is not sent again to a browser that has it', async () => {
    const { get } = await openSite();
    const first = await get('/about/', { 'Accept-Encoding': 'br' });
    const etag = first.headers.get('etag') ?? '';
    const again = await get('/about/', { 'Accept-Encoding': 'br', 'If-None-Match': `"other", W/${etag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect(again.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await get('/about/', { 'If-None-Match': etag })).status).toBe(200);
  });

  it('is sent again after a new build', async () => {
    const { get, dist } = await openSite();
    const etag = (await get('/robots.txt')).headers.get('etag') ?? '';
    writeFileSync(join(dist, 'robots.txt'), 'Sitemap: /sitemap-index.xml');
    const now = performance.now();
    vi.spyOn(performance, 'now').mockReturnValue(now + 1_100);
    onTestFinished(() => void vi.restoreAllMocks());
    const response = await get('/robots.txt', { 'If-None-Match': etag });
    expect([response.status, await response.text()]).toEqual([200, 'Sitemap: /sitemap-index.xml']);
  });

  it('is sent with the policy and the redirects of a new build, and with the last ones while it is built', async () => {
    const { get, dist } = await openSite();
    await get('/');
    let now = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    onTestFinished(() => void vi.restoreAllMocks());
    for (const name of ['headers', 'redirects']) rmSync(join(dist, `.host/${name}.json`));
    now += 1_100;
    expect((await get('/')).headers.get('content-security-policy')).toContain("style-src 'self' 'sha256-def='");
    for (const name of ['headers', 'redirects']) writeFileSync(join(dist, `.host/${name}.json`), '');
    now += 1_100;
    expect((await get('/old/')).status).toBe(301);
    writeFileSync(join(dist, '.host/headers.json'), '{"scripts":[],"styles":["sha256-new="]}');
    writeFileSync(join(dist, '.host/redirects.json'), '{"/former/":"/about/"}');
    now += 1_100;
    for (const path of ['/', '/nowhere/', '/former/'])
      expect((await get(path)).headers.get('content-security-policy'), path).toContain(
        "style-src 'self' 'sha256-new='",
      );
    expect((await get('/former/')).headers.get('location')).toBe('/about/');
    expect((await get('/old/')).status).toBe(404);
  });

  it('answers HEAD with the length and no body', async () => {
    const { app } = await openSite();
    const response = await app.request('/', { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
      200,
      String(page.length),
      '',
    ]);
  });

  it.each([
    ['/about', '/about/'],
    ['/about?q=a%26b', '/about/?q=a%26b'],
    ['/guidance/a%20b', '/guidance/a%20b/'],
  ])('redirects %s to %s', async (from, to) => {
    const { get } = await openSite();
    const response = await get(from);
    expect([response.status, response.headers.get('location')]).toEqual([301, to]);
  });

  it('shows its own page for a missing address', async () => {
    const { get } = await openSite();
    for (const path of ['/nothing', '/nothing/', '/about/nothing.png']) {
      const response = await get(path);
      expect([response.status, await response.text()]).toEqual([404, page]);
      expect(response.headers.get('etag')).toBeNull();
    }
  });

  it.each([
    '/.env',
    '/.host/headers.json',
    '/%2ehost/headers.json',
    '/about/../.env',
    '/..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/about%5c..%5c.env',
    '/index.html%00.png',
    '/index.html.br',
    '//evil.example/about',
    '//evil.example%2fabout',
    '/%',
    `/${'a'.repeat(5000)}`,
  ])('never sends %s', async (path) => {
    const { app } = await openSite();
    const response = await app.request(`http://localhost:4321${path}`);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('SECRET');
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('is read-only: %s gets 405', async (method) => {
    const { app } = await openSite();
    const response = await app.request('/', { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it.each([
    ['/', 'public, max-age=0, must-revalidate'],
    ['/about/', 'public, max-age=0, must-revalidate'],
    ['/_astro/site.a1b2c3d4.js', 'public, max-age=31536000, immutable'],
    ['/pagefind/fragment/en_1a2b3c.pf_fragment', 'public, max-age=31536000, immutable'],
    ['/pagefind/pagefind.js', 'public, max-age=300, must-revalidate'],
  ])('says how long to cache %s', async (path, value) => {
    const { get } = await openSite();
    expect((await get(path)).headers.get('cache-control')).toBe(value);
  });

  it('allows exactly the inline scripts and styles of the build', async () => {
    const { get } = await openSite({
      SITE_URL: 'https://mentoring.example',
      PUBLIC_FORMS_ENDPOINT: 'https://formspree.io',
    });
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval' 'sha256-abc='");
    expect(policy).toContain("style-src 'self' 'sha256-def='");
    expect(policy).toContain("connect-src 'self' https://formspree.io");
    expect(policy).toContain("form-action 'self' https://formspree.io");
    expect(policy).toContain('upgrade-insecure-requests');
    expect(policy).not.toContain('unsafe-inline');
    expect(policy.replace("'wasm-unsafe-eval'", '')).not.toContain('unsafe-eval');
  });
});

it('is always live, and ready while the database is', async () => {
  const inbox = await openTestInbox();
  expect(await (await inbox.app.request('/healthz')).json()).toEqual({ ok: true });
  expect((await inbox.app.request('/readyz')).status).toBe(200);
  await inbox.store.close();
  expect((await inbox.app.request('/healthz')).status).toBe(200);
  // An answer stands for a second.
  await vi.waitFor(async () => expect((await inbox.app.request('/readyz')).status).toBe(503), 10_000);
});
