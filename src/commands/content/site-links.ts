import type { SiteConfig } from '../../site-schema.ts';
import { nearest } from './nearest.ts';

/** Returns a sentence for each link of the header, the footer and the forms that leads to no page of the site. */
export function siteLinkProblems({ menu, footer, articles = {} }: SiteConfig, pages: Iterable<string>): string[] {
  const known = [...pages];
  const links = Object.entries({ menu, footer }).flatMap(([list, entries]) =>
    entries.map(({ href }, index) => ({ entry: `${list}[${index}].href`, path: href.replace(/[?#].*/, '') })),
  );
  const named = Object.entries(articles).map(([entry, id]) => ({
    entry: `articles.${entry}`,
    path: `/guidance/${id}/`,
  }));
  return [...links, ...named]
    .filter(({ path }) => path.startsWith('/') && !known.includes(path))
    .map(({ entry, path }) => {
      const guess = nearest(path, known);
      const meant = guess === undefined ? '' : ` Did you mean ${guess}?`;
      return `${entry}: leads to ${path}, which is not on this site.${meant} Mend it, or take the entry out.`;
    });
}
