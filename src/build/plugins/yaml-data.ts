import type { Plugin } from 'vite';
import { parse } from 'yaml';

/** Path of a file → its text and module. Pages, islands and the search's worker are bundled apart, and import the same long files. */
const modules = new Map<string, { yaml: string; code: string }>();

function moduleOf(path: string, yaml: string): string {
  const known = modules.get(path);
  if (known?.yaml === yaml) return known.code;
  const code = `export default ${JSON.stringify(parse(yaml))};`;
  modules.set(path, { yaml, code });
  return code;
}

/** Vite plugin: imports a `.yaml` file as its data, so that the browser needs no parser. */
export function yamlData(): Plugin {
  return {
    name: 'yaml-data',
    enforce: 'pre',
    transform: {
      filter: { id: /\.yaml$/ },
      handler: (yaml, path) => ({ code: moduleOf(path, yaml), map: null }),
    },
  };
}
