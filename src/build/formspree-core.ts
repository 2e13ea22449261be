import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const local = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What is left of the package for everybody else; its modules are smaller than the CommonJS that it names first. */
const modules = local('../../node_modules/@formspree/core/dist/index.mjs');
const ours = local('../islands/formspree-core.ts');

/** Vite plugin: @formspree/react gets its core without the client that sends, since each form here has its own. */
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
