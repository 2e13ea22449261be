import type { Plugin } from 'vite';
import { readQuestionWords } from '../../search/index/questions.ts';

/**
 * Vite plugin: gives the search how often the questions for pages have each word of the tasks' phrases, so that the browser loads no questions.
 * @param site the folder that holds the site's `content/`
 */
export function questionWords(site: string): Plugin {
  return {
    name: 'question-words',
    resolveId: { filter: { id: /^virtual:question-words$/ }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: /^\0virtual:question-words$/ },
      handler: () => ({ code: `export default ${JSON.stringify(readQuestionWords(site))};`, map: null }),
    },
  };
}
