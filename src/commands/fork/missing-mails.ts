import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { starter } from './places.ts';

/**
 * Copies the mails that the starter has and the fork has not, because the engine sends each of them. The fork's own are left as they are.
 * @returns a line for each
 */
export function addMissingMails(root: string): string[] {
  const [theirs, ours] = [join(root, starter, 'content/mail'), join(root, 'content/mail')];
  const missing = readdirSync(theirs).filter((name) => !existsSync(join(ours, name)));
  mkdirSync(ours, { recursive: true });
  for (const name of missing) writeFileSync(join(ours, name), readFileSync(join(theirs, name)));
  return missing.map((name) => `content/mail/${name}: added. Read it and make it your own.`);
}
