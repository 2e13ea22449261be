/** What a copy of this site needs to be built, beside the packages; from the repository's root. */
export const siteSources = [
  'src',
  'content',
  'public',
  'astro.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
