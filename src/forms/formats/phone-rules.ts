/**
 * Phone number rules by libphonenumber, with the patterns of every country. They are 45 kB, so browsers load them only for a phone question
 * (`islands/form/steps/rule-context.ts`). The server always has them.
 */
import {
  getCountryCallingCode,
  ParseError,
  parsePhoneNumberFromString,
  parsePhoneNumberWithError,
  validatePhoneNumberLength,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { site } from '#site';
import { foldCode } from '../answers/answers.ts';
import { bareWords, letterForDigit } from '../dates/refusal-words.ts';
import type { Phones } from './phone.ts';
import type { Refuse } from '../answers/refuse.ts';

const options = { defaultCountry: site.country as CountryCode, extract: false };
const here = getCountryCallingCode(options.defaultCountry);

/** A label before a number, as on cards, in signatures and in links. */
const label =
  /^(?:(?:my|home|work|office|direct)\s+)?(?:t[eé]l|t[eé]l[eé]phone|phone|mobile|mob|cell|ph|whatsapp|home|work|office|direct|number|no|callto|sms|[mptwh])(?:[\s.]+(?:number|no))?(?!\p{L})(?:\s+is(?!\p{L}))?[\s.:]*/iu;

/** The start of a link of WhatsApp to a number, which has the code of its country without +. */
const chatLink = /^(?:https?:\/\/)?(?:wa\.me\/|(?:api|web)\.whatsapp\.com\/send\/?\?phone=)\+?/i;

/** Marks of no meaning that people put around and between the digits. Those of codes to be dialled first, like *67 and #31#, are not. */
const marks = /^[^\p{L}\p{N}+(*#]+|[^\p{L}\p{N})*#]+$|[{}"'`|~_·•‧∙✆☎]+/gu;

/** Most digits of a phone number (E.164). An exit code, or a zero after the country's code, adds up to three. */
const longestNumber = 15;

/**
 * Digits that people put after a country's code although its plan has no number with them: those to be dialled inside the country, today or
 * earlier. In Mexico 1 for mobiles, 01, 044 and 045; in Argentina the 15 of mobiles beside their 9, which libphonenumber reads by itself; in
 * Tajikistan and Uzbekistan 8; anywhere a zero, from the habits of countries that have one.
 */
const unused: Partial<Record<string, RegExp>> = { 52: /^(?:0?1|04[45])/, 54: /^9(?=.*15)/, 992: /^8/, 998: /^8/ };
const zeros = /^0+/;

/** An extension behind a number. */
const extension = /(?<=\d[\s,;(]*)(?:extension|ext|x)[\s.:]*\d+/i;

/** The first word to the last, with the hour before it ("7pm") and a time, a day or a number that ends the text ("after 17:30", "poste 12"). */
const note =
  /(?:(?<![\d.:])\d{1,2}(?:[.:]\d{2})?\s?(?=[ap]\.?m\b))?\p{L}(?:.*\p{L})?(?:\s*\d{1,3}(?:[:/]\d{1,4})*(?=\P{N}*$))?/u;

/** Separators of two numbers. */
const between = /[/;,|&]|\b(?:or|and)\b/i;

/**
 * Numbers that regulators reserve for examples, so that no numbering plan has them: of Ofcom (01632 960, 0115 496 0, 07700 900), ComReg
 * (020 91) and Arcep (06 39 98). Our own examples and tests use these.
 */
const reservedForExamples = /^\+(?:44(?:1632960\d{3}|1154960\d{3}|7700900\d{3})|3532091\d{5}|3363998\d{4})$/;

export const phones: Phones = { read, words };

function read(text: string, refuse: Refuse): string {
  const plain = foldCode(text)
    .replace(/^[^\p{L}\p{N}+(*#]+/u, '')
    .replace(chatLink, '+')
    .replace(label, '');
  const code = withoutUnused(
    plain
      .replace(marks, ' ')
      .trim()
      .replace(/\((ext?[^()]*|x\s*\d+)\)$/i, '$1')
      .replace(/^\(\s*\+\s*(\d+)\s*\)/, '+$1 ')
      .replace(/^\++\s*/, '+'),
  );
  const parts = code.split(between).filter((part) => part.replace(/\D/g, '').length >= 7);
  // A short number behind a comma can be an extension, or the end of a second number.
  if (
    parts.length > 1 ||
    /,\s*\d{1,6}$/.test(code) ||
    parts.some((part) => part.replace(/\D/g, '').length > longestNumber + 3)
  ) {
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
      return refuse(withoutWords(plain));
    case undefined:
      break;
  }
  const number = parsePhoneNumberWithError(code, options);
  const { countryCallingCode: plan, ext } = number;
  if (!reservedForExamples.test(number.number)) {
    if (!number.isValid()) {
      return refuse(
        plan === here
          ? `No phone number has these digits: check them${more}`
          : `No phone number that starts with +${plan} has these digits: check them`,
      );
    }
    const trunk = missingTrunk(code, number);
    if (trunk !== '')
      return refuse(
        `Enter the phone number with ${trunk} at its start, or with + and the code of its country: it can be of several countries`,
      );
    if (number.getType() === 'PREMIUM_RATE')
      return refuse(`Enter a phone number that is not charged at a premium rate${more}`);
  }
  return ext ? `${number.number};ext=${ext}` : number.number;
}

/**
 * Returns the digit that a number of this country should start with, when its digits can be those of another: 7575550123 is a mobile number in
 * Britain, and one of Virginia. Returns '' for a mobile number that only lacks that digit, and where numbers have none.
 */
function missingTrunk(code: string, number: PhoneNumber): string {
  const { nationalNumber } = number;
  const national = parsePhoneNumberFromString(number.number)?.formatNational().replace(/\D/g, '') ?? '';
  const typed = code.replace(/(?:ext|x|#).*/i, '').replace(/\D/g, '');
  if (typed !== nationalNumber || !national.endsWith(nationalNumber)) return '';
  // Only North America's numbers are written without a digit before them.
  const isAmerican = parsePhoneNumberFromString(`+1${typed}`)?.isValid() === true;
  return number.getType() === 'MOBILE' && !isAmerican ? '' : national.slice(0, -nationalNumber.length);
}

/** Returns a number without digits that its plan does not have, if the rest is a number; any other text unchanged. */
function withoutUnused(code: string): string {
  const number = parsePhoneNumberFromString(code, options);
  if (!number || number.isValid()) return code;
  const { countryCallingCode: plan, nationalNumber, ext } = number;
  const rest = [unused[plan] ?? zeros, zeros].map((digits) => `+${plan}${nationalNumber.replace(digits, '')}`);
  const found = rest.find((each) => parsePhoneNumberFromString(each)?.isValid());
  return found === undefined ? code : found + (ext ? ` ext. ${ext}` : '');
}

/** Returns the problem of a text that is not a number: the words to leave out, if only they are wrong. */
function withoutWords(code: string): string {
  const found = note.exec(code.replace(extension, ''))?.[0];
  const [letter] = /^[OIl](?=(?:[^\p{L}]*[OIl])*\P{L}*$)/u.exec(found ?? '') ?? [];
  if (letter !== undefined) return letterForDigit('phone number', letter);
  return found !== undefined && code.replace(found, '').replace(/\D/g, '').length >= 7
    ? `Enter the phone number on its own, without “${bareWords(found)}”`
    : `Enter a phone number${site.examplePhones ? `, like ${site.examplePhones}` : ''}, or leave it blank`;
}

function words(stored: string): string {
  if (!/^\+\d+(;ext=\d+)?$/.test(stored)) return stored;
  try {
    const number = parsePhoneNumberWithError(stored, options);
    const { ext } = number;
    number.setExt('');
    return number.formatInternational() + (ext ? ` ext. ${ext}` : '');
  } catch (error) {
    // Stored with another version of the numbering plans.
    if (error instanceof ParseError) return stored;
    throw error;
  }
}
