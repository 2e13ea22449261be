import type { Plugin } from 'vite';
import { parse } from 'yaml';

/** Vite plugin: a `.yaml` file can be imported as the data that it holds, so that no parser goes to the browser. */
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
