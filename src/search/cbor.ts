/** The little of CBOR (RFC 8949) that Pagefind's index files use: whole numbers, text and arrays of known length. */

/** Where an item ends and what its head says. */
interface Head {
  type: number;
  value: number;
  /** First byte after the head. */
  next: number;
}

function head(bytes: Buffer, at: number): Head {
  const first = bytes.readUInt8(at);
  const type = first >> 5;
  const size = first & 31;
  if (size < 24) return { type, value: size, next: at + 1 };
  if (size === 24) return { type, value: bytes.readUInt8(at + 1), next: at + 2 };
  if (size === 25) return { type, value: bytes.readUInt16BE(at + 1), next: at + 3 };
  if (size === 26) return { type, value: bytes.readUInt32BE(at + 1), next: at + 5 };
  throw new Error(`The index has a CBOR item of unknown size at byte ${at}.`);
}

const ARRAY = 4;
const TEXT = 3;

/** First byte after the item that begins at `at`. */
function end(bytes: Buffer, at: number): number {
  const { type, value, next } = head(bytes, at);
  if (type < 2) return next;
  if (type === TEXT) return next + value;
  if (type !== ARRAY) throw new Error(`The index has a CBOR item of unknown type ${type} at byte ${at}.`);
  let last = next;
  for (let count = 0; count < value; count += 1) last = end(bytes, last);
  return last;
}

/** The items of the array that begins at `at`, still as bytes. */
export function items(bytes: Buffer, at = 0): Buffer[] {
  const { type, value, next } = head(bytes, at);
  if (type !== ARRAY) throw new Error(`The index has no array at byte ${at}.`);
  const found: Buffer[] = [];
  for (let start = next; found.length < value;) {
    const stop = end(bytes, start);
    found.push(bytes.subarray(start, stop));
    start = stop;
  }
  return found;
}

export function text(item: Buffer): string {
  const { type, value, next } = head(item, 0);
  if (type !== TEXT) throw new Error('The index has no text where a word is expected.');
  return item.toString('utf8', next, next + value);
}

/** A whole number that is not negative. */
export const number = (item: Buffer): number => head(item, 0).value;

export const encodeNumber = (value: number): Buffer => encodeHead(0, value);

function encodeHead(type: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(type << 5) | value]);
  if (value < 0x100) return Buffer.from([(type << 5) | 24, value]);
  const wide = Buffer.alloc(value < 0x10000 ? 3 : 5);
  wide[0] = (type << 5) | (wide.length === 3 ? 25 : 26);
  if (wide.length === 3) wide.writeUInt16BE(value, 1);
  else wide.writeUInt32BE(value, 1);
  return wide;
}

export const encodeArray = (parts: readonly Buffer[]) => Buffer.concat([encodeHead(ARRAY, parts.length), ...parts]);

export function encodeText(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([encodeHead(TEXT, bytes.length), bytes]);
}
