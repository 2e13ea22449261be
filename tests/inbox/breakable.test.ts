import { expect, it } from 'vitest';
import { breakable } from '#inbox/pages/breakable.ts';
import { newsHtml } from '#inbox/pages/news.ts';
import { optionHtml } from '#inbox/pages/option.ts';

it.each([
  ['an address of email', 's1234567@my.northbridge.example', 's1234567<wbr />@my<wbr />.northbridge<wbr />.example'],
  ['a link', 'https://call.example/a?b=c', 'https:<wbr />/<wbr />/call<wbr />.example<wbr />/a<wbr />?b<wbr />=c'],
  ['short words and sentences', 'Ada-Lou Example, Year 2. Online.', 'Ada-Lou Example, Year 2. Online.'],
  ['marks of HTML', '<b>a@example.com</b><i>', '&lt;b&gt;a<wbr />@example<wbr />.com&lt;<wbr />/b&gt;&lt;i&gt;'],
])('breaks %s before marks only', async (_, text, shown) => {
  expect(String(await breakable(text))).toBe(shown);
});

it('breaks before its marks in the words of a checkbox and of news', async () => {
  const label = 'Tell Ada (s1234567@my.northbridge.example)';
  const broken = '(s1234567<wbr />@my<wbr />.northbridge<wbr />.example)';
  expect(String(await optionHtml({ type: 'checkbox', id: 'tell', name: 'tell', label }))).toContain(broken);
  expect(String(await newsHtml(label))).toContain(broken);
});
