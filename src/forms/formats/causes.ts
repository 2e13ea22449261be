/**
 * Why a text is no address, link, number or reference: one sentence for each cause. Rules refuse without them; browsers load them with the first
 * answer (`islands/form/island/deferred.tsx`). The server always has them.
 */
import { foldCode } from '../answers/answers.ts';
import { localDay } from '../dates/zoned-time.ts';
import { referenceLength } from '../answers/reference.ts';
import { mixesAlphabets } from './alphabets.ts';
import { letterForDigit } from '../dates/refusal-words.ts';
import { bytesOf, findEmails, longestEmail, longestLocal, partsOf } from './email.ts';
import { plainNumber, wholeNumber, type StudentNumber } from './student-number.ts';
import { findLinks, hostOf, isCutOff, isOf, withHttps, type Site } from './web-address.ts';

/** Each returns the cause of a text that its rule refused; undefined when only the format can be named. */
export interface Causes {
  email: (text: string) => string | undefined;
  /** @param site the site whose pages are asked for */
  link: (text: string, site: Site | undefined) => string | undefined;
  /** @param example a number in the format that people know */
  studentNumber: (text: string, number: StudentNumber, example: string) => string | undefined;
  reference: (text: string) => string | undefined;
  year: (text: string, now: Date) => string;
}

export const causes: Causes = { email, link, studentNumber, reference, year };

const otherLetter = (subject: string, letter: string): string =>
  `Your ${subject} has “${letter}” of another alphabet in it: type that letter again`;

/** The letter of an address that is most likely the wrong one: of the alphabet that has fewer. */
function strayLetter(address: string): string {
  const others = address.match(/[\p{sc=Cyrillic}\p{sc=Greek}]/gu) ?? [];
  const latin = address.match(/\p{sc=Latin}/gu) ?? [];
  return (others.length <= latin.length ? others : latin)[0] ?? '';
}

const cutOff = (subject: string): string => `Your ${subject} has “…” in it, so a part is missing: copy the whole of it`;

