import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isReference, referenceOf } from '#forms/answers/reference.ts';

/** UUIDs of version 4 from a seeded generator (mulberry32), so that counts are the same in every run. */
function* ids(count: number, seed: number): Generator<string> {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0).toString(16).padStart(8, '0');
  };
  for (let index = 0; index < count; index += 1) {
    const [a, b, c, d] = [next(), next(), next(), next()];
    yield `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`;
  }
}

test('a reference is 8 characters that are not mistaken for each other', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(referenceOf(id)).toMatch(/^[ABCDEFGHJKLMNPRSTUVWXY2-9]{8}$/);
      expect(isReference(referenceOf(id))).toBe(true);
    }),
  );
});

test('the same id gives the same reference, in either case, today and in a year', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(referenceOf(id.toUpperCase())).toBe(referenceOf(id));
    }),
  );
  expect([
    referenceOf('00000000-0000-4000-8000-000000000000'),
    referenceOf('00000000-0000-4000-8000-000000000001'),
    referenceOf('3f2504e0-4f89-41d3-9a0c-0305e82c3301'),
  ]).toMatchInlineSnapshot(`
    [
      "WAA7AK7F",
      "KEAUGUCS",
      "C8C3X2WB",
    ]
  `);
});

test.each(['', 'K7PQ29XM', 'K7PI29XM', 'k7pw29xm', 'K7PW29X', 'K7PW29XMM', 'K7PW 29XM', 'K7PW29X0', '<b>'])(
  '"%s" is no reference',
  (text) => {
    expect(isReference(text)).toBe(false);
  },
);

describe('a million ids', () => {
  const references = new Map<string, number>();
  const counts = Array.from({ length: 8 }, () => new Map<string, number>());
  for (const id of ids(1_000_000, 42)) {
    const reference = referenceOf(id);
    references.set(reference, (references.get(reference) ?? 0) + 1);
    counts.forEach((count, place) => count.set(reference.charAt(place), (count.get(reference.charAt(place)) ?? 0) + 1));
  }

  test('share no more references than by chance', () => {
    // Of 30⁸ references 0.76 pairs are expected (n² / 2N); more than 5 has a chance of about 1 in 8,000.
    expect(1_000_000 - references.size).toBeLessThanOrEqual(5);
  });

  test('use every character equally often in every position', () => {
    const expected = 1_000_000 / 30;
    for (const count of counts) {
      expect(count.size).toBe(30);
      const chiSquare = [...count.values()].reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
      // 29 degrees of freedom: 65 is passed by chance once in about 7,000.
      expect(chiSquare).toBeLessThan(65);
    }
  });
});

test('ids that differ in one digit have references that differ in most positions', () => {
  const hex = '0123456789abcdef';
  const [id] = ids(1, 7);
  const base = id ?? '';
  const others = Array.from(base).flatMap((digit, place) =>
    digit === '-'
      ? []
      : Array.from(hex)
          .filter((other) => other !== digit)
          .map((other) => base.slice(0, place) + other + base.slice(place + 1)),
  );
  const same = others.map(
    (other) =>
      Array.from(referenceOf(other)).filter((character, place) => character === referenceOf(base)[place]).length,
  );
  const mean = same.reduce((sum, count) => sum + count, 0) / same.length;
  // 8 places of 30 characters: 0.27 are the same by chance.
  expect(mean).toBeLessThan(0.45);
  expect(new Set(others.map(referenceOf)).size).toBe(others.length);
});
