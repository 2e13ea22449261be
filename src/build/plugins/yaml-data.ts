import type { Plugin } from 'vite';
import { readYaml } from '../../read-yaml.ts';

/** Vite plugin: imports a `.yaml` file as its data, so that the browser needs no parser. */
export function yamlData(): Plugin {
  return {
    name: 'yaml-data',
    enforce: 'pre',
    transform: {
      filter: { id: /\.yaml$/ },
      handler: (yaml, path) => ({ code: `export default ${JSON.stringify(readYaml(path, yaml))};`, map: null }),
    },
  };
}
