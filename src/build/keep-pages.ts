import type { AstroIntegration } from 'astro';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { articleKeys } from './article-keys.ts';
import { articleModules } from './article-modules.ts';
import type { FinishSite } from './finish-site.ts';
import { keptOf } from './kept-of.ts';
import type { Kept } from './kept.ts';

/** Of an article's address: what its page and its plain twin have in place of the folder's slash. */
const article = /^\/guidance\/([^/]+?)(?:\.md|\/)$/;
const filesOf = (id: string) => [`guidance/${id}/index.html`, `guidance/${id}.md`];

/** What Astro makes of files of the build; all but scripts, pictures that is, it makes for the pages that it renders. */
const made = /\/_astro\/[^"'\s,)]+/g;
const hasPictures = (page: Buffer) =>
  page
    .toString()
    .match(made)
    ?.some((name) => !name.endsWith('.js')) ?? false;

/**
 * Takes the pages of articles whose key (article-keys.ts) is that of the last build from there, instead of compiling and rendering them. They
 * are kept as Astro renders them, once a build has rendered all; one that is damaged is rendered again. `KEPT=off` renders all.
 * @param pages is told of each page
 */
export function keepPages(pages: Pick<FinishSite, 'rendered' | 'taken'>): AstroIntegration {
  let root = '';
  /** Of the base in a page's path, with the slash at its end. */
  let baseLength = 1;
  let kept: Kept | undefined;
  let keys: ReadonlyMap<string, string> = new Map();
  /** What is kept of articles of which all is. */
  const taken = new Map<string, Buffer[]>();
  return {
    name: 'keep-pages',
    hooks: {
      'astro:config:setup': ({ command, config, updateConfig }) => {
        root = fileURLToPath(config.root);
        baseLength = config.base.replace(/\/$/, '').length + 1;
        kept = command === 'build' ? keptOf(root, fileURLToPath(config.outDir), 'pages') : undefined;
        if (!kept) return;
        keys = articleKeys(root);
        for (const [id, key] of keys) {
          const found = filesOf(id).map((file) => kept!.find([key, file]));
          if (found.every((file) => file !== undefined)) taken.set(id, found);
        }
        const is = { isKept: (id: string) => taken.has(id), isPublic: (id: string) => keys.has(id) };
        updateConfig({ vite: { plugins: [articleModules(root, is)] } });
      },
      'astro:build:start': ({ setPrerenderer }) => {
        const isTaken = (path: string) => taken.has(article.exec(path)?.[1] ?? '');
        setPrerenderer((prerenderer) => ({
          ...prerenderer,
          getStaticPaths: async () => (await prerenderer.getStaticPaths()).filter(({ pathname }) => !isTaken(pathname)),
          render: async (request, options) => {
            const result = await prerenderer.render(request, options);
            const response = result instanceof Response ? result : result.response;
            if (options.routeData.type !== 'page' || !response.ok) return result;
            const html = await response.text();
            await pages.rendered(`${decodeURI(new URL(request.url).pathname).slice(baseLength)}index.html`, html);
            const same = new Response(html, response);
            return result instanceof Response ? same : { ...result, response: same };
          },
        }));
      },
      'astro:build:done': ({ dir, logger }) => {
        if (!kept) return;
        const dist = fileURLToPath(dir);
        // What was saved while the build ran may have entered it, or not.
        const later = articleKeys(root);
        const keep = (id: string, key: string) => {
          if (later.get(id) !== key) return;
          const made = filesOf(id).map((file) => [file, readFileSync(join(dist, file))] as const);
          if (made.some(([, file]) => hasPictures(file))) return;
          for (const [file, bytes] of made) kept!.put([key, file], bytes);
        };
        for (const [id, key] of keys) {
          const found = taken.get(id);
          if (!found) {
            keep(id, key);
            continue;
          }
          const [page, twin] = filesOf(id);
          pages.taken(page!, found[0]!.toString());
          writeFileSync(join(dist, twin!), found[1]!);
        }
        kept.tidy();
        logger.info(`${taken.size} of ${keys.size} articles as they were`);
      },
    },
  };
}
