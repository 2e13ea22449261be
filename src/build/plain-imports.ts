import type { Plugin } from 'vite';

const helperImport = /import\s*\{([^}]*\b__vitePreload\b[^}]*)\}\s*from\s*(["'][^"']*["']);?/;
const wrapped = /__vitePreload\(((?:async )?\(\)\s*=>\s*[\s\S]*?),\s*__VITE_PRELOAD__(?:,\s*import\.meta\.url)?\)/g;

/**
 * Vite plugin: leaves dynamic imports as they are written. Vite wraps each in a helper that loads style sheets first; ours are all in
 * the page, and the helper would be one more file that every page asks for. What is left of it is in the file of whoever imports.
 */
export function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load();' : null),
    renderChunk(code) {
      if (!code.includes('__vitePreload(')) return null;
      return { code: code.replace(helperImport, withoutHelper).replace(wrapped, '($1)()'), map: null };
    },
  };
}

/** The import without the helper; whatever else comes from the same file stays. */
function withoutHelper(_: string, names: string, file: string): string {
  const others = names.split(',').filter((name) => !name.includes('__vitePreload'));
  return others.length > 0 ? `import{${others.join(',')}}from${file};` : '';
}
