import type { Plugin } from 'vite';
import { readSearchedTasks } from '../../search/index/questions.ts';

/**
 * Vite plugin: gives the search the site's tasks as it reads them, with how often the questions for pages have each part of their phrases, so that the
 * browser loads no questions.
 * @param site the folder that holds the site's `content/`
 */
export function searchedTasks(site: string): Plugin {
  return {
    name: 'searched-tasks',
    resolveId: { filter: { id: /^virtual:searched-tasks$/ }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: /^\0virtual:searched-tasks$/ },
      handler: () => ({ code: `export default ${JSON.stringify(readSearchedTasks(site))};`, map: null }),
    },
  };
}
