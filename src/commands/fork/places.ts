/** What belongs to the university and not to the engine, from the repository's root. `npm run upgrade` never replaces what was changed there. */
export const forkPlaces = ['content/', 'public/', 'src/site.config.ts', 'src/theme/', 'README.md'] as const;

/** What `npm run learn` writes from the engine's examples and the site's content. A fork that has learned for itself has its own. */
export const learnedWeights = 'src/search/query/harm-weights.json';

/** True for a file that belongs to the university. */
export const isForks = (path: string): boolean =>
  path === learnedWeights ||
  forkPlaces.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));

/** The site of a university that does not exist: `npm run init` starts from it, and the engine's tests run on it. */
export const starter = 'starter';

/** Words that `npm run init` copies from the starter unchanged. */
const givenWords = 'content/support.yaml';

/** Returns the place in a fork of a file that the engine brings as a default; undefined for any other file of the engine. */
export function placeOfDefault(path: string): string | undefined {
  if (path.startsWith('src/theme/') || path === 'README.md' || path === learnedWeights) return path;
  return path === `${starter}/${givenWords}` ? givenWords : undefined;
}

/** The file by which a fork knows the version of the engine that its content is made for. */
export const engineRecord = {
  path: 'content/engine.yaml',
  text: (version: string): string =>
    `# Written by npm run init and npm run upgrade: the version of the engine that this content is made for.\nversion: ${version}\n`,
};
