import { site } from '../site.config.ts';

/** The ways to talk to someone, by the names that articles use: the pages of the schemes. */
export const services = new Map(
  Object.values(site.schemes).map(({ page, name, summary }) => [page, { name, href: `/${page}/`, summary }]),
);
