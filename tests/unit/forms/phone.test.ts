import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phones } from '#forms/formats/phone-rules.ts';

/** Returns the stored number or the problem. */
function readPhone(text: string): { stored: string } | { refused: string } {
  let refused: string | undefined;
  const stored = phones.read(text, (sentence) => {
    refused = sentence;
    return '';
  });
  return refused === undefined ? { stored } : { refused };
}

test.each([
  ['07700 900123', '+447700900123'],
  ['07700900123', '+447700900123'],
  ['7700 900123', '+447700900123'],
  ['(020) 7946 0018', '+442079460018'],
  ['020-7946-0018', '+442079460018'],
  ['020–7946.0018', '+442079460018'],
  ['01632 960001', '+441632960001'],
  ['+44 7700 900123', '+447700900123'],
  ['+44 (0) 7700 900123', '+447700900123'],
  ['+440 7700 900123', '+447700900123'],
  ['(+44) 20 7946 0018', '+442079460018'],
  ['+ 44 20 7946 0018', '+442079460018'],
  ['0044 (0)7700 900123', '+447700900123'],
  ['447700900982', '+447700900982'],
  ['+84 (0)912-345-678', '+84912345678'],
  ['+353 (0)1 555 0123', '+35315550123'],
  ['+49 (0)30/901820', '+4930901820'],
  ['+971 (0)50 123 4567', '+971501234567'],
  ['0033 1 99 00 12 34', '+33199001234'],
  ['+39 06 698 12345', '+390669812345'],
  ['tel:+44-20-7946-0018', '+442079460018'],
  ['Tel.: 020 7946 0018', '+442079460018'],
  ['Mobile 07700 900123', '+447700900123'],
  ['０７７００　９００９８２', '+447700900982'],
  ['٠٧٧٠٠٩٠٠٩٨٢', '+447700900982'],
  ['＋４４ ２０ ７９４６ ００１８', '+442079460018'],
  ['\u202A07700 900982\u202C', '+447700900982'],
  ['020 7946 0018 ext. 12', '+442079460018;ext=12'],
  ['020 7946 0018 x12', '+442079460018;ext=12'],
  ['tel:+44-20-7946-0018;ext=12', '+442079460018;ext=12'],
])('%s is %s', (typed, stored) => {
  expect(readPhone(typed)).toEqual({ stored });
  expect(readPhone(stored)).toEqual({ stored });
  expect(readPhone(phones.words(stored))).toEqual({ stored });
});

test.each([
  ['', /^Enter a phone number, like/],
  ['none', /^Enter a phone number, like/],
  ['07700 90012', /^No phone number has these digits/],
  ['07700 9001234', /too many digits/],
  ['900123', /too few digits/],
  ['0632 960001', /^No phone number has these digits/],
  ['+44 12', /too few digits/],
  ['+84 912 345 67', /^No phone number that starts with \+84/],
  ['+999 1234 5678', /^No country has the code/],
  ['+1234567890123456', /too many digits/],
  ['84912345678', /another country with \+/],
  ['09098 790123', /premium rate/],
  ['07700900982 after 6pm', /^Enter the phone number on its own, without “after 6pm”$/],
  ['07700 900982 (evenings)', /without “evenings”/],
  ['call me on 07700 900982', /without “call me on”/],
  ['07700 900123 or 07700 900124', /^Enter one phone number$/],
  ['07700 900123 / 07700 900124', /^Enter one phone number$/],
])('"%s" is refused with a reason', (typed, why) => {
  expect(readPhone(typed)).toEqual({ refused: expect.stringMatching(why) as string });
});

describe('numbers reserved for examples', () => {
  const ranges = fc.oneof(
    fc.integer({ min: 960_000, max: 960_999 }).map((n) => `01632${n}`),
    fc.integer({ min: 0, max: 999 }).map((n) => `0207946${String(n).padStart(4, '0')}`),
    fc.integer({ min: 900_000, max: 900_999 }).map((n) => `07700${n}`),
  );
  test('are read with any spacing and prefix', () => {
    const prefix = fc.constantFrom('0', '+44', '0044', '+44 (0)', '0044 (0) ');
    fc.assert(
      fc.property(ranges, prefix, fc.array(fc.nat(14), { maxLength: 4 }), (number, start, gaps) => {
        const spaced = gaps.reduce((text, gap) => `${text.slice(0, gap)} ${text.slice(gap)}`, number.slice(1));
        expect(readPhone(start + spaced)).toEqual({ stored: `+44${number.slice(1)}` });
      }),
    );
  });
});
