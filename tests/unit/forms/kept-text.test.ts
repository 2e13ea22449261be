import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, firstOf, foldCode, lengthOf } from '#forms/answers/answers.ts';

/** Letters, marks, joiners, selectors and direction marks, as writing systems use them. */
const alphabets = {
  Sinhala: ['ශ', '්', '\u200D', 'ර', 'ී', 'ක', 'ෂ', 'ා'],
  Devanagari: ['क', '्', '\u200D', '\u200C', 'ष', 'ि', 'ं', 'र'],
  Bengali: ['র', '্', '\u200D', 'য', 'া', 'ক', 'ো'],
  Malayalam: ['ന', '്', '\u200D', 'ക', 'ാ', 'ൻ'],
  Tamil: ['க', '்', 'ஷ', 'ீ', 'ஸ', 'ொ'],
  Kannada: ['ಕ', '್', '\u200C', 'ರ', '\u200D', 'ಿ'],
  Persian: ['ع', 'ل', 'ی', '\u200C', 'ر', 'ض', 'ا', '\u0651'],
  Arabic: ['م', 'ح', '\u064E', '\u200F', '\u061C', 'د', 'ـ', 'ّ'],
  Urdu: ['ا', 'ُ', 'ر', 'د', 'و', '\u200C', 'ے'],
  Hebrew: ['ש', 'ׁ', 'ל', 'ו', 'ֹ', 'ם', '\u200F'],
  Mongolian: ['ᠮ', 'ᠣ', '\u180E', '\u180B', 'ᠠ', 'x\u202Fᠤ'],
  Khmer: ['ក', '្', 'ម\u200B', 'េ', 'រ'],
  emoji: ['👩', '🏻', '\u200D', '🚀', '👨', '👧', '🏴', '\u{E0067}', '\u{E007F}', '❤', '\uFE0F', '1', '\u20E3', '🇬🇧'],
} as const;

describe.each(Object.entries(alphabets))('a text in %s', (_, letters) => {
  const word = fc
    .array(fc.constantFrom<string>(...letters), { minLength: 1, maxLength: 12 })
    .map((all) => `a${all.join('')}`);
  const text = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' ').normalize('NFC'));

  test('is unchanged', () => {
    fc.assert(
      fc.property(text, (typed) => {
        expect(clean(typed)).toBe(typed);
      }),
    );
  });

  test('is unchanged line by line', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), (typed) => {
        expect(clean(typed.join('\r\n'), true)).toBe(typed.join('\n'));
      }),
    );
  });

  test('is cut only between characters', () => {
    fc.assert(
      fc.property(text, fc.nat(20), (typed, count) => {
        const cut = firstOf(typed, count);
        expect(typed.startsWith(cut)).toBe(true);
        expect(firstOf(cut, count)).toBe(cut);
        expect(lengthOf(cut)).toBeLessThanOrEqual(count);
      }),
    );
  });
});

test.each([
  ['ශ්‍රී ලංකා', 'Sinhala with a joiner'],
  ['علی‌رضا', 'Persian with a non-joiner'],
  ['👩🏻‍🚀', 'an emoji of four parts'],
  ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'a flag of tags'],
  ['❤️', 'a sign with a selector'],
  ['ക്‍ഷ', 'Malayalam with a joiner'],
  ['\u200Fשלום (Shalom)\u200F', 'Hebrew with marks of direction'],
  ['He said \u2067שלום!\u2069.', 'an isolate that is ended'],
  ['“\u202Bשלום, world!\u202C”', 'an embedding that is ended'],
])('%s is unchanged: %s', (text) => {
  expect(clean(text)).toBe(text);
  expect(clean(text, true)).toBe(text);
});

