import { lostLink, type LinkTargets } from './lost-link.ts';

/** A link of a mail to the site: `{{site}}/contact/?topic=change&reference={{reference}}`. */
const siteLink = /\{\{\s*site\s*\}\}(\/(?:\{\{[^{}]*\}\}|[^\s<>(){}"])*)/g;

/**
 * Returns a sentence for each link of a mail that leads to no page of the site, or to no section of a page.
 * @param mails texts by path
 */
export const mailLinkProblems = (mails: ReadonlyMap<string, string>, places: LinkTargets): string[] =>
  [...mails].flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) =>
      [...line.matchAll(siteLink)].flatMap(([, href = '']) => {
        const problem = lostLink(href, places);
        return problem === undefined ? [] : [`${path}: line ${index + 1} ${problem}`];
      }),
    ),
  );
