import { outline, readingMinutes } from './outline.ts';

/** A social card; the build draws one for each page that has one. */
export interface SocialCard {
  path: string;
  /** The words under the page's title: "5 tips, 6 minutes". */
  answer: string;
}

/**
 * Returns the path of an article's social card. With `SOCIAL_CARDS=off`, every page uses the site's card, for
 * builds that measure or rehearse.
 */
export const cardPath = (id: string, setting: string | undefined = process.env['SOCIAL_CARDS']): string | undefined =>
  setting === 'off' ? undefined : `/guidance/${id}/card.png`;

/** Returns the card of an article. @param source the article's MDX */
export function cardOf(id: string, source: string): SocialCard | undefined {
  const path = cardPath(id);
  if (path === undefined) return undefined;
  const tips = outline(source).reduce((sum, part) => sum + part.tips.length, 0);
  const answer = [...(tips === 0 ? [] : [count(tips, 'tip')]), count(readingMinutes(source), 'minute')];
  return { path, answer: answer.join(', ') };
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
