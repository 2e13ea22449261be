import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPhone } from '#forms/phone.ts';

test.each([
  ['07700 900123', '+447700900123'],
  ['07700900123', '+447700900123'],
  ['(020) 7946 0018', '+442079460018'],
  ['020-7946-0018', '+442079460018'],
  ['020–7946.0018', '+442079460018'],
  ['01632 960001', '+441632960001'],
  ['+44 7700 900123', '+447700900123'],
  ['+44 (0) 7700 900123', '+447700900123'],
  ['+44 (0)20 7946 0018', '+442079460018'],
  ['0044 7700 900123', '+447700900123'],
  ['0044 (0)7700 900123', '+447700900123'],
  ['01632 96000', '+44163296000'],
  ['+353 1 555 0123', '+35315550123'],
  ['0033 1 99 00 12 34', '+33199001234'],
  ['+12345678', '+12345678'],
  ['+123456789012345', '+123456789012345'],
])('%s is %s', (typed, canonical) => {
  expect(readPhone(typed)).toBe(canonical);
  expect(readPhone(canonical)).toBe(canonical);
});

test.each([
  '',
  'none',
  '07700 90012',
  '07700 9001234',
  '7700 900123',
  '900123',
  '0632 960001',
  '04632 960001',
  '06632 960001',
  '+44 900 900 0000',
  '+44 12',
  '+1234567',
  '+1234567890123456',
  '+0 7700 900123',
  '++447700900123',
  '07700 900123 ext 4',
  '07700 900123 or 124',
])('"%s" is none', (typed) => {
  expect(readPhone(typed)).toBeUndefined();
});

describe('the numbers kept for tests', () => {
  const ranges = fc.oneof(
    fc.integer({ min: 960_000, max: 960_999 }).map((n) => `01632${n}`),
    fc.integer({ min: 0, max: 999 }).map((n) => `0207946${String(n).padStart(4, '0')}`),
    fc.integer({ min: 900_000, max: 900_999 }).map((n) => `07700${n}`),
  );
  test('are read however they are spaced and prefixed', () => {
    const prefix = fc.constantFrom('0', '+44', '0044', '+44 (0)', '0044 (0) ');
    fc.assert(
      fc.property(ranges, prefix, fc.array(fc.nat(14), { maxLength: 4 }), (number, start, gaps) => {
        const spaced = gaps.reduce((text, gap) => `${text.slice(0, gap)} ${text.slice(gap)}`, number.slice(1));
        expect(readPhone(start + spaced)).toBe(`+44${number.slice(1)}`);
      }),
    );
  });
});
