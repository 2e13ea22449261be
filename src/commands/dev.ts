import './refuse-faulty-site.ts';
import { dev } from 'astro';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { toInstant } from '#forms/zoned-time.ts';
import { site as identity } from '#site';
import { baseOf } from '#src/address.ts';
import { rehearsedInstant } from '#src/queries/clock.ts';
import { launch } from './execute.ts';
import type { Plugin } from 'vite';
import { root } from './root.ts';

/**
 * `npm run dev [-- --at 2027-02-11T23:58]`: Astro's dev server, with the inbox behind it for forms and staff pages.
 * `--at` is wall time in the site's zone; site and inbox then live at that instant.
 */
const { values } = parseArgs({ options: { at: { type: 'string' } } });
const env = values.at === undefined ? {} : { CLOCK: instantOf(values.at) };
const host = process.env['HOST'] ?? 'localhost';
const port = Number(process.env['PORT'] ?? 4321);
const inboxPort = port + 1;
const siteUrl = process.env['SITE_URL'] ?? `http://${host}:${port}${baseOf(identity.url)}`;
const base = baseOf(siteUrl);

Object.assign(process.env, env);

/** Tells the rehearsed time with each answer, as the inbox does: the pages of forms ask for it, and believe it before the device's. */
const tellTime: Plugin = {
  name: 'tell-time',
  configureServer: ({ middlewares }) =>
    void middlewares.use((_, response, next) => {
      response.setHeader('Date', rehearsedInstant().toUTCString());
      next();
    }),
};

const inbox = launch('src/inbox/main.ts', [], {
  env: { ...env, HOST: 'localhost', PORT: String(inboxPort), SITE_URL: siteUrl },
});
// Its own address shows the last build, without drafts: an author is told the site's alone.
createInterface({ input: inbox.stdout! }).on('line', (line) => {
  if (!line.startsWith('Listening on ')) console.log(line);
});
inbox.stderr!.pipe(process.stderr);
const inboxEnded = new Promise<number>((resolve) => inbox.once('close', (code) => resolve(code ?? 1)));
const target = `http://localhost:${inboxPort}`;
const site = await dev({
  root,
  server: { host, port },
  // The inbox has addresses without a slash at their end; Astro would answer them before the proxy.
  trailingSlash: 'ignore',
  vite: {
    plugins: values.at === undefined ? [] : [tellTime],
    // Astro takes the base from a request before the proxy sees it; the inbox answers below it.
    server: { strictPort: true, proxy: { '^/(f|p|inbox)/': { target, rewrite: (path) => base + path } } },
  },
});

console.log(`Site, forms and staff pages: http://${host}:${port}${base}/`);

void inboxEnded.then(async (code) => {
  await site.stop();
  process.exit(code);
});

function instantOf(wallTime: string): string {
  try {
    return toInstant(wallTime).toISOString();
  } catch (error) {
    console.error(`--at: ${(error as Error).message}`);
    process.exit(1);
  }
}
