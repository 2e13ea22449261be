import type { SiteConfig } from '../../site-schema.ts';
import { lostLink, type LinkTargets } from './lost-link.ts';

/**
 * Returns a sentence for each link of the configuration that leads to no page of the site, or to no section of one: those of header and footer, the
 * articles and topics that forms offer, and what people read before they agree.
 * @param hidden addresses of articles that are not public yet; only pages that can leave such a link out may name one
 */
export function siteLinkProblems(
  { menu, footer, articles = {}, schemes, choices: { topics = [] } }: SiteConfig,
  places: LinkTargets,
  hidden: ReadonlySet<string>,
): string[] {
  const links: [entry: string, href: string][] = [
    ...Object.entries({ menu, footer }).flatMap(([list, entries]) =>
      entries.map(({ href }, index): [string, string] => [`${list}[${index}].href`, href]),
    ),
    ...Object.entries(articles).map(([form, id]): [string, string] => [`articles.${form}`, `/guidance/${id}/`]),
    ...Object.entries(schemes).flatMap(([role, scheme]): [string, string][] =>
      scheme ? [[`schemes.${role}.consent.page`, scheme.consent.page]] : [],
    ),
    ...topics.flatMap(({ guidance = [] }, index) =>
      guidance.map((id): [string, string] => [`choices.topics[${index}].guidance`, `/guidance/topics/${id}/`]),
    ),
  ];
  return links.flatMap(([entry, href]) => {
    if (!href.startsWith('/')) return [];
    const isShown = !entry.startsWith('articles.') || entry === 'articles.treatedBadly';
    const early = isShown && hidden.has(href) ? `leads to ${href}, which is not public yet.` : undefined;
    const problem = lostLink(href, places) ?? early;
    return problem === undefined ? [] : [`${entry}: ${problem} Mend it, or take the entry out.`];
  });
}
