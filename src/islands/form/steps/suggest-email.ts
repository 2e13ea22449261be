/** Suggests corrections of mistyped e-mail domains, by a library's list and ours. Loaded once an address is typed. */
import { POPULAR_DOMAINS, run } from '@zootools/email-spell-checker';
import { domainOf, readEmail } from '#forms/formats/email.ts';
import { site } from '#site';

/** Domains of real providers that differ by one letter from a more common one: never corrected. */
const others = ['email.com', 'fb.com', 'mac.com', 'yahoo.co.in', 'yahoo.co.id', 'yahoo.co.th', 'gmx.at', 'gmx.ch'];

/** Common domains that the library lists by their first part only. */
const missing = ['outlook.com', 'hotmail.co.uk', 'live.co.uk', 'outlook.fr', 'hotmail.fr'];

/** Returns the address that was probably meant, or undefined when the typed one looks right. */
export function suggestEmail(typed: string): string | undefined {
  const address = readEmail(typed);
  if (address === undefined) return undefined;
  if (others.includes(domainOf(address))) return undefined;
  // Whole domains only: with its list of endings the library corrects every .ac.uk to .co.uk.
  const domains = [...site.students.mailDomains, ...POPULAR_DOMAINS, ...missing];
  const suggestion = run({ email: address, domains, secondLevelDomains: [], topLevelDomains: [] });
  return suggestion && suggestion.full !== address ? suggestion.full : undefined;
}
