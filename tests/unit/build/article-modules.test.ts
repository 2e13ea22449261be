import { expect, test } from 'vitest';
import { changedList, type Way } from '../../../src/build/article-modules.ts';

const line = (path: string) => `["content/${path}/index.mdx", () => import("astro:module?fileName=${path}")]`;
/** As Astro writes it, the last entry on the line that ends the list. */
const list = (...paths: string[]) => `\nexport default new Map([\n${paths.map(line).join(',\n')}]);\n\t\t`;

/** What each file of a changed list leads to. */
function read(changed: string): Record<string, unknown> {
  const body = changed.replaceAll(/^import .*$/gm, '').replace('export default', 'return');
  const code = body.replaceAll(/runtime\d/g, '0').replaceAll('import(', 'imported(');
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the list is code
  const map = new Function('imported', 'globalThis', code)(
    (module: string) => module,
    new Proxy({}, { get: () => (file: string) => `asked for ${file}` }),
  ) as Map<string, () => unknown>;
  return Object.fromEntries([...map].map(([file, load]) => [file, load()]));
}

test.each([
  ['in the middle', ['guidance/a', 'guidance/b', 'guidance/c', 'pages/x']],
  ['at the end', ['pages/x', 'guidance/a', 'guidance/b', 'guidance/c']],
  ['last', ['pages/x', 'guidance/b', 'guidance/a']],
])('articles are left out, asked for or left as they are, also %s', (_, paths) => {
  const ways: Record<string, Way> = { a: 'out', b: 'asked', c: 'module' };
  expect(read(changedList(list(...paths), (id) => ways[id]!))).toEqual({
    'content/pages/x/index.mdx': 'astro:module?fileName=pages/x',
    'content/guidance/b/index.mdx': 'asked for content/guidance/b/index.mdx',
    ...(paths.includes('guidance/c') && { 'content/guidance/c/index.mdx': 'astro:module?fileName=guidance/c' }),
  });
});
