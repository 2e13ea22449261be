import type { Plugin } from 'vite';
import { readHarmWeights } from '../../search/index/harm-weights.ts';

const name = 'virtual:harm-weights';

/** Folder of a site → its module. The search's worker and the page that stands in for it are bundled apart. */
const modules = new Map<string, string>();

function moduleOf(root: string): string {
  const known = modules.get(root);
  if (known !== undefined) return known;
  // A browser reads JSON faster than the same object in code.
  const code = `export default JSON.parse(${JSON.stringify(JSON.stringify(readHarmWeights(root)))});`;
  modules.set(root, code);
  return code;
}

/**
 * Vite plugin: gives the search what the examples of harm teach, learned when its code is bundled.
 * @param root the folder that holds the site's `content/`
 */
export function harmWeights(root: string): Plugin {
  return {
    name: 'harm-weights',
    resolveId: { filter: { id: /^virtual:harm-weights$/ }, handler: () => `\0${name}` },
    load: { filter: { id: /^\0virtual:harm-weights$/ }, handler: () => ({ code: moduleOf(root), map: null }) },
  };
}
