import { gzipSync } from 'node:zlib';

/** A body that no client sends by mistake, and its headers. */
export interface Abuse {
  name: string;
  body: Buffer;
  headers: Record<string, string>;
}

export const jsonType = { 'Content-Type': 'application/json', Accept: 'application/json' };
const formType = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
const multipartType = { 'Content-Type': 'multipart/form-data; boundary=b', Accept: 'application/json' };

const repeat = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => piece(index)).join('');

const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

const pieces: [string, string | Uint8Array, Record<string, string>][] = [
  ['JSON 20,000 deep', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, jsonType],
  ['arrays 20,000 deep', `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, jsonType],
  ['__proto__ in JSON', '{"__proto__":{"isAdmin":true},"fullName":"x"}', jsonType],
  ['__proto__ as text in JSON', '{"__proto__":"x","fullName":"x"}', jsonType],
  ['constructor in JSON', '{"constructor":{"prototype":{"x":1}}}', jsonType],
  ['__proto__ in a form', '__proto__=x&__proto__[isAdmin]=x&constructor.prototype=x&fullName=x', formType],
  ['__proto__ in multipart', `${part('__proto__', 'x')}${part('toString', 'x')}--b--\r\n`, multipartType],
  ['15,000 pairs of one name', repeat(15_000, () => 'a=b&').slice(0, 60_000), formType],
  ['15,000 pairs of as many names', repeat(8_000, (index) => `a${String(index)}=&`).slice(0, 60_000), formType],
  ['15,000 names in JSON', `{${repeat(6_000, (index) => `"${String(index)}":1,`)}"a":1}`.slice(0, 64_000), jsonType],
  ['1,200 parts', `${repeat(1_000, () => part('a', 'b'))}--b--`.slice(0, 65_000), multipartType],
  ['a boundary that is missing', `${part('a', 'b')}--b--`, { ...multipartType, 'Content-Type': 'multipart/form-data' }],
  [
    'a boundary that does not occur',
    `${part('a', 'b')}--b--`,
    { ...multipartType, 'Content-Type': 'multipart/form-data; boundary=zzz' },
  ],
  [
    'a boundary of 1,000 characters',
    'x',
    { ...multipartType, 'Content-Type': `multipart/form-data; boundary=${'b'.repeat(1000)}` },
  ],
  ['parts without a name', '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n', multipartType],
  ['parts without headers', '--b\r\n\r\nx\r\n--b--\r\n', multipartType],
  ['a part that does not end', '--b\r\nContent-Disposition: form-data; name="a"', multipartType],
  ['NUL in JSON', '{"fullName":"a\\u0000b"}', jsonType],
  ['NUL bytes', Buffer.from([0, 0, 0, 0]), jsonType],
  ['NUL in a form', 'fullName=a%00b', formType],
  ['lone surrogates', '{"fullName":"\\ud800","\\udfff":"x"}', jsonType],
  ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{"fullName":"x"}')]), jsonType],
  ['UTF-16', Buffer.from('\uFEFF{"fullName":"x"}', 'utf16le'), jsonType],
  [
    'UTF-16 by name',
    Buffer.from('{"fullName":"x"}', 'utf16le'),
    { ...jsonType, 'Content-Type': 'application/json; charset=utf-16' },
  ],
  ['Latin-1', Buffer.from('fullName=Andr\xe9', 'latin1'), formType],
  ['an overlong encoding', Buffer.from([0x22, 0xc0, 0xaf, 0x22]), jsonType],
  ['a gzip bomb', gzipSync(Buffer.alloc(50 * 1024 * 1024)), { ...jsonType, 'Content-Encoding': 'gzip' }],
  ['a gzip bomb that does not say so', gzipSync(Buffer.alloc(20 * 1024 * 1024)), jsonType],
  ['path traversal in a name', '../../etc/passwd=x', formType],
  ['path traversal in an id', 'submission_id=../../../etc/passwd&fullName=x', formType],
  ['a number too large', '{"fullName":1e999}', jsonType],
  ['null', 'null', jsonType],
  ['a million digits', `{"fullName":${'9'.repeat(60_000)}}`, jsonType],
  ['65 KiB of spaces', ' '.repeat(65 * 1024), jsonType],
];

/** Bodies that every form refuses with 4xx. */
export const corpus: readonly Abuse[] = pieces.map(([name, body, headers]) => ({
  name,
  body: Buffer.from(body),
  headers,
}));

/** Addresses that belong to no form. */
export const strayPaths: readonly string[] = [
  '/f/..%2f..%2fetc%2fpasswd',
  '/f/%00',
  '/f/ask%2f',
  '/f/%',
  '/f/__proto__',
  '/f/constructor',
  '/f/ask/../mentor',
  '/p/x/f/toString',
];
