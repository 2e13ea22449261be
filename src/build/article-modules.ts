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

/** A file that has imports, exports or pictures, for which the bundler is needed. */
const needsBundler = /^(?:import|export)\s|!\[|<img\b/m;

export interface ArticleModules extends Plugin {
  /** The first fault of an article; Astro only logs it and renders a page without text. */
  fault(): Error | undefined;
}

/**
 * Vite plugin: keeps articles out of the bundle, which takes longer for each of thousands than to render it, and gigabytes of memory. Astro has a
 * list of them, which is read here with two changes: articles whose pages are kept are not in it; the others are compiled, by the same plugins,
 * when they are rendered. Those that need the bundler stay modules of it.
 */
export function articleModules(root: string, isKept: (id: string) => boolean): ArticleModules {
  let compile: Compile | undefined;
  let fault: Error | undefined;
  return {
    name: 'article-modules',
    apply: 'build',
    enforce: 'pre',
    fault: () => fault,
    configResolved({ plugins }) {
      compile = compilerOf(plugins);
      globals[ASK] = async (file, runtime) => {
        try {
          return evaluate(await compile!(readFileSync(join(root, file), 'utf8'), join(root, file)), runtime);
        } catch (error) {
          fault ??= error as Error;
          throw error;
        }
      };
    },
    load: {
      filter: { id: /\/\.astro\/content-modules\.mjs$/ },
      handler: (list) => {
        const changed = (line: string) => {
          const [, file, id] = /^\["(content\/guidance\/([^/"]+)\/index\.mdx)"/.exec(line) ?? [];
          if (file === undefined) return line;
          if (isKept(id!)) return '';
          if (!compile || needsBundler.test(readFileSync(join(root, file), 'utf8'))) return line;
          return `[${JSON.stringify(file)}, () => globalThis[${JSON.stringify(ASK)}](${JSON.stringify(file)}, runtime)],`;
        };
        const lines = readFileSync(list, 'utf8').split('\n').map(changed);
        const imports = runtime.map((name, at) => `import * as runtime${at} from ${JSON.stringify(name)};`);
        const entries = runtime.map((name, at) => `${JSON.stringify(name)}: runtime${at}`);
        return [...imports, `const runtime = { ${entries.join(', ')} };`, ...lines].join('\n');
      },
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
function evaluate(code: string, runtime: Runtime): unknown {
  const body = code
    .replace(importLine, (line, names: string, source: string) => {
      if (!(source in runtime)) throw new Error(`An article that is no module of the bundle has ${line}`);
      return `const {${names.replaceAll(' as ', ': ')}} = runtime[${JSON.stringify(source)}];`;
    })
    .replace(exportLine, '');
  const run = compileFunction(`${body}\nreturn { Content, frontmatter, getHeadings };`, ['runtime']);
  return (run as (runtime: Runtime) => unknown)(runtime);
}
