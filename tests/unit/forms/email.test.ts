import { expect, test } from 'vitest';
import { causes } from '#forms/formats/causes.ts';
import { domainOf, longestEmail, readEmail } from '#forms/formats/email.ts';

const label = 'a'.repeat(63);

test.each([
  ['name@example.com', 'name@example.com'],
  ['First.Last+tag@Example.CO.UK', 'First.Last+tag@example.co.uk'],
  ["o'neill@example.com", "o'neill@example.com"],
  ['_a-b_@example.com', '_a-b_@example.com'],
  ['a@münchen.de', 'a@xn--mnchen-3ya.de'],
  ['A@MÜNCHEN.de', 'A@xn--mnchen-3ya.de'],
  ['a@例え.jp', 'a@xn--r8jz45g.jp'],
  ['a@пример.рф', 'a@xn--e1afmkfd.xn--p1ai'],
  ['a@xn--mnchen-3ya.de', 'a@xn--mnchen-3ya.de'],
  ['a@1.example.com', 'a@1.example.com'],
  [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
])('%s is an address', (typed, canonical) => {
  expect(readEmail(typed)).toBe(canonical);
  expect(readEmail(canonical)).toBe(canonical);
});

test.each([
  ['mailto:name@example.com', 'name@example.com'],
  ['mailto:name@example.com?subject=Hello', 'name@example.com'],
  ['Ada Example <name@example.com>', 'name@example.com'],
  ['"Example, Ada" <name@example.com>;', 'name@example.com'],
  ['<name@example.com>', 'name@example.com'],
  ['name@example.com.', 'name@example.com'],
  ['name@example.com;', 'name@example.com'],
  ['name@example.com, ', 'name@example.com'],
  ['o’neill@example.com', "o'neill@example.com"],
  ['ｎａｍｅ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'name@example.com'],
  ['name@\u200Bexample.com', 'name@example.com'],
  ['zoë@exämple.de', 'zoë@xn--exmple-cua.de'],
  ['नाम@उदाहरण.भारत', 'नाम@xn--p1b6ci4b4b3a.xn--h2brj9c'],
  ['用户@例子.中国', '用户@xn--fsqu00a.xn--fiqs8s'],
])('%s is read as an address', (typed, canonical) => {
  expect(readEmail(typed)).toBe(canonical);
});

test('two addresses are recognised', () => {
  for (const two of ['a@example.com, b@example.com', 'a@example.com b@example.com', 'a@example.com;b@example.com'])
    expect(causes.email(two)).toBe('Enter one email address');
  for (const one of ['Ada <a@example.com>', 'a@example.com;', 'mailto:a@example.com'])
    expect(causes.email(one)).toBeUndefined();
});

test.each([
  '',
  'name',
  'name@',
  '@example.com',
  'name@example',
  'name@localhost',
  'name@example.',
  'name@.com',
  'name@example..com',
  'name@-example.com',
  'name@example-.com',
  'name@example.c',
  'name@127.0.0.1',
  'name@[127.0.0.1]',
  'name@1',
  'name@example.com/path',
  'name@example.com:25',
  'name@example.com?bcc=x@example.com',
  'name@exa%6dple.com',
  'name@user@example.com',
  'na me@example.com',
  '.name@example.com',
  'name.@example.com',
  'na..me@example.com',
  '"name"@example.com',
  'name@example.com,other@example.com',
  'name@example.com\r\nBcc: other@example.com',
  '<name@example.com> <other@example.com>',
  'Name <name@example.com> or other@example.com',
  'name＠example。com/x',
  `${'é'.repeat(33)}@example.com`,
  `${'a'.repeat(65)}@example.com`,
  `a@${label}a.com`,
])('%j is not an address', (typed) => {
  expect(readEmail(typed)).toBeUndefined();
});

test('an address has at most 254 characters, counted in ASCII', () => {
  const domain = `${label}.${label}.${label}.`;
  const fits = `aa@${domain}${'b'.repeat(longestEmail - 3 - domain.length)}`;
  expect(fits).toHaveLength(254);
  expect(readEmail(fits)).toBe(fits);
  expect(readEmail(`a${fits}`)).toBeUndefined();
});

test('the domain is compared in lower case', () => {
  expect(domainOf('S1234567@My.Northbridge.Example')).toBe('my.northbridge.example');
});
