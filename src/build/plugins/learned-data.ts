import { join } from 'node:path';
import type { Plugin } from 'vite';
import { readHarmWeights } from '../../search/learning/harm-weights.ts';
import { readQuestionWords } from '../../search/index/questions.ts';
import { cached, tidyCache } from '../cache/cache.ts';
import { hashFiles } from '../cache/hash-files.ts';

/** Module → what reads its value from a site's folder. */
const readers: Readonly<Record<string, (site: string) => unknown>> = {
  'harm-weights': readHarmWeights,
  'question-words': readQuestionWords,
};

/** What decides a value: the examples of harm and the code that learns from them, and the site's content that it reads. */
const ofEngine = ['src/search/**', 'src/read-yaml.ts', 'package-lock.json'];
const ofSite = ['support.yaml', 'tasks.yaml', 'questions/**'].map((path) => `content/${path}`);

/**
 * Vite plugin: gives the search what is learned from a site's content when its code is bundled. The search's worker and the page that stands in for
 * it are bundled apart, and most builds change nothing that is learned from, so what was learned is cached.
 * @param root the engine's folder
 * @param site the folder that holds the site's `content/`
 */
export function learnedData(root: string, site: string): Plugin {
  const folder = join(root, '.cache/learned');
  const read = async (name: string) => {
    const keys = [hashFiles(root, ofEngine), hashFiles(site, ofSite)].map((hash) => hash.digest());
    const value = await cached(folder, [name, process.version, ...keys], () =>
      Promise.resolve(Buffer.from(JSON.stringify(readers[name]!(site)))),
    );
    tidyCache(folder);
    // A browser reads JSON faster than the same object in code.
    return { code: `export default JSON.parse(${JSON.stringify(String(value))});`, map: null };
  };
  return {
    name: 'learned-data',
    resolveId: { filter: { id: /^virtual:(harm-weights|question-words)$/ }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: /^\0virtual:(harm-weights|question-words)$/ },
      handler: (id) => read(id.replace('\0virtual:', '')),
    },
  };
}