function email(text: string): string | undefined {
  const { addresses, beside } = findEmails(text);
  const [one] = addresses;
  const written = foldCode(text).replace(/\s*@\s*/g, '@');
  const whole = written.match(/[^\s@]@[^\s@/]+\.\p{L}{2,}/gu) ?? [];
  if (addresses.size > 1 || (one !== undefined && whole.length > 1)) return 'Enter one email address';
  if (!written.includes('@')) return 'Your email address has no @: enter it like name@example.com';
  if (/@@|@.*@/.test(one ?? written)) return 'Your email address has more than one @: leave one of them';
  const [stray] = /[^\s\p{L}\p{M}\p{N}@](?=@\S)|(?<=@)[^\s\p{L}\p{M}\p{N}]/u.exec(written) ?? [];
  if (one === undefined && stray !== undefined) return notInEmail(stray);
  if (one === undefined) return `Your email address has nothing ${written.endsWith('@') ? 'after' : 'before'} the @`;
  const [, mark] = /[^\s<>@]([^\p{L}\p{M}\p{N}\s@.])[^\s<>@]*@/u.exec(written) ?? [];
  const { local } = partsOf(one);
  const typedDomain = one.slice(one.lastIndexOf('@') + 1);
  if (beside !== '') {
    if (mark !== undefined && /[:;,|"()]/.test(mark)) return notInEmail(mark);
    if (/^\p{L}{2}$/u.test(beside) && /\.\s*\p{L}{2}$/u.test(written))
      return `Your email address has a space before “${beside}”: leave out the space, or “${beside}” if it is no part of the address`;
    return typedDomain.includes('.')
      ? `Enter the email address on its own, without “${beside}”`
      : 'Your email address has a space after the @: enter it like name@example.com';
  }
  if (isCutOff(one)) return cutOff('email address');
  if (mixesAlphabets(one)) return otherLetter('email address', strayLetter(one));
  if (/\.\.|^\.|\.@|@\.|\.$/.test(one)) return 'Your email address has a dot too many: check it';
  const [wrong] =
    /[^\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.-]/u.exec(local) ?? /[^\p{L}\p{M}\p{N}.-]/u.exec(typedDomain) ?? [];
  if (wrong !== undefined) return notInEmail(wrong);
  if (/\.\d+$/.test(typedDomain)) return 'Your email address needs a name after the @, like name@example.com';
  if (!/\.[^.]{2,}$/.test(typedDomain))
    return 'Your email address needs a dot and an ending after the @, like name@example.com';
  const [ending] = /\.(?!xn--)[^.]*\d[^.]*$/i.exec(typedDomain) ?? [];
  if (ending !== undefined) return `Your email address ends in “${ending}”, and no ending has a digit: check it`;
  if (/@-|-\.|\.-|-$/.test(one)) return 'Your email address has a hyphen beside the @ or a dot: check it';
  if (bytesOf(one) > longestEmail) return `Your email address must be ${longestEmail} characters or fewer`;
  if (bytesOf(local) > longestLocal)
    return `Your email address must have ${longestLocal} characters or fewer before the @`;
  return undefined;
}

const notInEmail = (mark: string): string => `Your email address cannot have “${mark}” in it: check it`;

function link(text: string, site: Site | undefined): string | undefined {
  const { found, beside } = findLinks(text);
  const [one = ''] = found;
  if (found.size > 1) return 'Enter one link';
  if (beside !== '') return `Enter the link on its own, without “${beside}”`;
  if (isCutOff(one)) return cutOff('link');
  if (/^(?:mailto:)?[^\s/@:]+@[^\s/]+$/.test(one)) return 'Enter the link to a page, not an email address';
  const [, scheme] = /^([a-z][a-z\d+.-]*):\/\//i.exec(one) ?? [];
  if (scheme !== undefined && !/^https?$/i.test(scheme))
    return `Your link starts with ${scheme}://: enter one with https://`;
  const host = hostOf(withHttps(one.replace(/^([\p{L}\p{N}-]+),(?=\p{L}{2,}(?:[/.]|$))/u, 'https://$1,')));
  if (host.includes('@')) return 'Your link has a user name in it: leave out what stands before the @';
  if (host.includes(',')) return 'Your link has a comma where a dot should be: check it';
  if (host.includes('..')) return 'Your link has a dot too many: check it';
  if (mixesAlphabets(host)) return otherLetter('link', strayLetter(host));
  if (host === '' ? /^www\./i.test(one) : !/^(?!www\.[^.]+$)[^.]+\./i.test(host))
    return 'Your link has no ending like .com or .org before the first /: check it';
  if (site && isOf(site, host.toLowerCase()))
    return `Your link leads to ${host}, but not to a profile: copy the whole address, which has ${site.start} in it`;
  if (site && /\w\.\w/.test(host)) return `Your link leads to ${host}, not to ${site.domain}`;
  return undefined;
}

/** Most digits that a student number is tried with. */
const mostDigits = 20;

function studentNumber(text: string, number: StudentNumber, example: string): string | undefined {
  const folded = foldCode(text);
  const numbers = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => wholeNumber(word, number) !== undefined);
  if (new Set(numbers).size > 1) return 'Enter one student number';
  const like = `like ${example}`;
  if (folded.includes('@')) return `Enter your student number without an email address, ${like}`;
  if (isCutOff(folded)) return cutOff('student number');
  const plain = plainNumber(folded);
  const asDigits = plain.replace(/[Oo]/g, '0').replace(/[Il]/g, '1');
  const [letter] = /[OoIl]/.exec(plain) ?? [];
  if (letter !== undefined && wholeNumber(asDigits, number) !== undefined)
    return letterForDigit('student number', letter);
  const [other] = /[\p{sc=Cyrillic}\p{sc=Greek}]/u.exec(plain) ?? [];
  if (other !== undefined) return otherLetter('student number', other);
  const [, letters = '', digits] = /^(\p{L}*)(\d+)$/u.exec(plain) ?? [];
  if (digits === undefined) return undefined;
  const lengths = (start: string): number[] =>
    Array.from({ length: mostDigits }, (_, more) => more + 1).filter(
      (count) => wholeNumber(start + digits.padEnd(count, digits).slice(0, count), number) !== undefined,
    );
  const [known = ''] = /^\p{L}*/u.exec(example) ?? [];
  const possible = lengths(letters);
  const [least, most] = [possible[0], possible.at(-1)];
  if (least === undefined)
    return letters === ''
      ? `Your student number has a letter before its digits, ${like}`
      : `Your student number ${known ? `starts with ${known}` : 'has only digits'}, ${like}`;
  const needed = least === most ? `${least}` : `${least} to ${most}`;
  return `Your student number has ${digits.length} ${digits.length === 1 ? 'digit' : 'digits'} instead of ${needed}: check it`;
}

function reference(text: string): string | undefined {
  const { length } = foldCode(text).replace(/[^\p{L}\p{N}]/gu, '');
  return length === referenceLength
    ? 'Your reference has a letter or digit that no reference has: I, O, Q, Z, 0 or 1'
    : undefined;
}

function year(text: string, now: Date): string {
  const [letter] = /(?<=\d)[oil](?![a-z])|(?<![a-z])[oil](?=\d)/i.exec(text) ?? [];
  if (letter !== undefined) return letterForDigit('year', letter);
  const years = new Set((text.match(/\d+/g) ?? []).filter(({ length }) => length === 4));
  const [one = ''] = years;
  const thisYear = localDay(now).slice(0, 4);
  if (years.size === 1 && (one < '1940' || one > thisYear)) return `Your year must be from 1940 to ${thisYear}`;
  if (years.size > 0) return 'Enter one year';
  return /\d/.test(text)
    ? 'Enter the year with its four digits, like 2019'
    : 'Enter a year, like 2019, or leave it blank';
}
