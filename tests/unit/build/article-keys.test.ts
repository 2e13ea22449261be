import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { articleKeys } from '../../../src/build/article-keys.ts';

const now = new Date('2026-12-01T12:00:00Z');

/** Frontmatter of an article and a line of text. */
const article = (title: string, order: number, more = '', text = 'Talk.') =>
  `---\ntitle: ${title}\nstage: during\norder: ${order}\npublished: 2026-10-21\n${more}---\n\n${text}\n`;

const round = 'title: 2026/27\nopens: 2026-10-05T09:00\ncloses: 2027-02-11T23:59\n';

/** A site of five articles in order, of which the last names the first. */
function site() {
  const root = mkdtempSync(join(tmpdir(), 'keys-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const put = (id: string, text: string) => write(`content/guidance/${id}/index.mdx`, text);
  write('content/rounds/2026-27.yaml', round);
  ['a', 'b', 'c', 'd'].forEach((id, at) => put(id, article(`Title ${id}`, at + 1)));
  put('e', article('Title e', 5, 'related: [a]\n'));
  return { root, write, put };
}

/** Ids of the articles whose key is another after a change, or that have none any more. */
function changed({ root }: { root: string }, change: () => void, later = now): string {
  const before = articleKeys(root, now);
  change();
  const after = articleKeys(root, later);
  return [...before.keys()].filter((id) => after.get(id) !== before.get(id)).join('');
}

it('depends on the words of its own article, and on no others', () => {
  const each = site();
  expect(changed(each, () => each.put('b', article('Title b', 2, '', 'Write.')))).toBe('b');
  expect(changed(each, () => each.put('b', article('Title b', 2, 'searchWords: [talk]\n', 'Write.')))).toBe('b');
});

it('depends on a file beside the article', () => {
  const each = site();
  expect(changed(each, () => each.write('content/guidance/c/picture.png', '1'))).toBe('c');
});

it('depends on the titles of the articles before and after, and of those it names', () => {
  const each = site();
  expect(changed(each, () => each.put('a', article('Other', 1)))).toBe('abe');
  expect(changed(each, () => each.put('c', article('Other', 3)))).toBe('bcd');
  expect(changed(each, () => each.put('d', article('Title d', 4, 'next: b\n')))).toBe('d');
  expect(changed(each, () => each.put('b', article('Other', 2)))).toBe('abcd');
});

it.each([
  ['[a, c]', 'a'],
  ['\n  - a\n  - c', 'a'],
  ['["a", \'c\'] # as both say', 'a'],
])('knows what an article names as %j', (related) => {
  const each = site();
  each.put('e', article('Title e', 5, `related: ${related}\n`));
  expect(changed(each, () => each.put('c', article('Other', 3)))).toBe('bcde');
});

it('depends on which articles there are before and after', () => {
  const each = site();
  expect(changed(each, () => each.put('bb', article('Title', 2)))).toBe('bc');
  expect(changed(each, () => rmSync(join(each.root, 'content/guidance/c'), { recursive: true }))).toBe('bbcd');
  expect(changed(each, () => each.put('b', article('Title b', 2, 'draft: true\n')))).toBe('abbb');
});

it('is none of an article that no reader may see yet', () => {
  const { root, put } = site();
  put('f', article('Title f', 6).replace('2026-10-21', '2026-12-02'));
  expect([...articleKeys(root, now).keys()].sort().join('')).toBe('abcde');
  expect([...articleKeys(root, new Date('2026-12-02T00:00:00Z')).keys()].sort().join('')).toBe('abcdef');
});

it.each(['src/site.config.ts', 'content/facts/visa.yaml', 'public/icon.svg', 'astro.config.mjs', 'package-lock.json'])(
  'depends on %s',
  (file) => {
    const each = site();
    expect(changed(each, () => each.write(file, 'x'))).toBe('abcde');
  },
);

it('depends on the day, and on whether the round is open', () => {
  const none = () => undefined;
  expect(changed(site(), none, new Date('2026-12-01T20:00:00Z'))).toBe('');
  expect(changed(site(), none, new Date('2026-12-02T12:00:00Z'))).toBe('abcde');
  const each = site();
  const opensAtOne = () =>
    each.write('content/rounds/2026-27.yaml', round.replace('2026-10-05T09:00', '2026-12-01T13:00'));
  opensAtOne();
  expect(changed(each, none, new Date('2026-12-01T12:59:00Z'))).toBe('');
  expect(changed(each, none, new Date('2026-12-01T13:00:00Z'))).toBe('abcde');
});

it('is none where content cannot be read', () => {
  const { root, write } = site();
  write('content/rounds/2026-27.yaml', 'opens: [');
  expect(articleKeys(root, now).size).toBe(0);
});
