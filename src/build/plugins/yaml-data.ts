import type { Plugin } from 'vite';
import { parse } from 'yaml';

/** Vite plugin: imports a `.yaml` file as its data, so that the browser needs no parser. */
export function yamlData(): Plugin {
  return {
    name: 'yaml-data',
    enforce: 'pre',
    transform: {
      filter: { id: /\.yaml$/ },
      handler: (code) => ({ code: `export default ${JSON.stringify(parse(code))};`, map: null }),
    },
  };
}
