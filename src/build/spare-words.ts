import type { Plugin } from 'vite';

/** What only the server's markup needs of a question or choice, where it is one quoted text or number, as src/forms writes it. */
const words =
  /\b(?:hint|warn|autocomplete|inputMode|textVersion): '(?:[^'\\\n]|\\.)*',?|\bread: \{ href: '[^'\n]*', title: '[^'\n]*' \},?|\brows: \d+,?/g;

/**
 * Vite plugin: leaves out of the browser's script what a form's questions are drawn with: hints, warnings, links, attributes, versions. The page has them
 * already, and the island never writes them; those that depend on answers are functions, and stay. Saves a twentieth of what an applicant loads.
 */
export function spareWords(): Plugin {
  return {
    name: 'spare-words',
    apply: 'build',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    transform: {
      filter: { id: /\/src\/forms\/[a-z-]+\.ts$/ },
      handler: (code) => ({ code: code.replace(words, ''), map: null }),
    },
  };
}
