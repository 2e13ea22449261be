import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const local = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The package itself, for all other importers. Its ES modules are smaller than the CommonJS file that it exports by default. */
const modules = local('../../../node_modules/@formspree/core/dist/index.mjs');
const ours = local('../../islands/formspree-core.ts');

/** Vite plugin: gives @formspree/react a core without its sending client, because each form here has its own. */
export function formspreeCore(): Plugin {
  return {
    name: 'formspree-core',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^@formspree\/core$/ },
      handler: (_, importer = '') => (importer.includes('/@formspree/react/') ? ours : modules),
    },
  };
}
