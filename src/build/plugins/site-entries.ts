import type { Plugin } from 'vite';

const site = '\0site:';

/**
 * Vite plugin: gives browser code the configuration as one module for each entry, so that a script carries only the entries that it reads,
 * like `site.contacts.team`. An object that is destructured or passed on is carried whole.
 */
export function siteEntries(config: object): Plugin {
  return {
    name: 'site-entries',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: {
      filter: { id: /^(#site$|\0site:)/ },
      handler: (id) => (id === '#site' ? site : id),
    },
    load: {
      filter: { id: /^\0site:/ },
      handler: (id) => ({ code: moduleOf(config, id), moduleSideEffects: false }),
    },
  };
}

/** Returns the code of a module: `site`, an object of the configuration with an export for each entry, or the value of an entry. */
function moduleOf(config: object, id: string): string {
  if (id === site) return `export * as site from '${site}/';`;
  const keys = id.slice(site.length).split('/').filter(Boolean);
  const value = keys.reduce<unknown>((object, key) => (object as Record<string, unknown>)[key], config);
  if (!isObject(value)) return `export default ${value instanceof RegExp ? String(value) : JSON.stringify(value)};`;
  return Object.entries(value)
    .map(([key, entry]) => {
      const from = `'${site}/${[...keys, key].join('/')}'`;
      return isObject(entry) ? `export * as ${key} from ${from};` : `export { default as ${key} } from ${from};`;
    })
    .join('\n');
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RegExp);
