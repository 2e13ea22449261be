/** The folder of the starter: the site that the tests use, and from which `npm run init` makes others. */
export const siteFolder = 'starter';
