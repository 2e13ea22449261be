/** Runs nginx and Caddy on the host files of a small site, at the root of its host and below a path. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { baseOf } from '#src/address.ts';
import { writeHostFiles } from '../../../src/build/host/host-files.ts';
import { freePort } from '../../support/free-port.ts';
import { isInstalled, nginxConfiguration, serve } from '../../support/web-server.ts';

const state = mkdtempSync(join(tmpdir(), 'hosts-'));
const ends: (() => void)[] = [];
afterAll(() => {
  ends.forEach((end) => end());
  rmSync(state, { recursive: true, force: true });
});

const page = (words: string) => `<!doctype html><title>${words}</title><p>Café</p>`.padEnd(2_000, ' ');

/** Writes a built site with the files that hosts treat differently, in the folder where a server for that base looks for it. */
async function builtSite(name: string, siteUrl: string): Promise<{ root: string; dist: string }> {
  const dist = join(state, name, 'dist');
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    writeFileSync(join(dist, path), content);
    writeFileSync(join(dist, `${path}.gz`), gzipSync(content));
  };
  write('index.html', page('Home'));
  write('guidance/index.html', page('Guidance'));
  write('404.html', page('There is no such page'));
  write('_astro/site.a1b2c3d4.js', 'export {};');
  write('dates.ics', 'BEGIN:VCALENDAR');
  write('guidance/café.md', '# Café');
  write('rss.xml', '<rss/>');
  const longest = `/old/${'a'.repeat(200)}/`;
  const redirects = [
    { from: '/faq/', to: '/guidance/#questions' },
    { from: longest, to: '/guidance/' },
  ];
  await writeHostFiles(dist, { scripts: ['sha256-abc='], styles: [] }, redirects, siteUrl);
  const base = baseOf(siteUrl);
  if (base === '') return { root: dist, dist };
  const root = join(state, name, 'root');
  mkdirSync(root);
  symlinkSync(dist, root + base);
  return { root, dist };
}

async function nginx(name: string, siteUrl: string): Promise<URL> {
  const { root, dist } = await builtSite(name, siteUrl);
  const home = join(state, name);
  const port = await freePort();
  const config = join(home, 'nginx.conf');
  writeFileSync(
    config,
    nginxConfiguration(
      home,
      `# As Debian has them: what it does not name is sent as bytes.
      types { text/html html; text/css css; application/javascript js; text/xml xml rss; text/plain txt; }
      default_type application/octet-stream;
      include ${dist}/.host/nginx-http.conf;
      server {
        listen 127.0.0.1:${port};
        root ${root};
        include ${dist}/.host/nginx-server.conf;
      }`,
    ),
  );
  return serve('nginx', ['-p', home, '-c', config], home, port, (end) => ends.push(end));
}

async function caddy(name: string, siteUrl: string): Promise<URL> {
  const { dist } = await builtSite(name, siteUrl);
  const port = await freePort();
  const home = join(state, name);
  const config = join(home, 'Caddyfile');
  writeFileSync(
    config,
    `{
      admin off
      auto_https off
    }
    http://127.0.0.1:${port} {
      root * ${dist}
      import ${dist}/.host/Caddyfile
    }`,
  );
  return serve('caddy', ['run', '--adapter', 'caddyfile', '--config', config], home, port, (end) => ends.push(end));
}

const hosts = [
  { name: 'nginx', package: 'nginx-light', start: nginx, isHere: isInstalled('nginx', '-v') },
  { name: 'caddy', package: 'caddy', start: caddy, isHere: isInstalled('caddy', 'version') },
] as const;

for (const host of hosts)
  for (const [place, siteUrl] of [
    ['at the root of its host', 'https://example.org/'],
    ['below a path', 'https://example.org/men.toring/'],
  ] as const) {
    const title = `${host.name} with a site ${place}`;
    describe.skipIf(!host.isHere)(host.isHere ? title : `${title} (apt-get install ${host.package} runs it)`, () => {
      const base = baseOf(siteUrl);
      let started: Promise<URL> | undefined;
      const get = async (path: string, headers: Record<string, string> = {}) =>
        fetch(new URL(path, await (started ??= host.start(`${host.name}${base.length}`, siteUrl))), {
          redirect: 'manual',
          headers: { 'Accept-Encoding': 'identity', ...headers },
        });

      it.each([
        ['/', 'text/html; charset=utf-8'],
        ['/guidance/', 'text/html; charset=utf-8'],
        ['/dates.ics', 'text/calendar; charset=utf-8'],
        ['/guidance/caf%C3%A9.md', 'text/markdown; charset=utf-8'],
        ['/rss.xml', /^(?:text|application)\/(?:rss\+)?xml(?:; charset=utf-8)?$/],
        ['/_astro/site.a1b2c3d4.js', /^(?:text|application)\/javascript/],
      ])('sends %s as %s', async (path, type) => {
        const response = await get(base + path);
        expect(response.status).toBe(200);
        const sent = response.headers.get('content-type')!.toLowerCase();
        if (typeof type === 'string') expect(sent).toBe(type);
        else expect(sent).toMatch(type);
      });

      it.each(['/', '/no-such-page/', '/_astro/site.a1b2c3d4.js'])('sends the headers with %s', async (path) => {
        const { headers } = await get(base + path);
        expect(headers.get('content-security-policy')).toContain("'sha256-abc='");
        expect(headers.get('x-content-type-options')).toBe('nosniff');
        expect(headers.get('cache-control')).toBe(
          path.startsWith('/_astro/') ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate',
        );
      });

      it('sends the compressed file to a browser that accepts it', async () => {
        const response = await get(`${base}/`, { 'Accept-Encoding': 'gzip' });
        expect(response.headers.get('content-encoding')).toBe('gzip');
        expect(await response.text()).toContain('<title>Home');
      });

      it('shows the site’s own page for a missing page', async () => {
        const response = await get(`${base}/no-such-page/`);
        expect([response.status, response.headers.get('content-type')?.toLowerCase()]).toEqual([
          404,
          'text/html; charset=utf-8',
        ]);
        expect(await response.text()).toContain('There is no such page');
      });

      it.each([
        ['/faq/', '/guidance/#questions'],
        ['/faq', '/guidance/#questions'],
        [`/old/${'a'.repeat(200)}/`, '/guidance/'],
        ['/guidance', '/guidance/'],
        ['/rss.xml),', '/rss.xml'],
        ['/guidance/).', '/guidance'],
        ['/guidance%22', '/guidance'],
        ['/guidance/%E2%80%9D', '/guidance'],
        ['/guidance/%3E,/', '/guidance'],
        ['/guidance%20', '/guidance'],
      ])('redirects %s to %s', async (from, to) => {
        const response = await get(base + from);
        expect([301, 308]).toContain(response.status);
        expect(response.headers.get('location')).toBe(base + to);
      });

      it.each(['/.host/headers.json', '/.host/Caddyfile', '/_headers', '/_redirects'])(
        'does not send %s',
        async (path) => {
          expect((await get(base + path)).status).toBe(404);
        },
      );

      it.runIf(base !== '')('changes nothing else on its host', async () => {
        expect((await get(base)).headers.get('location')).toBe(`${base}/`);
        const outside = await get('/guidance/');
        expect(outside.headers.get('content-security-policy')).toBeNull();
        expect(await outside.text()).not.toContain('Guidance');
      });
    });
  }
