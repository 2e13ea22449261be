import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, isBroken, lengthOf, listOf } from '#forms/answers/answers.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      ' ',
      '\n',
      '\r',
      '\t',
      '\u00A0',
      '\u200B',
      '\u00AD',
      '\uFEFF',
      '\u2028',
      'e',
      '\u0301',
      '\u0085',
    ),
  }),
);

describe('cleaning', () => {
  test.each([
    ['trims', '  Zoë  ', 'Zoë'],
    ['folds white space of every kind', 'a \t\n\u00A0\u3000\u2028b', 'a b'],
    ['strips zero-width characters that no script needs', 'a\u200Bb\u2060e\uFEFF', 'abe'],
    ['strips soft hyphens', 'mentor\u00ADing', 'mentoring'],
    ['strips controls', 'a\u0002b\u007F', 'ab'],
    ['composes accents', 'Zoe\u0308', 'Zoë'],
    ['leaves scripts, emoji and punctuation as they are', '山田 花子 – “O’Neill” 🦉', '山田 花子 – “O’Neill” 🦉'],
    ['leaves nothing of a blank', ' \u200B\u00A0 ', ''],
  ])('%s', (_name, typed, expected) => {
    expect(clean(typed)).toBe(expected);
  });

  test('preserves line breaks of every kind with lines', () => {
    expect(clean('  one\r\n  two \rthree\u2028\u2028four  five\n', true)).toBe('one\ntwo\nthree\n\nfour five');
  });

  test('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, lines) => {
        expect(clean(clean(text, lines), lines)).toBe(clean(text, lines));
      }),
    );
  });

  test('leaves no space at the ends, no double space and nothing invisible', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(clean(text)).not.toMatch(/^\s|\s$|\s\s|[\u00AD\u200B\u2060\uFEFF]/);
      }),
    );
  });

  test('never loses a visible character', () => {
    const visible = fc.string({ unit: fc.constantFrom('a', 'é', '字', '🦉', '1', '-', '<', "'") });
    fc.assert(
      fc.property(visible, (text) => {
        expect(clean(text)).toBe(text);
      }),
    );
  });
});

test('text with NUL or half a surrogate pair is broken, and an emoji is not', () => {
  expect([isBroken('a\0b'), isBroken('a\uD83E'), isBroken('\uDD89a'), isBroken('🦉')]).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test('length counts visible characters', () => {
  expect([lengthOf('abc'), lengthOf('🦉'), lengthOf('a\nb')]).toEqual([3, 1, 3]);
});

describe('a list', () => {
  test('is read in order from one value, a repeated key or a JSON array', () => {
    expect(listOf('law')).toEqual(['law']);
    expect(listOf(['music', 'law'])).toEqual(['music', 'law']);
    expect(listOf('["music","law"]')).toEqual(['music', 'law']);
  });

  test('has no blanks and no repeats', () => {
    expect(listOf(['law', '', ' law ', ' ', 'music'])).toEqual(['law', 'music']);
    expect(listOf(undefined)).toEqual([]);
    expect(listOf('')).toEqual([]);
  });

  test('has one text when that only looks like JSON', () => {
    expect(listOf('[law')).toEqual(['[law']);
  });
});
