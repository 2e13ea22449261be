/** Files that belong to the university and not to the engine, from the repository's root. `npm run upgrade` never replaces them. */
export const forkPlaces = ['content/', 'public/', 'src/site.config.ts'] as const;

/** True for a file that belongs to the university. */
export const isForks = (path: string): boolean =>
  forkPlaces.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));

/** The site of a university that does not exist: `npm run init` starts from it, and the engine's tests run on it. */
export const starter = 'starter';

/** The file by which a fork knows the version of the engine that its content is made for. */
export const engineRecord = {
  path: 'content/engine.yaml',
  text: (version: string): string =>
    `# Written by npm run init and npm run upgrade: the version of the engine that this content is made for.\nversion: ${version}\n`,
};
