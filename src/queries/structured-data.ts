/** Structured data by schema.org, limited to what search engines use, because every page carries it. */
import { deadlineData } from '#forms/dates/round-words.ts';
import { getEntry } from 'astro:content';
import { roundState, type Round } from '#forms/dates/deadline.ts';
import { formPath } from '#forms/scheme-paths.ts';
import { addressAt } from '../address.ts';
import { site } from '#site';
import { cardPath } from './cards.ts';
import { buildInstant } from './clock.ts';
import { address, links, phones } from './contacts.ts';
import type { Article } from './guidance.ts';
import { questions } from './questions.ts';
import { isoDay } from './dates.ts';

const organisation = { '@type': 'CollegeOrUniversity', name: site.organisation.name };

export async function articleData({ id, data }: Article, base: URL): Promise<object> {
  const author = await getEntry(data.author);
  const topic = await getEntry(data.topics[0]!);
  const { team, name } = author.data;
  const trail = [
    { name: 'Guidance', item: addressAt(base, '/guidance/') },
    { name: topic.data.title, item: addressAt(base, `/guidance/topics/${topic.id}/`) },
    { name: data.title },
  ];
  return {
    '@graph': [
      {
        '@type': 'Article',
        headline: data.title,
        image: addressAt(base, cardPath(id) ?? '/card.png'),
        datePublished: isoDay(data.published),
        dateModified: isoDay(data.lastReviewed),
        author: team ? { '@type': 'Organization', name, url: addressAt(base, '/about/') } : { '@type': 'Person', name },
        publisher: organisation,
      },
      {
        '@type': 'BreadcrumbList',
        itemListElement: trail.map((step, index) => ({ '@type': 'ListItem', position: index + 1, ...step })),
      },
    ],
  };
}

/** Returns the data of the front page: the site's name, the organisation with its contact details, and the next deadline. */
export function homeData(round: Round | undefined, base: URL): object {
  const profiles = links.map(({ url }) => url);
  const home = addressAt(base, '/');
  return {
    '@graph': [
      { '@type': 'WebSite', name: site.name, url: home, description: site.description, inLanguage: site.language },
      {
        ...organisation,
        ...(address.length > 0 ? { address: address.join(', ') } : {}),
        ...(phones[0] === undefined ? {} : { telephone: phones[0].number, contactPoint: phones.map(contactPoint) }),
        ...(profiles.length > 0 ? { sameAs: profiles } : {}),
      },
      ...deadline(round, base),
    ],
  };
}

const contactPoint = ({ label, number }: (typeof phones)[number]) => ({
  '@type': 'ContactPoint',
  contactType: label.toLowerCase(),
  telephone: number,
});

/** Returns the data of a scheme's page or a standing page: its questions, and the deadline on the Scheme's page. */
export function pageData(
  { id, body = '' }: { id: string; body?: string | undefined },
  round: Round | undefined,
  base: URL,
): object[] {
  const asked = questions(body);
  const faq = {
    '@type': 'FAQPage',
    mainEntity: asked.map(({ question, answer }) => ({
      '@type': 'Question',
      name: question,
      acceptedAnswer: { '@type': 'Answer', text: answer },
    })),
  };
  const graph = [
    ...(asked.length > 0 ? [faq] : []),
    ...(id === site.schemes.mentoring?.page ? deadline(round, base) : []),
  ];
  return graph.length > 0 ? [{ '@graph': graph }] : [];
}

/** Returns the end of a round's applications as an online event; none when it has passed or no round is announced. */
function deadline(round: Round | undefined, base: URL): object[] {
  const { mentoring } = site.schemes;
  const form = formPath('mentee');
  if (!round || !mentoring || form === undefined || roundState(round, buildInstant()) === 'closed') return [];
  return [
    {
      '@type': 'Event',
      ...deadlineData(round),
      eventStatus: 'https://schema.org/EventScheduled',
      eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
      location: { '@type': 'VirtualLocation', url: addressAt(base, form) },
      image: addressAt(base, '/card.png'),
      organizer: organisation,
    },
  ];
}
