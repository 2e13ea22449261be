import './refuse-faulty-site.ts';
import { dev } from 'astro';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { typedInstant } from '#forms/dates/zoned-time.ts';
import { site as identity } from '#site';
import { baseOf } from '#src/address.ts';
import { markOfPalette } from '#src/build/cards/icons.ts';
import { rehearsedInstant } from '#src/queries/clock.ts';
import { launch } from './execute.ts';
import type { Plugin } from 'vite';
import { inServerFolder } from '#src/server-folders.ts';
import { readOptions } from './read-options.ts';
import { root } from './root.ts';

/**
 * `npm run dev [-- --at 2027-02-11T23:58]`: Astro's dev server, with the inbox behind it for forms and staff pages.
 * `--at` is wall time in the site's time zone; it sets the clock of the site and of an inbox that begins empty, because another clock would
 * write its dates into the real one.
 */
const usage = `npm run dev                            the site and its inbox
npm run dev -- --at 2027-02-11T23:58   at that time in the site's zone, with an empty inbox that is deleted at the end
HOST and PORT in the environment say where it listens.`;
const { values } = readOptions(usage, { options: { at: { type: 'string' } } });
const env: Record<string, string> = values.at === undefined ? {} : { CLOCK: instantOf(values.at), ...throwAwayInbox() };
const host = process.env['HOST'] ?? 'localhost';
const port = Number(process.env['PORT'] ?? 4321);
const inboxPort = port + 1;
const siteUrl = process.env['SITE_URL'] ?? `http://${host}:${port}${baseOf(identity.url)}`;
const base = baseOf(siteUrl);

Object.assign(process.env, env);

/** Vite plugin: sends the rehearsed time with each response, as the inbox does. Pages with forms trust it more than the device's clock. */
const sendTime: Plugin = {
  name: 'send-time',
  configureServer: ({ middlewares }) =>
    void middlewares.use((_, response, next) => {
      response.setHeader('Date', rehearsedInstant().toUTCString());
      next();
    }),
};

/** Vite plugin: sends the mark of a site without an `icon.svg` of its own, which a build draws. */
const sendMark: Plugin = {
  name: 'send-mark',
  configureServer: ({ middlewares, config }) =>
    void middlewares.use('/icon.svg', (_, response, next) => {
      if (existsSync(join(config.publicDir, 'icon.svg'))) next();
      else response.setHeader('Content-Type', 'image/svg+xml').end(markOfPalette());
    }),
};

const inbox = launch('src/inbox/main.ts', [], {
  env: { ...env, HOST: 'localhost', PORT: String(inboxPort), SITE_URL: siteUrl },
});
// The inbox's own address shows the last build, without drafts, so only the site's address is printed.
const inboxListens = new Promise<void>((resolve) =>
  createInterface({ input: inbox.stdout! }).on('line', (line) => {
    if (line.startsWith('Listening on ')) resolve();
    else console.log(line);
  }),
);
inbox.stderr!.pipe(process.stderr);
inbox.once('close', (code) => process.exit(code ?? 1));
// If the inbox does not start, its reason must be the last line, so the site starts after it.
await inboxListens;

const target = `http://localhost:${inboxPort}`;
await dev({
  root,
  server: { host, port },
  // Astro would answer the inbox's addresses, which have no slash at the end, before the proxy.
  trailingSlash: 'ignore',
  vite: {
    plugins: [sendMark, ...(values.at === undefined ? [] : [sendTime])],
    // Astro removes the base from a request before the proxy sees it, and the inbox expects it.
    server: { strictPort: true, proxy: { [inServerFolder.source]: { target, rewrite: (path) => base + path } } },
  },
});

console.log(`Site, forms and staff pages: http://${host}:${port}${base}/`);
if (values.at !== undefined) {
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  console.log('The inbox is empty, and deleted at the end. A staff account for it:');
  console.log(`${settings.join(' ')} npm run inbox -- staff add NAME --role admin`);
}

/** Returns settings for an inbox in a temporary folder, which is deleted when this process ends. */
function throwAwayInbox() {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return {
    INBOX_DATABASE: `file:${join(folder, 'data/inbox.sqlite')}`,
    INBOX_KEY_FILE: join(folder, 'keys/inbox.key'),
  };
}

function instantOf(wallTime: string): string {
  try {
    return typedInstant(wallTime).toISOString();
  } catch (error) {
    console.error(`--at: ${(error as Error).message}`);
    process.exit(1);
  }
}
