import type { Plugin } from 'vite';

const site = '\0site:';

/**
 * Vite plugin: gives browser code the configuration as one module for each object in it, so that a script carries only the entries that it
 * reads, like `site.contacts.team`. An object that is destructured or passed on is carried whole.
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
      handler: (id) => (id === site ? `export * as site from '${site}/';` : moduleOf(config, id.slice(site.length))),
    },
  };
}

/** Returns the module of the object at a path of the configuration, like `/contacts`: an export for each of its entries. */
function moduleOf(config: object, path: string): string {
  const keys = path.split('/').filter(Boolean);
  const object = keys.reduce<object>((value, key) => value[key as keyof typeof value], config);
  return Object.entries(object)
    .map(([key, value]: [string, unknown]) =>
      isObject(value)
        ? `export * as ${key} from '${site}${[...keys.map((name) => `/${name}`), `/${key}`].join('')}';`
        : `export const ${key} = ${value instanceof RegExp ? String(value) : JSON.stringify(value)};`,
    )
    .join('\n');
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RegExp);
