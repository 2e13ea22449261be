/** Slips in the domains that most people have, by a library's list and ours. Loaded when an address was typed. */
import { POPULAR_DOMAINS, run } from '@zootools/email-spell-checker';
import { domainOf, readEmail } from '#forms/email.ts';
import { site } from '#site';

/** Domains of real providers that are one letter from a more common one. */
const others = ['email.com', 'fb.com', 'mac.com', 'yahoo.co.in', 'yahoo.co.id', 'yahoo.co.th', 'gmx.at', 'gmx.ch'];

/** Of the most common, those that the library knows by their first word only. */
const missing = ['outlook.com', 'hotmail.co.uk', 'live.co.uk', 'outlook.fr', 'hotmail.fr'];

/** The address that was probably meant, where it is another; undefined for one that looks right. */
export function suggestEmail(typed: string): string | undefined {
  const address = readEmail(typed);
  if (address === undefined) return undefined;
  if (others.includes(domainOf(address))) return undefined;
  // By whole domains only: of their endings the library would turn every .ac.uk into .co.uk.
  const domains = [...site.students.mailDomains, ...POPULAR_DOMAINS, ...missing];
  const suggestion = run({ email: address, domains, secondLevelDomains: [], topLevelDomains: [] });
  return suggestion && suggestion.full !== address ? suggestion.full : undefined;
}
