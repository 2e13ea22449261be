import { expect, test } from 'vitest';
import { encodeArray, encodeNumber, encodeText, end, items, number, text, Writer } from '../../../src/search/cbor.ts';

/** At each of these a head becomes longer. */
const values = [0, 23, 24, 255, 256, 65_535, 65_536, 2 ** 32 - 1];

test('reads numbers of every width back, also below zero', () => {
  const writer = new Writer();
  for (const value of values) {
    writer.number(value);
    writer.number(-1 - value);
  }
  const bytes = writer.take();
  let at = 0;
  for (const value of values)
    for (const written of [value, -1 - value]) {
      expect(number(bytes, at)).toBe(written);
      at = end(bytes, at);
    }
  expect(at).toBe(bytes.length);
});

test('takes arrays apart, whatever is in them', () => {
  const inner = encodeArray([encodeText('café'), encodeNumber(300)]);
  const many = Array.from({ length: 300 }, (_, at) => encodeNumber(at));
  const whole = encodeArray([inner, encodeArray(many), encodeText('x'.repeat(70_000))]);
  const [first, second, third, ...rest] = items(whole);
  expect(rest).toEqual([]);
  expect(items(first!).map((each, at) => (at === 0 ? text(each) : number(each)))).toEqual(['café', 300]);
  expect(items(second!).map((each) => number(each))).toEqual(many.map((_, at) => at));
  expect(text(third!)).toHaveLength(70_000);
});

test('a writer gives what was written since the last time, however long', () => {
  const writer = new Writer();
  const long = encodeText('y'.repeat(200_000));
  writer.array(2);
  writer.copy(long);
  writer.copy(encodeArray([encodeNumber(1), encodeNumber(2)]), 1);
  expect(writer.take()).toEqual(Buffer.concat([Buffer.from([0x82]), long, Buffer.from([1, 2])]));
  writer.number(7);
  expect(writer.take()).toEqual(Buffer.from([7]));
});

test('says where something stands that an index does not have', () => {
  expect(() => items(encodeText('a'))).toThrow('no array at byte 0');
  expect(() => text(encodeNumber(1))).toThrow('no text at byte 0');
  expect(() => number(encodeText('a'))).toThrow('no number at byte 0');
  // A map, and a number of eight bytes.
  expect(() => end(Buffer.from([0xa0]), 0)).toThrow('unknown type 5');
  expect(() => number(Buffer.from([0x1b, 0, 0, 0, 0, 0, 0, 0, 1]), 0)).toThrow('unknown size');
});
