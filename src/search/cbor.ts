/**
 * The little of CBOR (RFC 8949) that Pagefind's index files use: whole numbers, text and arrays of known length. An index of 10,000 pages has
 * tens of millions of items: these read and write in place, without an object for each.
 */

const UNSIGNED = 0;
const NEGATIVE = 1;
const TEXT = 3;
const ARRAY = 4;

/** First byte after the head of an item. */
function afterHead(bytes: Buffer, at: number): number {
  const size = bytes[at]! & 31;
  if (size < 24) return at + 1;
  if (size <= 26) return at + 1 + (1 << (size - 24));
  throw new Error(`The index has a CBOR item of unknown size at byte ${at}.`);
}

/** What the head of an item says: a number's value, the bytes of a text, the items of an array. */
function valueAt(bytes: Buffer, at: number): number {
  const size = bytes[at]! & 31;
  if (size < 24) return size;
  if (size === 24) return bytes.readUInt8(at + 1);
  if (size === 25) return bytes.readUInt16BE(at + 1);
  if (size === 26) return bytes.readUInt32BE(at + 1);
  throw new Error(`The index has a CBOR item of unknown size at byte ${at}.`);
}

/** First byte after the item that begins at `at`. */
export function end(bytes: Buffer, at: number): number {
  const next = afterHead(bytes, at);
  const type = bytes[at]! >> 5;
  if (type === UNSIGNED || type === NEGATIVE) return next;
  if (type === TEXT) return next + valueAt(bytes, at);
  if (type !== ARRAY) throw new Error(`The index has a CBOR item of unknown type ${type} at byte ${at}.`);
  let last = next;
  for (let left = valueAt(bytes, at); left > 0; left -= 1) last = end(bytes, last);
  return last;
}

/** How many items the array that begins at `at` has; they follow one another from {@link inside}. */
export function lengthOf(bytes: Buffer, at: number): number {
  if (bytes[at]! >> 5 !== ARRAY) throw new Error(`The index has no array at byte ${at}.`);
  return valueAt(bytes, at);
}

/** Where the first item of the array that begins at `at` begins. */
export const inside = afterHead;

/** The items of the array that begins at `at`, still as bytes. */
export function items(bytes: Buffer, at = 0): Buffer[] {
  let start = inside(bytes, at);
  return Array.from({ length: lengthOf(bytes, at) }, () => bytes.subarray(start, (start = end(bytes, start))));
}

export function text(bytes: Buffer, at = 0): string {
  if (bytes[at]! >> 5 !== TEXT) throw new Error(`The index has no text at byte ${at}.`);
  const next = afterHead(bytes, at);
  return bytes.toString('utf8', next, next + valueAt(bytes, at));
}

/** A whole number. */
export function number(bytes: Buffer, at = 0): number {
  if (bytes[at]! >> 5 > NEGATIVE) throw new Error(`The index has no number at byte ${at}.`);
  const value = valueAt(bytes, at);
  return bytes[at]! >> 5 === NEGATIVE ? -1 - value : value;
}

/** Most bytes that a head has. */
const HEAD = 5;

/** Gives the first byte after the head. */
function writeHead(bytes: Buffer, at: number, type: number, value: number): number {
  if (value < 24) return bytes.writeUInt8((type << 5) | value, at);
  if (value < 0x100) return bytes.writeUInt8(value, bytes.writeUInt8((type << 5) | 24, at));
  if (value < 0x10000) return bytes.writeUInt16BE(value, bytes.writeUInt8((type << 5) | 25, at));
  return bytes.writeUInt32BE(value, bytes.writeUInt8((type << 5) | 26, at));
}

const encodeHead = (type: number, value: number) => {
  const bytes = Buffer.alloc(HEAD);
  return bytes.subarray(0, writeHead(bytes, 0, type, value));
};

export const encodeNumber = (value: number): Buffer => encodeHead(UNSIGNED, value);

export const encodeArray = (parts: readonly Buffer[]) => Buffer.concat([encodeHead(ARRAY, parts.length), ...parts]);

export function encodeText(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([encodeHead(TEXT, bytes.length), bytes]);
}

/** Writes items one after the other. */
export class Writer {
  #bytes = Buffer.allocUnsafe(1 << 16);
  #length = 0;

  /** The head of an array; its items are to follow. */
  array(length: number): void {
    this.#room(HEAD);
    this.#length = writeHead(this.#bytes, this.#length, ARRAY, length);
  }

  number(value: number): void {
    this.#room(HEAD);
    this.#length =
      value < 0
        ? writeHead(this.#bytes, this.#length, NEGATIVE, -1 - value)
        : writeHead(this.#bytes, this.#length, UNSIGNED, value);
  }

  /** Items as they stand from one byte to another. */
  copy(bytes: Buffer, from = 0, to = bytes.length): void {
    this.#room(to - from);
    this.#length += bytes.copy(this.#bytes, this.#length, from, to);
  }

  /** What was written since the last time. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const wider = Buffer.allocUnsafe(2 * (this.#length + more));
    this.#bytes.copy(wider, 0, 0, this.#length);
    this.#bytes = wider;
  }
}
