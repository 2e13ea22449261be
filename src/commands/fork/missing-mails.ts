import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { site as starterSite } from '../../../starter/site.config.ts';
import type { SiteConfig } from '#src/site-schema.ts';
import { starter } from './places.ts';
import { mailsOf } from './variations.ts';

type Schemes = SiteConfig['schemes'];

/**
 * Copies the mails that the starter has and the fork has not, because the engine sends each of them. The fork's own are left as they are.
 * @param schemes those of the fork: mails of a scheme that it does not have are left out
 * @returns a line for each
 */
export function addMissingMails(
  root: string,
  { schemes, contacts }: Pick<SiteConfig, 'schemes' | 'contacts'>,
): string[] {
  const [theirs, ours] = [join(root, starter, 'content/mail'), join(root, 'content/mail')];
  const missing = readdirSync(theirs)
    .filter((name) => !existsSync(join(ours, name)))
    .filter((name) => roles.every((role) => schemes[role] !== undefined || !mailsOf[role].test(`content/mail/${name}`)))
    .filter((name) => contacts.form === true || name !== 'receipt-contact.md');
  mkdirSync(ours, { recursive: true });
  for (const name of missing)
    writeFileSync(join(ours, name), withPagesOf(schemes, readFileSync(join(theirs, name), 'utf8')));
  return missing.map((name) => `content/mail/${name}: added. Read it and make it your own.`);
}

const roles = ['mentoring', 'question', 'mentors'] as const;

/** Gives a mail of the starter the addresses and names of the fork's schemes. */
const withPagesOf = (schemes: Schemes, text: string): string =>
  roles.reduce((all, role) => {
    const [from, to] = [starterSite.schemes[role]!, schemes[role]];
    return to ? all.replaceAll(`/${from.page}/`, () => `/${to.page}/`).replaceAll(from.name, () => to.name) : all;
  }, text);
