import { posix } from 'node:path';
import { siteFolder } from '#site-folder';
import { localDay } from '#forms/dates/zoned-time.ts';
import { hashFiles } from './hash-files.ts';

const engine = ['src/**', 'astro.config.mjs', 'package-lock.json', 'tsconfig.json', '.env*'];
/** The tests' site has its configuration beside its content. */
const ofSite = ['site.config.ts', 'content/**', 'public/**'].map((path) => posix.join(siteFolder, path));
const files = [...engine, ...ofSite];
/** Code that is not part of the site. */
const excluded = ['src/inbox/**', 'src/commands/**', 'src/search/learning/**'];
const settings = /^(SITE_URL|CLOCK|NODE_ENV|SOCIAL_CARDS|COMPRESSION|PUBLIC_.*)$/;

/**
 * Returns a hash of everything that a site built in the folder `root` depends on: the bytes of its files, its settings, Node's version, and
 * the day in the site's time zone, because articles appear and facts change by the day.
 */
export function buildInputs(root: string, env: NodeJS.ProcessEnv = process.env, now: Date = new Date()): string {
  const hash = hashFiles(root, files, excluded);
  // An empty setting counts as missing.
  const names = Object.keys(env).filter((name) => settings.test(name) && env[name] !== '');
  for (const name of names.sort()) hash.update(`${name}=${env[name] ?? ''}\0`);
  return hash.update([process.version, localDay(now)].join('\0')).digest('hex');
}