describe('a harmful character is removed', () => {
  test.each([
    ['an override, with its end', 'invoice\u202Efdp.exe\u202C ok', 'invoicefdp.exe ok'],
    ['an override that is not ended', '\u202Egnp.doc', 'gnp.doc'],
    ['an override within an isolate', '\u2067a\u202Eb\u2069c', '\u2067ab\u2069c'],
    ['an isolate that is not ended', 'Ada \u2067Example', 'Ada Example'],
    ['an end of nothing', 'Ada\u2069 Example\u202C', 'Ada Example'],
    ['an embedding that only an isolate ends', '\u2067a\u202Bb\u2069', '\u2067ab\u2069'],
    ['a byte order mark', '\uFEFFAda', 'Ada'],
    ['a soft hyphen', 'men\u00ADtor', 'mentor'],
    ['a zero-width space that no script needs', 'A\u200Bda', 'Ada'],
    ['controls', 'A\u0007d\u009Fa\u001B[31m', 'Ada[31m'],
    ['deprecated format characters', 'A\u206Ada\u206F', 'Ada'],
  ])('%s', (_, typed, kept) => {
    expect(clean(typed)).toBe(kept);
  });

  test('a direction mark never affects the next line', () => {
    expect(clean('a \u2067b\nc\u2069 d', true)).toBe('a b\nc d');
  });

  test('a direction mark without an end is removed', () => {
    const mark = fc.constantFrom(
      'a',
      'é',
      '\u0301',
      ' ',
      '\n',
      ...Array.from('\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069'),
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 30 }), fc.boolean(), (marks, lines) => {
        const kept = clean(marks.join(''), lines);
        expect(kept).not.toMatch(/[\u202D\u202E]/);
        expect(clean(kept, lines)).toBe(kept);
        for (const line of kept.split('\n')) {
          const open: string[] = [];
          for (const unit of line) {
            if (/[\u202A\u202B]/.test(unit)) open.push('\u202C');
            if (/[\u2066-\u2068]/.test(unit)) open.push('\u2069');
            if (/[\u202C\u2069]/.test(unit)) expect(open.pop()).toBe(unit);
          }
          expect(open).toEqual([]);
        }
      }),
    );
  });

  test('invisible text is blank', () => {
    expect([' \u200B\u200D ', '\u3164', '\u2066\u2069', '\u{E0061}'].map((text) => clean(text))).toEqual([
      '',
      '',
      '',
      '',
    ]);
  });
});

test.each([
  ['👨‍👩‍👧', 1],
  ['🇬🇧', 1],
  ['e\u0301', 1],
  ['நி', 1],
  ['각', 1],
  ['👍🏽', 1],
  ['a\u200Db', 2],
  ['\u200B\u200B\u200B', 0],
  ['Zoë', 3],
  ['a b', 3],
])('%s counts %i', (text, count) => {
  expect(lengthOf(text)).toBe(count);
});

describe('a code typed on any keyboard is read', () => {
  test.each([
    ['０７７００　９００９８２', '07700 900982'],
    ['＋４４', '+44'],
    ['٠٧٧٠٠٩٠٠٩٨٢', '07700900982'],
    ['۰۷۷۰۰', '07700'],
    ['०१२३४५६७८९', '0123456789'],
    ['Ｗ１２３４５６７', 'W1234567'],
    ['\u202A07700\u00A0900982\u202C', '07700 900982'],
    ['2027–02−11', '2027-02-11'],
    ['11\u200B/\u00AD2/2027', '11/2/2027'],
  ])('%s', (typed, read) => {
    expect(foldCode(typed)).toBe(read);
    expect(foldCode(read)).toBe(read);
  });

  test('digits of every script are read', () => {
    const systems = Intl.supportedValuesOf('numberingSystem').filter((system) =>
      /^\p{Nd}{10}$/u.test(new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false }).format(1_234_567_890)),
    );
    expect(systems.length).toBeGreaterThan(60);
    for (const system of systems) {
      const written = new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false }).format(1_234_567_890);
      expect(foldCode(written), system).toBe('1234567890');
    }
  });
});
