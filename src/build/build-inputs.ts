import { localDay } from '#forms/zoned-time.ts';
import { hashOf } from './hash-of.ts';

const files = ['src/**', 'content/**', 'public/**', 'astro.config.mjs', 'package-lock.json', 'tsconfig.json', '.env*'];
/** Code that never enters the site. */
const others = ['src/inbox/**', 'src/commands/**'];
const settings = /^(SITE_URL|CLOCK|NODE_ENV|SOCIAL_CARDS|COMPRESSION|PUBLIC_.*)$/;

interface Beside {
  env?: NodeJS.ProcessEnv;
  now?: Date;
  /** Files that are left out, by patterns from the root. */
  ignore?: readonly string[];
}

/**
 * A hash of everything that a site built in the folder `root` depends on: the files' content, the settings that enter the build, Node, and
 * the day in the site's zone, because articles appear and facts change on theirs.
 */
export function buildInputs(root: string, { env = process.env, now = new Date(), ignore = [] }: Beside = {}): string {
  const hash = hashOf(root, files, [...others, ...ignore]);
  // A setting that is empty is none.
  const names = Object.keys(env).filter((name) => settings.test(name) && env[name] !== '');
  for (const name of names.sort()) hash.update(`${name}=${env[name] ?? ''}\0`);
  return hash.update([process.version, localDay(now)].join('\0')).digest('hex');
}
