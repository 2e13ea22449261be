import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import type { Plugin } from 'vite';

/** What compiled MDX imports, where the article itself imports nothing. */
const runtime = ['astro/jsx-runtime', 'astro/runtime/server/index.js'] as const;
type Runtime = Record<string, object>;

/** By these names the plugins of MDX are known; one after the other they make a module of an article. */
const compilers = ['@mdx-js/rolldown', '@astrojs/mdx-postprocess'];
type Compile = (code: string, file: string) => Promise<string>;

/** By this name the bundle that renders pages, which runs in this process, asks for an article. */
const ASK = 'content of article';
const globals = globalThis as { [ASK]?: (file: string, runtime: Runtime) => Promise<unknown> };

/** A file that has imports, exports or pictures, for which the bundler is needed; one too many only costs its time. */
const needsBundler = /^(?:import|export)\s|\bimport\s*[.(]|!\[|<img\b/m;

/** A line of Astro's list: the file, how it is loaded, and what follows the entry, where it is the last one the end of the list. */
const entry = /^\["(content\/guidance\/([^/"]+)\/index\.mdx)", \(\) => import\("[^"]*"\)\](.*)$/;

/** What becomes of an article's module: it is left out, asked for when its page is rendered, or left as it is. */
export type Way = 'out' | 'asked' | 'module';

/** Astro's list of content modules, with articles as they are to be. */
export function changedList(list: string, wayOf: (id: string, file: string) => Way): string {
  const changed = (line: string) => {
    const [, file, id, rest] = entry.exec(line) ?? [];
    const way = file === undefined ? 'module' : wayOf(id!, file);
    if (way === 'module') return line;
    if (way === 'out') return rest === ',' ? '' : rest!;
    return `[${JSON.stringify(file)}, () => globalThis[${JSON.stringify(ASK)}](${JSON.stringify(file)}, runtime)]${rest}`;
  };
  const imports = runtime.map((name, at) => `import * as runtime${at} from ${JSON.stringify(name)};`);
  const entries = runtime.map((name, at) => `${JSON.stringify(name)}: runtime${at}`);
  return [...imports, `const runtime = { ${entries.join(', ')} };`, ...list.split('\n').map(changed)].join('\n');
}

/**
 * Vite plugin: keeps articles out of the bundle, which takes longer for each of thousands than to render it, and gigabytes of memory. Those whose
 * pages are kept are left out; the other public ones are compiled, by the same plugins, when they are rendered. Those that need the bundler stay
 * modules of it, and those that no page asks for yet, so that a fault in them ends a build before their day.
 */
export function articleModules(
  root: string,
  { isKept, isPublic }: Record<'isKept' | 'isPublic', (id: string) => boolean>,
): Plugin {
  let compile: Compile | undefined;
  const source = (file: string) => readFileSync(join(root, file), 'utf8');
  return {
    name: 'article-modules',
    apply: 'build',
    enforce: 'pre',
    configResolved({ plugins }) {
      compile = compilerOf(plugins);
      globals[ASK] = async (file, runtime) => evaluate(file, await compile!(source(file), join(root, file)), runtime);
    },
    load: {
      filter: { id: /\/\.astro\/content-modules\.mjs$/ },
      handler: (list) =>
        changedList(readFileSync(list, 'utf8'), (id, file) => {
          if (isKept(id)) return 'out';
          return compile && isPublic(id) && !needsBundler.test(source(file)) ? 'asked' : 'module';
        }),
    },
  };
}

/** Undefined where MDX has other plugins than are known here. */
function compilerOf(plugins: readonly Plugin[]): Compile | undefined {
  const steps = compilers.map((name) => plugins.find((plugin) => plugin.name === name)?.transform);
  if (steps.some((step) => typeof step !== 'object')) return undefined;
  return async (code, file) => {
    for (const step of steps as { handler: (this: object, code: string, file: string) => Promise<{ code: string }> }[])
      ({ code } = await step.handler.call({ environment: { name: 'prerender' } }, code, file));
    return code;
  };
}

const importLine = /^import \{([^}]*)\} from ["']([^"']+)["'];?$/gm;
const exportLine = /^export (?:default Content;)?/gm;

/** Runs a compiled article. @throws where it imports what is not given */
function evaluate(file: string, code: string, runtime: Runtime): unknown {
  const body = code
    .replace(importLine, (line, names: string, source: string) => {
      if (!(source in runtime)) throw new Error(`${file} is no module of the bundle, and has ${line}`);
      return `const {${names.replaceAll(' as ', ': ')}} = runtime[${JSON.stringify(source)}];`;
    })
    .replace(exportLine, '');
  const run = compileFunction(`${body}\nreturn { Content, frontmatter, getHeadings };`, ['runtime'], {
    filename: file,
  });
  return (run as (runtime: Runtime) => unknown)(runtime);
}
