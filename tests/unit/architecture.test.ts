import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';

/** The rooms of src/ and what each may import, directly or through others. */
const arrows: Record<string, string[]> = {
  pages: ['layouts', 'queries', 'islands', 'address.ts', 'server-folders.ts', 'dates-calendar.ts'],
  layouts: ['components', 'search', 'styles', 'theme'],
  components: ['queries', 'scripts', 'islands', 'rehearsal.ts', 'theme'],
  queries: ['schemas', 'forms', 'address.ts', 'content-folder.ts'],
  scripts: ['islands', 'meant-path.ts'],
  islands: ['forms', 'search'],
  forms: ['site.config.ts'],
  search: ['schemas', 'site-folder.ts', 'read-yaml.ts'],
  schemas: ['site.config.ts'],
  inbox:
    'dates-calendar.ts read-palette.ts forms schemas site-schema.ts site-folder.ts address.ts server-folders.ts html-below.ts headers.ts meant-path.ts rehearsal.ts'.split(
      ' ',
    ),
  build: 'read-palette.ts read-yaml.ts search queries forms address.ts html-below.ts headers.ts meant-path.ts'.split(
    ' ',
  ),
  commands: ['queries', 'inbox', 'build'],
  'dates-calendar.ts': ['forms', 'site.config.ts', 'address.ts'],
  'content.config.ts': ['schemas', 'content-folder.ts'],
  'content-folder.ts': ['site-folder.ts'],
  'site.config.ts': ['site-schema.ts'],
  'site-schema.ts': ['address.ts'],
};

/** Packages that a room may import, or must not import. */
const packages: Record<string, { only?: RegExp; never?: RegExp }> = {
  forms: { only: /^(libphonenumber-js|temporal-polyfill|@vvo\/tzdb|punycode)/ },
  schemas: { only: /^(astro\/zod|zod)$/ },
  'address.ts': { only: /^$/ },
  'dates-calendar.ts': { only: /^ical-generator$/ },
  'html-below.ts': { only: /^htmlparser2$/ },
  'headers.ts': { only: /^$/ },
  'meant-path.ts': { only: /^$/ },
  'rehearsal.ts': { only: /^$/ },
  'server-folders.ts': { only: /^$/ },
  'site.config.ts': { only: /^$/ },
  'site-folder.ts': { only: /^$/ },
  'site-schema.ts': { only: /^zod$/ },
  'read-palette.ts': { only: /^node:fs$/ },
  'read-yaml.ts': { only: /^(node:fs|js-yaml)$/ },
  pages: { never: /^(node:|hono|kysely)/ },
  layouts: { never: /^(node:|hono|kysely)/ },
  components: { never: /^(node:|hono|kysely)/ },
  inbox: { never: /^(astro|preact|react|@formspree)/ },
  islands: { never: /^(node:|astro|hono|kysely)/ },
  scripts: { never: /^(node:|astro|hono|kysely)/ },
};

const room = (path: string) => path.split('/')[1]!;

const reachable = (from: string, seen = new Set<string>()): Set<string> => {
  for (const to of arrows[from] ?? []) if (!seen.has(to)) reachable(to, seen.add(to));
  return seen;
};

/** Returns a file's imports: repository paths for our files, names for packages. */
function importsOf(file: string): string[] {
  const lines = readFileSync(file, 'utf8').matchAll(
    /^\s*(?:import|export)\s(?:[^'"]*\sfrom\s*)?'([^']+)'|\bimport\(\s*'([^']+)'/gm,
  );
  return [...lines].map(([, static_, dynamic]) => {
    const name = static_ ?? dynamic!;
    if (name.startsWith('.')) return posix.join(posix.dirname(file), name);
    if (name === '#site') return 'src/site.config.ts';
    if (name === '#site-folder') return 'src/site-folder.ts';
    if (name.startsWith('#content/')) return name.slice(1);
    return name.replace(/^#src\//, 'src/').replace(/^#/, 'src/');
  });
}

/** Returns the groups of files that import each other, types included (Tarjan, 1972). */
function circles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const visit = (file: string) => {
    order.set(file, order.size);
    lowest.set(file, order.get(file)!);
    stack.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!imports.has(next)) continue;
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(next)!));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const circle = stack.splice(stack.indexOf(file));
    if (circle.length > 1) found.push(circle.sort());
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return found;
}

/** Returns the folders that contain a file, up to `src`. */
function foldersOf(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Returns the imports between what stands in a folder: its files, and the folders in it, each as a whole. */
function importsIn(folder: string, imports: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const childOf = (file: string) =>
    file.startsWith(`${folder}/`) ? file.split('/')[folder.split('/').length] : undefined;
  const children = new Map<string, string[]>();
  for (const [file, names] of imports) {
    const child = childOf(file);
    if (child === undefined) continue;
    const others = names.map(childOf).filter((other) => other !== undefined && other !== child);
    children.set(child, [...(children.get(child) ?? []), ...(others as string[])]);
  }
  return children;
}

const files = globSync('src/**/*.{ts,tsx,astro}');

describe('circles of imports', () => {
  it('are found between files that import each other only', () => {
    const imports = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ]);
    expect(circles(imports)).toEqual([['a', 'b', 'c']]);
  });

  it('are found between folders whose files import each other in no circle', () => {
    const imports = new Map([
      ['src/one/a.ts', ['src/two/b.ts']],
      ['src/two/b.ts', []],
      ['src/two/c.ts', ['src/one/d.ts']],
      ['src/one/d.ts', []],
    ]);
    expect(circles(imports)).toEqual([]);
    expect(circles(importsIn('src', imports))).toEqual([['one', 'two']]);
  });
});

describe('the arrows between the rooms of src', () => {
  it('run one way', () => {
    expect(Object.keys(arrows).filter((from) => reachable(from).has(from))).toEqual([]);
  });

  it.each([...new Set(files.map(room))])('%s imports only what it may', (from) => {
    const allowed = reachable(from).add(from);
    const { only, never } = packages[from] ?? {};
    const strays = files
      .filter((file) => room(file) === from)
      .flatMap((file) => importsOf(file).map((name) => ({ file, name })))
      .filter(({ name }) => {
        if (name.startsWith('src/')) return !allowed.has(room(name));
        return only?.test(name) === false || never?.test(name) === true;
      });
    expect(strays).toEqual([]);
  });

  it('every import of our own leads to a file', () => {
    const own = files.flatMap(importsOf).filter((name) => name.startsWith('src/'));
    expect(own.length).toBeGreaterThan(50);
    expect(own.filter((name) => globSync(name.replace(/\?.*$/, '')).length === 0)).toEqual([]);
  });

  const imports = new Map(files.map((file) => [file, importsOf(file).map((name) => name.replace(/\?.*$/, ''))]));

  it('no file imports itself through others', () => {
    expect(circles(imports)).toEqual([]);
  });

  it.each([...new Set(files.flatMap(foldersOf))])('in %s, no folder imports itself through others', (folder) => {
    expect(circles(importsIn(folder, imports))).toEqual([]);
  });

  it('content imports nothing', () => {
    const importing = globSync('content/**/*.mdx').filter((file) =>
      /^(import|export)\s/m.test(readFileSync(file, 'utf8')),
    );
    expect(importing).toEqual([]);
  });
});
