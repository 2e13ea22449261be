/**
 * Phone numbers by libphonenumber's data, with every country's patterns: 45 kB, so browsers load it only where a number is asked for
 * (`islands/form/judging.ts`). The server always has it.
 */
import {
  getCountryCallingCode,
  ParseError,
  parsePhoneNumberWithError,
  validatePhoneNumberLength,
  type CountryCode,
} from 'libphonenumber-js/max';
import { site } from '#site';
import { foldCode } from './answers.ts';
import type { Phones } from './phone.ts';
import type { Refuse } from './refuse.ts';

const options = { defaultCountry: site.country as CountryCode, extract: false };
const here = getCountryCallingCode(options.defaultCountry);

/** Numbers that are nobody's; of the configured country, so that another organisation replaces them. */
const exampleNumbers = '01632 960001, 07700 900982 or +44 20 7946 0001';

/** What stands before a number on cards, in signatures and in links. */
const label = /^(?:tel|telephone|phone|mobile|mob|cell|ph|[mpt])\b[\s.:]*/i;

/** What can stand between two numbers. */
const between = /[/;,|&]|\b(?:or|and)\b/i;

/**
 * Numbers that regulators keep for examples and never give away, so that no numbering plan has them: Ofcom's (01632 960, 0115 496 0,
 * 07700 900), ComReg's (020 91) and Arcep's (06 39 98). Our own examples and tests are of these.
 */
const keptForExamples = /^\+(?:44(?:1632960\d{3}|1154960\d{3}|7700900\d{3})|3532091\d{5}|3363998\d{4})$/;

export const phones: Phones = { read, words };

function read(text: string, refuse: Refuse): string {
  const code = foldCode(text)
    .replace(label, '')
    .replace(/^\(\s*\+\s*(\d+)\s*\)/, '+$1 ')
    .replace(/^\+\s+/, '+');
  if (code.split(between).filter((part) => part.replace(/\D/g, '').length >= 7).length > 1) {
    return refuse('Enter one phone number');
  }
  const fault = validatePhoneNumberLength(code, options);
  const more = code.startsWith('+') ? '' : `, or start a number from another country with + and its code`;
  switch (fault) {
    case 'INVALID_COUNTRY':
      return refuse(`No country has the code at the start of your phone number: check the digits after the +`);
    case 'TOO_SHORT':
      return refuse(`Your phone number has too few digits: check it${more}`);
    case 'TOO_LONG':
    case 'INVALID_LENGTH':
      return refuse(
        `Your phone number has ${fault === 'TOO_LONG' ? 'too many' : 'the wrong number of'} digits: check it${more}`,
      );
    case 'NOT_A_NUMBER':
      return refuse(withoutWords(code));
    case undefined:
      break;
  }
  const number = parsePhoneNumberWithError(code, options);
  const { countryCallingCode: plan, ext } = number;
  if (!keptForExamples.test(number.number)) {
    if (!number.isValid()) {
      return refuse(
        plan === here
          ? `No phone number has these digits: check them${more}`
          : `No phone number that starts with +${plan} has these digits: check them`,
      );
    }
    if (number.getType() === 'PREMIUM_RATE')
      return refuse('Enter a phone number that is not charged at a premium rate');
  }
  return ext ? `${number.number};ext=${ext}` : number.number;
}

/** What to say of a text that is no number: which words to leave out, where that is all that is wrong with it. */
function withoutWords(code: string): string {
  const note = /\p{L}(?:.*\p{L})?/u.exec(code)?.[0];
  return note !== undefined && code.replace(note, '').replace(/\D/g, '').length >= 7
    ? `Enter the phone number on its own, without “${note}”`
    : `Enter a phone number, like ${exampleNumbers}`;
}

function words(stored: string): string {
  if (!/^\+\d+(;ext=\d+)?$/.test(stored)) return stored;
  try {
    const number = parsePhoneNumberWithError(stored, options);
    const { ext } = number;
    number.setExt('');
    return number.formatInternational() + (ext ? ` ext. ${ext}` : '');
  } catch (error) {
    // Stored under another edition of the numbering plans.
    if (error instanceof ParseError) return stored;
    throw error;
  }
}
