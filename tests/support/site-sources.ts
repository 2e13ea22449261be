/** Paths in the repository that a build of a copy needs, besides the packages. */
export const siteSources = [
  'src',
  'content',
  'public',
  'astro.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
