import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#inbox/config.ts';
import { slugFrom } from '#src/commands/article-template.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const documents = globSync(['README.md', 'docs/**/*.md']).map((file) => ({ file, text: readFileSync(file, 'utf8') }));
const text = documents.map((document) => document.text).join('\n');

/** Commands of npm itself. */
const builtIn = ['ci', 'install', 'i', 'run', 'rebuild', 'audit'];

/** Articles that the documents create as examples with `npm run new`. */
const examples = [...text.matchAll(/npm run new -- "([^"]+)"/g)].map(
  ([, title]) => `content/guidance/${slugFrom(title!)}`,
);

const unfinished = /[<>*…{}$]|\.\.\./;
const repository = /^(src|content|public|tests|bench|docs|\.ci)(\/|$)/;

/** Returns paths in backticks, and links within the repository. */
function pathsIn(file: string, markdown: string): string[] {
  const quoted = [...markdown.matchAll(/`([^`\s]+)`/g)]
    .map(([, path]) => path!)
    .filter((path) => repository.test(path));
  const linked = [...markdown.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, path]) => path!)
    .filter((path) => !/^([a-z]+:|\/)/.test(path))
    .map((path) => posix.join(posix.dirname(file), path));
  return [...quoted, ...linked].filter((path) => !unfinished.test(path));
}

/** Returns the paths of a tree in a fenced block: a name, two or more spaces, its caption. */
function treeIn(markdown: string): string[] {
  return [...markdown.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].flatMap(([, block]) => {
    const above: { indent: number; path: string }[] = [];
    return block!.split('\n').flatMap((line) => {
      const [, indent, name] = /^( *)([\w.@-]+\/?)(?: {2,}\S.*)?$/.exec(line) ?? [];
      if (indent === undefined || name === undefined) return [];
      while (above.length > 0 && above.at(-1)!.indent >= indent.length) above.pop();
      const path = posix.join(above.at(-1)?.path ?? '', name);
      above.push({ indent: indent.length, path });
      return /^ *\S+ {2,}\S/.test(line) ? [path] : [];
    });
  });
}

describe('README.md and docs', () => {
  it('name only npm scripts that exist', () => {
    const named = [...text.matchAll(/\bnpm (?:run (?:--?\w+ )*)?([a-z][\w-]*)/g)].map(([, name]) => name!);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => scripts[name] === undefined && !builtIn.includes(name))).toEqual([]);
  });

  /** Content that the documents name may be gone from a fork; the starter has it. */
  it.each(documents)('$file names only paths that exist', ({ file, text }) => {
    const paths = [...pathsIn(file, text), ...(file === 'README.md' ? treeIn(text) : [])];
    const missing = paths.filter(
      (path) => ![path, `starter/${path}`].some(existsSync) && !examples.some((example) => path.startsWith(example)),
    );
    expect(missing).toEqual([]);
  });

  it('name every benchmark, and only existing ones', () => {
    const [, table = ''] = /^## Measure it$([\s\S]*?)^## /m.exec(readFileSync('docs/benchmarks.md', 'utf8')) ?? [];
    const named = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => `bench/${name}.ts`);
    expect(named.toSorted()).toEqual(globSync('bench/*.ts', { ignore: 'bench/main.ts' }).toSorted());
  });

  it('describe every setting that the server reads', () => {
    const read: string[] = [];
    readConfig(new Proxy({}, { get: (_, name) => void read.push(String(name)) }));
    const [, section = ''] = /^## Settings$([\s\S]*?)^## /m.exec(readFileSync('docs/running.md', 'utf8')) ?? [];
    const mail = /^## Mail$([\s\S]*?)^## /m.exec(readFileSync('docs/running.md', 'utf8'))?.[1] ?? '';
    const described = [...`${section}${mail}`.matchAll(/`([A-Z][A-Z_]+|…_[A-Z]+)`/g)].map(([, name]) => name!);
    const isDescribed = (name: string) =>
      described.some((each) => each === name || (each.startsWith('…') && name.endsWith(each.slice(1))));
    expect(read).toContain('INBOX_DATABASE');
    expect(read.filter((name) => !isDescribed(name))).toEqual([]);
  });
});
