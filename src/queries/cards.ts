/**
 * Where an article's social card stands, given the article's id. `SOCIAL_CARDS=off` leaves every page the site's card, for
 * builds that measure or rehearse; the build draws a card for each page that names one.
 */
export const cardPath = (id: string, setting: string | undefined = process.env['SOCIAL_CARDS']): string | undefined =>
  setting === 'off' ? undefined : `/guidance/${id}/card.png`;
