import { answersOf } from './answers.ts';
import { openRaw, postHead } from './raw-connection.ts';

/** Heads that two servers in a row could read differently, and the bytes between the head and the hidden request. */
export const smuggling: readonly { name: string; lines: readonly string[]; between?: string }[] = [
  { name: 'two lengths', lines: ['Content-Length: 5', 'Content-Length: 6'] },
  { name: 'two lengths in one line', lines: ['Content-Length: 5, 6'] },
  { name: 'the same length twice in one line', lines: ['Content-Length: 5, 5'] },
  { name: 'a length with a sign', lines: ['Content-Length: +5'] },
  { name: 'a negative length', lines: ['Content-Length: -5'] },
  { name: 'a length in hexadecimal', lines: ['Content-Length: 0x5'] },
  { name: 'a length beyond all numbers', lines: ['Content-Length: 99999999999999999999999'] },
  { name: 'an empty length', lines: ['Content-Length: '] },
  { name: 'a length beside chunks', lines: ['Content-Length: 5', 'Transfer-Encoding: chunked'] },
  { name: 'chunks beside a length', lines: ['Transfer-Encoding: chunked', 'Content-Length: 5'] },
  { name: 'an unknown transfer encoding', lines: ['Transfer-Encoding: cow'] },
  { name: 'an unknown transfer encoding beside a length', lines: ['Transfer-Encoding: xchunked', 'Content-Length: 5'] },
  { name: 'a chunked encoding that is not last', lines: ['Transfer-Encoding: chunked, gzip'] },
  { name: 'an encoding after a vertical tab', lines: ['Transfer-Encoding: \x0bchunked', 'Content-Length: 5'] },
  { name: 'two transfer encodings', lines: ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'] },
  { name: 'a space before the colon', lines: ['Content-Length : 5'] },
  { name: 'a space before the colon of chunks', lines: ['Transfer-Encoding : chunked', 'Content-Length: 5'] },
  { name: 'a header that continues on the next line', lines: ['X: a', ' b: c', 'Content-Length : 5'] },
  { name: 'an encoding on the next line', lines: ['Transfer-Encoding:', ' chunked', 'Content-Length: 5'] },
  { name: 'a NUL in a header', lines: ['X: a\0b', 'Content-Length : 5'] },
  { name: 'a bare CR in a header', lines: ['X: a\rContent-Length: 5', 'Content-Length : 5'] },
  { name: 'a bare LF between headers', lines: ['X: a\nTransfer-Encoding : chunked', 'Content-Length: 5'] },
  { name: 'a chunk size with a prefix', lines: ['Transfer-Encoding: chunked'], between: '0x0\r\n\r\n' },
  { name: 'a chunk size with a sign', lines: ['Transfer-Encoding: chunked'], between: '+0\r\n\r\n' },
  { name: 'a negative chunk size', lines: ['Transfer-Encoding: chunked'], between: '-1\r\n\r\n' },
  { name: 'a chunk size beyond all numbers', lines: ['Transfer-Encoding: chunked'], between: 'fffffffffffffffff\r\n' },
  {
    name: 'a chunk that is longer than its size',
    lines: ['Transfer-Encoding: chunked'],
    between: '1\r\nxx\r\n0\r\n\r\n',
  },
  {
    name: 'a chunk size that ends with a bare LF',
    lines: ['Transfer-Encoding: chunked'],
    between: '1\nx\r\n0\r\n\r\n',
  },
];

/** Returns the answers on one connection that hides a valid submission behind an ambiguous request. */
export async function smuggle(address: URL, { lines, between = '0\r\n\r\n' }: (typeof smuggling)[number]) {
  const { socket, received, closed } = await openRaw(address);
  const body = JSON.stringify(answersOf('ask'));
  const hidden = `${postHead(address, `Content-Length: ${Buffer.byteLength(body)}`)}${body}`;
  socket.write(`${postHead(address, ...lines)}${between}${hidden}`, 'latin1');
  await closed;
  return received();
}
