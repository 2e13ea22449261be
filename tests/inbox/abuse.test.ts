import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersOf, formIds, multipart, urlEncoded } from './support/answers.ts';
import { json, openTestInbox, type TestInbox } from './support/inbox.ts';

const jsonType = { 'Content-Type': 'application/json', Accept: 'application/json' };
const formType = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
const multipartType = { 'Content-Type': 'multipart/form-data; boundary=b', Accept: 'application/json' };

const repeat = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => piece(index)).join('');

const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

const corpus: [string, string | Uint8Array, Record<string, string>][] = [
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

describe('the corpus of abuse', () => {
  it.each(corpus)('%s is refused in words', async (_, body, headers) => {
    const inbox = await openTestInbox();
    const response = await inbox.post('ask', Buffer.from(body), headers);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await json(response)).toMatchObject({ error: expect.stringMatching(/\w/) as string });
    expect((await inbox.store.counts({})).all).toBe(0);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it.each([
    '/f/..%2f..%2fetc%2fpasswd',
    '/f/%00',
    '/f/ask%2f',
    '/f/%',
    '/f/__proto__',
    '/f/constructor',
    '/f/ask/../mentor',
    '/p/x/f/toString',
  ])('%s is no form, or a real one', async (path) => {
    const inbox = await openTestInbox();
    const response = await inbox.app.request(path, { method: 'POST', body: '{}', headers: jsonType });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });
});

/** True when the contract holds for any answer: never 5xx, a `next` with every success and with no refusal, always a message. */
async function keepsContract(response: Response): Promise<boolean> {
  if (response.status >= 500) return false;
  if (response.status === 303) return response.headers.get('location')?.startsWith('/sent/') ?? false;
  if (response.headers.get('content-type')?.includes('text/html'))
    return response.status >= 400 && (await response.text()).includes('<h1>');
  const body = await json(response);
  if (response.status === 200) return typeof body.next === 'string' && typeof body.id === 'string';
  const messages = body.errors?.map(({ message }) => message) ?? [body.error];
  return (
    !('next' in body) &&
    messages.length > 0 &&
    messages.every((message) => typeof message === 'string' && message !== '')
  );
}

/** Bytes of a valid body, spoiled: some replaced, cut, doubled or put in. */
const spoiled = (body: Buffer) =>
  fc
    .array(fc.tuple(fc.nat(body.length), fc.nat(30), fc.uint8Array({ maxLength: 20 }), fc.boolean()), {
      minLength: 1,
      maxLength: 4,
    })
    .map((changes) =>
      changes.reduce<Buffer>((bytes, [at, length, put, doubles]) => {
        const start = Math.min(at, bytes.length);
        const end = doubles ? Math.max(0, start - length) : start + length;
        return Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(end)]);
      }, body),
    );

async function bodiesOf(form: (typeof formIds)[number]): Promise<[Buffer, string][]> {
  const answers = answersOf(form);
  const encoded = new Response(multipart(answers));
  return [
    [Buffer.from(JSON.stringify(answers)), 'application/json'],
    [Buffer.from(urlEncoded(answers)), 'application/x-www-form-urlencoded'],
    [Buffer.from(await encoded.clone().arrayBuffer()), encoded.headers.get('content-type') ?? ''],
  ];
}

const contentType = (type: string) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constant(type) },
    { weight: 1, arbitrary: fc.string().map((text) => text.replace(/[^\x20-\x7e]/g, '')) },
  );

describe('mutated bodies', () => {
  it.each(formIds)(
    'of %s are never answered with 5xx and never outside the contract',
    async (form) => {
      const inbox: TestInbox = await openTestInbox();
      for (const [body, type] of await bodiesOf(form)) {
        const accept = fc.constantFrom('application/json', 'text/html', '*/*');
        await fc.assert(
          fc.asyncProperty(spoiled(body), contentType(type), accept, async (bytes, sentType, accepted) => {
            const response = await inbox.post(form, Buffer.from(bytes), { 'Content-Type': sentType, Accept: accepted });
            expect(await keepsContract(response)).toBe(true);
          }),
          { numRuns: 400 },
        );
      }
      expect(await inbox.store.integrity()).toEqual([]);
    },
    60_000,
  );

  it('of any names and values are never answered with 5xx', async () => {
    const inbox = await openTestInbox();
    const name = fc.oneof(
      fc.constantFrom(...Object.keys(answersOf('mentee')), '_next', '_subject', '_replyto', 'queued_at', 'round'),
      fc.string({ unit: 'binary' }),
    );
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.string()),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.double(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...formIds),
        fc.dictionary(name, value),
        fc.boolean(),
        async (form, changes, isValid) => {
          const body = JSON.stringify(isValid ? { ...answersOf(form), ...changes } : changes);
          expect(await keepsContract(await inbox.post(form, body, jsonType))).toBe(true);
        },
      ),
      { numRuns: 1_500 },
    );
  }, 60_000);
});

describe('scripts in answers', () => {
  const payload = `"><script>alert(1)</script><img src=x onerror=alert(1)>'\${alert(1)}`;

  it('are text on the page that shows the form again', async () => {
    const inbox = await openTestInbox();
    for (const form of formIds) {
      const answers = Object.fromEntries(Object.keys(answersOf(form)).map((name) => [name, payload]));
      const page = await (
        await inbox.postHtml(form, { ...answers, _next: payload, _subject: payload, ['"><script>x</script>']: payload })
      ).text();
      expect(page).toContain('There is a problem');
      expect(page).not.toMatch(/<script|<img|onerror=[^&]*>(?<!&gt;)/);
    }
  });
});
