/**
 * What a team changes to make this site its own: name, contacts, links, menu.
 * An entry left empty is not shown anywhere; nothing here is looked up elsewhere.
 */
export const site = {
  /** Name in the header, in page titles and in mail. */
  name: 'Westminster Mentoring',
  /** One sentence for search engines and link previews. */
  description:
    'Mentoring for University of Westminster students and recent graduates: guidance, the Career Mentoring Scheme and Ask-a-Mentor.',
  /** Public address, without a slash at its end; the environment's SITE_URL wins. */
  url: 'http://localhost:4321',
  language: 'en-GB',
  timeZone: 'Europe/London',

  organisation: {
    name: 'University of Westminster',
    legal: 'A charity and a company limited by guarantee. Registration number 977818 England.',
    address: ['309 Regent Street', 'London W1B 2UW'],
    phones: [
      { label: 'General enquiries', number: '+44 (0)20 7911 5000' },
      { label: 'Course enquiries', number: '+44 (0)20 7915 5511' },
    ],
  },

  /** Ways to reach the Careers Team. Leave `url` or `email` empty until you know it: the line is then left out. */
  contacts: {
    team: 'Careers Team',
    email: '',
    /** Days within which the team answers a mentor's offer and a question, as the confirmation page promises. Example data: set your own. */
    answerDays: { mentor: 14, ask: 7 },
    links: [
      { label: 'Facebook', url: '' },
      { label: 'Twitter', url: '' },
      { label: 'Instagram', url: '' },
      { label: 'Careers Blog', url: '' },
      { label: 'Career Mentoring on LinkedIn', url: '' },
    ],
  },

  /** Header menu, in order. */
  menu: [
    { label: 'Guidance', href: '/guidance/' },
    { label: 'Career Mentoring', href: '/career-mentoring/' },
    { label: 'Ask-a-Mentor', href: '/ask-a-mentor/' },
    { label: 'For mentors', href: '/mentors/' },
  ],

  /** Footer links, in order. */
  footer: [
    { label: 'Tools', href: '/tools/' },
    { label: 'About', href: '/about/' },
    { label: 'Contact', href: '/contact/' },
    { label: 'In danger or distress', href: '/support/' },
    { label: 'Accessibility', href: '/accessibility/' },
    { label: 'Cookies', href: '/cookies/' },
    { label: 'Terms of use and privacy', href: '/privacy/' },
  ],
} as const;
