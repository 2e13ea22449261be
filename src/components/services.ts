import { site } from '#site';

/** The services that articles can name: the pages of the schemes, by id. */
export const services = new Map(
  Object.values(site.schemes)
    .filter((scheme) => scheme !== undefined)
    .map(({ page, name, summary }) => [page, { name, href: `/${page}/`, summary }]),
);
