import { hashOf } from './hash-of.ts';

const files = ['src/**', 'content/**', 'public/**', 'astro.config.mjs', 'package-lock.json', 'tsconfig.json', '.env*'];
/** Code that never enters the site. */
const others = ['src/inbox/**', 'src/commands/**'];
const settings = /^(SITE_URL|CLOCK|NODE_ENV|SOCIAL_CARDS|COMPRESSION|PUBLIC_.*)$/;

/**
 * A hash of everything the built site depends on: the files' content, the settings that enter the build, and the day, because
 * articles appear and facts change on theirs.
 */
export function buildInputs(env: NodeJS.ProcessEnv = process.env, now: Date = new Date()): string {
  const hash = hashOf(files, others);
  // A setting that is empty is none.
  const names = Object.keys(env).filter((name) => settings.test(name) && env[name] !== '');
  for (const name of names.sort()) hash.update(`${name}=${env[name] ?? ''}\0`);
  return hash.update(now.toLocaleDateString('en-CA', { timeZone: 'Europe/London' })).digest('hex');
}
