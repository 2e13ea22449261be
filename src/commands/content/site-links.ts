import type { SiteConfig } from '../../site-schema.ts';
import { lostLink, type LinkTargets } from './lost-link.ts';

/**
 * Returns a sentence for each link of the configuration that leads to no page of the site, or to no section of one: those of header and footer, the
 * articles and topics that forms offer, and what people read before they agree.
 */
export function siteLinkProblems(
  { menu, footer, articles = {}, schemes, choices: { topics = [] } }: SiteConfig,
  places: LinkTargets,
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
    const problem = href.startsWith('/') ? lostLink(href, places) : undefined;
    return problem === undefined ? [] : [`${entry}: ${problem} Mend it, or take the entry out.`];
  });
}
