import type { Plugin } from 'vite';
import { fileURLToPath } from 'node:url';

/** Vite plugin: takes the configuration and content that this process has, which may be the starter's. */
export function sameSite(): Plugin {
  return {
    name: 'same-site',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^#(site|site-folder|content\/.+)$/ },
      handler: (id) => fileURLToPath(import.meta.resolve(id)),
    },
  };
}
