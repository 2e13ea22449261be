/** Settings that build and serve a site at the root of a host without TLS, as the tests open it, whatever address it has for its readers. */
export const atRootSettings = { SITE_URL: 'http://localhost:4321' };
