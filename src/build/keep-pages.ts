import type { AstroIntegration } from 'astro';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pMap from 'p-map';
import { filesAtOnce } from '../search/files-at-once.ts';
import { articleKeys } from './article-keys.ts';
import { articleModules, type ArticleModules } from './article-modules.ts';
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
 * @param rendered is told of each page that is rendered
 */
export function keepPages(rendered: (file: string, html: string) => Promise<unknown>): AstroIntegration {
  let root = '';
  let kept: Kept | undefined;
  let keys: ReadonlyMap<string, string> = new Map();
  /** Articles of which all is kept. */
  const taken = new Set<string>();
  let modules: ArticleModules | undefined;
  const find = (id: string) => Promise.all(filesOf(id).map((file) => kept!.find([keys.get(id)!, file])));
  return {
    name: 'keep-pages',
    hooks: {
      'astro:config:setup': async ({ command, config, updateConfig }) => {
        root = fileURLToPath(config.root);
        kept = command === 'build' ? keptOf(root, fileURLToPath(config.outDir), 'pages') : undefined;
        modules = articleModules(root, (id) => taken.has(id));
        updateConfig({ vite: { plugins: [modules] } });
        if (!kept) return;
        keys = articleKeys(root);
        const look = async (id: string) => {
          if ((await find(id)).every(Boolean)) taken.add(id);
        };
        await pMap(keys.keys(), look, filesAtOnce);
      },
      'astro:build:start': ({ setPrerenderer }) => {
        const isTaken = (path: string) => taken.has(article.exec(path)?.[1] ?? '');
        setPrerenderer((prerenderer) => ({
          ...prerenderer,
          getStaticPaths: async () => (await prerenderer.getStaticPaths()).filter(({ pathname }) => !isTaken(pathname)),
          render: async (request, options) => {
            const result = await prerenderer.render(request, options);
            const fault = modules!.fault();
            if (fault) throw fault;
            const response = result instanceof Response ? result : result.response;
            if (options.routeData.type !== 'page' || !response.ok) return result;
            const html = await response.text();
            await rendered(`${decodeURI(new URL(request.url).pathname).slice(1)}index.html`, html);
            const same = new Response(html, response);
            return result instanceof Response ? same : { ...result, response: same };
          },
        }));
      },
      'astro:build:done': async ({ dir, logger }) => {
        if (!kept) return;
        const dist = fileURLToPath(dir);
        // What was saved while the build ran may have entered it, or not.
        const later = articleKeys(root);
        const put = async (id: string) => {
          const pages = await find(id);
          await mkdir(join(dist, 'guidance', id), { recursive: true });
          await Promise.all(filesOf(id).map((file, at) => writeFile(join(dist, file), pages[at]!)));
        };
        const keep = async (id: string) => {
          if (later.get(id) !== keys.get(id)) return;
          const pages = await Promise.all(filesOf(id).map((file) => readFile(join(dist, file))));
          if (pages.some(hasPictures)) return;
          await Promise.all(filesOf(id).map((file, at) => kept!.put([keys.get(id)!, file], pages[at]!)));
        };
        await pMap(keys.keys(), (id) => (taken.has(id) ? put(id) : keep(id)), filesAtOnce);
        await kept.tidy();
        logger.info(`${taken.size} of ${keys.size} articles as they were`);
      },
    },
  };
}
