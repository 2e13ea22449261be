import type { Plugin } from 'vite';
import { readHarmWeights } from '../../search/index/harm-weights.ts';
import { readQuestionWords } from '../../search/index/questions.ts';

/** Module → what reads its value from a site's folder. */
const readers: Readonly<Record<string, (root: string) => unknown>> = {
  'harm-weights': readHarmWeights,
  'question-words': readQuestionWords,
};

/** Folder of a site and module → its code. The search's worker and the page that stands in for it are bundled apart. */
const modules = new Map<string, string>();

function moduleOf(root: string, name: string): string {
  const key = `${root} ${name}`;
  // A browser reads JSON faster than the same object in code.
  const code =
    modules.get(key) ?? `export default JSON.parse(${JSON.stringify(JSON.stringify(readers[name]!(root)))});`;
  modules.set(key, code);
  return code;
}

/**
 * Vite plugin: gives the search what is learned from a site's content when its code is bundled.
 * @param root the folder that holds the site's `content/`
 */
export function learnedData(root: string): Plugin {
  return {
    name: 'learned-data',
    resolveId: { filter: { id: /^virtual:(harm-weights|question-words)$/ }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: /^\0virtual:(harm-weights|question-words)$/ },
      handler: (id) => ({ code: moduleOf(root, id.replace('\0virtual:', '')), map: null }),
    },
  };
}
