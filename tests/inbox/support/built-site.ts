import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { openTestInbox, temporaryFolder, type TestInbox } from './inbox.ts';

/** The content of each page and script of the site. */
export const page = '<!doctype html><title>Home</title>'.repeat(20);

function buildSite(): string {
  const dist = join(temporaryFolder(), 'dist');
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    writeFileSync(join(dist, path), content);
  };
  for (const path of ['index.html', 'about/index.html', '404.html', '_astro/site.a1b2c3d4.js']) {
    write(path, page);
    write(`${path}.br`, brotliCompressSync(page));
    write(`${path}.gz`, gzipSync(page));
  }
  write('robots.txt', 'User-agent: *');
  write('pagefind/fragment/en_1a2b3c.pf_fragment', 'x');
  write('pagefind/pagefind.js', 'x');
  write('guidance/a b/index.html', page);
  write('.host/headers.json', '{"scripts":["sha256-abc="],"styles":["sha256-def="]}');
  write('.host/redirects.json', '{"/old/":"/about/"}');
  write('.env', 'SECRET=1');
  return dist;
}

interface Site extends TestInbox {
  dist: string;
  get: (path: string, headers?: Record<string, string>) => Promise<Response>;
}

/** Opens an inbox that serves a small site as the build leaves it. */
export async function openSite(settings: Record<string, string> = {}): Promise<Site> {
  const dist = buildSite();
  const inbox = await openTestInbox(settings, { dist });
  return { ...inbox, dist, get: async (path, headers = {}) => inbox.app.request(path, { headers }) };
}
