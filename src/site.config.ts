import type { SiteConfig } from './site-schema.ts';

/**
 * What a team changes to make this site its own: name, contacts, links, menu.
 * `site-schema.ts` says what each entry may hold, and `npm run check` what of it cannot be used. An entry left empty is not shown
 * anywhere; nothing here is looked up elsewhere.
 */
export const site: SiteConfig = {
  /** Name in the header, in page titles and in mail. */
  name: 'Westminster Mentoring',
  /** One sentence for search engines and link previews. */
  description:
    'Mentoring for University of Westminster students and recent graduates: guidance, the Career Mentoring Scheme and Ask-a-Mentor.',
  /** Public address; with a path, the whole site stands below it. The environment's SITE_URL wins. */
  url: 'http://localhost:4321',
  language: 'en-GB',
  timeZone: 'Europe/London',
  /** Where most applicants write: a phone number without a + is of this country, and days and months stand in its order. */
  country: 'GB',
  /** Numbers of that country that belong to nobody, shown to who types something else. */
  examplePhones: '01632 960001, 07700 900982 or +44 20 7946 0001',

  organisation: {
    name: 'University of Westminster',
    /** As in "a student of the University of Westminster". */
    inSentence: 'the University of Westminster',
    /** As in "your Westminster email address". */
    shortName: 'Westminster',
    legal: 'A charity and a company limited by guarantee. Registration number 977818 England.',
    address: ['309 Regent Street', 'London W1B 2UW'],
    phones: [
      { label: 'General enquiries', number: '+44 (0)20 7911 5000' },
      { label: 'Course enquiries', number: '+44 (0)20 7915 5511' },
    ],
  },

  /** Whom the schemes are open to, and how the university knows its students. */
  students: {
    /** How many years after the month of graduation a graduate may apply; every sentence that says so follows. */
    graduateYears: 3,
    /** Domains of addresses given to students, in lower case. New staff share the first: a domain proves nothing, the team confirms. */
    mailDomains: ['westminster.ac.uk', 'my.westminster.ac.uk'],
    exampleEmail: 'w1234567@my.westminster.ac.uk',
    exampleCourse: 'English Literature BA',
    /** The user name: `w` and seven digits, which are the first seven of the student id of 7 to 9 digits. */
    number: {
      pattern: /w(\d{7})|(\d{7})\d{0,2}/,
      kept: 'w$1$2',
      example: 'w1234567',
      hint: 'On your student card, or the start of your university email address',
    },
  },

  /** The schemes, and the page for mentors; leave out those that you do not have. Each stands at the address of its `page`, which is its file in content/pages; never change that. */
  schemes: {
    mentoring: {
      page: 'career-mentoring',
      name: 'Career Mentoring Scheme',
      shortName: 'Career Mentoring',
      summary: 'a mentor of your own for a cycle of meetings',
      forMentors: 'You meet the same mentee several times over a mentoring cycle',
      rounds: true,
      consent: {
        text: 'I understand that applying does not promise a match, that a mentor sees my answers where the form says so, and that my answers are kept and deleted as the privacy page says.',
        version: '2026-11-29',
        page: '/privacy/#if-you-apply-for-a-mentor',
        pageTitle: 'How your answers are used and kept',
        missing: 'Confirm that you understand how your application is used',
      },
    },
    question: {
      page: 'ask-a-mentor',
      name: 'Ask-a-Mentor',
      shortName: 'Ask-a-Mentor',
      summary: 'one meeting with an experienced mentor, any time of year',
      forMentors: 'You answer one question in a single meeting',
      consent: {
        text: 'I understand that a mentor sees my answers where the form says so, that this is for one meeting, and that my answers are kept and deleted as the privacy page says.',
        version: '2026-11-29',
        page: '/privacy/#if-you-ask-for-a-one-off-meeting',
        pageTitle: 'How your answers are used and kept',
        missing: 'Confirm that you understand how your request is used',
      },
    },
    mentors: {
      page: 'mentors',
      name: 'Become a mentor',
      summary: 'help a student or recent graduate find their way',
      consent: {
        text: 'I agree to the code of conduct for mentors, and that mentees see my answers where the form says so.',
        version: '2026-11-29',
        page: '/mentors/#code-of-conduct-for-mentors',
        pageTitle: 'Code of conduct for mentors',
        missing: 'Confirm that you agree to the code of conduct',
      },
    },
  },

  /** What people choose from in the forms, in this order. A `value` is what is stored: change its words freely, but never a value in use. */
  choices: {
    /** What a question for a mentor can be about, the topics of the articles that are offered beside it, and what a mentor who can answer it helps with. */
    topics: [
      {
        value: 'application-advice',
        label: 'Application advice',
        hint: 'CVs, covering letters and forms',
        guidance: ['applications', 'rights'],
        focus: ['applications'],
      },
      {
        value: 'interview-preparation',
        label: 'Interview preparation',
        hint: 'What to expect and how to practise',
        guidance: ['applications', 'confidence', 'rights'],
        focus: ['interviews', 'confidence'],
      },
      {
        value: 'career-advice',
        label: 'Career advice',
        hint: 'What a role or sector is like, and what comes next',
        guidance: ['work', 'confidence', 'rights'],
        focus: ['choosing-a-direction', 'first-job'],
      },
      {
        value: 'finding-opportunities',
        label: 'Finding opportunities',
        hint: 'Internships, placements and first jobs',
        guidance: ['applications', 'work', 'rights'],
        focus: ['applications', 'building-a-network'],
      },
    ],
    /** Fields of work: those a mentee is interested in, and a mentor knows. They decide who can be matched. */
    sectors: [
      { value: 'accounting-finance', label: 'Accounting and finance' },
      { value: 'architecture', label: 'Architecture and the built environment' },
      { value: 'arts-culture', label: 'Arts and culture' },
      { value: 'business-consulting', label: 'Business and consulting' },
      { value: 'charity-public', label: 'Charities and the public sector' },
      { value: 'education', label: 'Education' },
      { value: 'engineering', label: 'Engineering' },
      { value: 'events-hospitality', label: 'Events, tourism and hospitality' },
      { value: 'fashion', label: 'Fashion' },
      { value: 'film-tv', label: 'Film and television' },
      { value: 'health-psychology', label: 'Health and psychology' },
      { value: 'law', label: 'Law' },
      { value: 'marketing-pr', label: 'Marketing and public relations' },
      { value: 'media-journalism', label: 'Media and journalism' },
      { value: 'music', label: 'Music' },
      { value: 'politics-international', label: 'Politics and international relations' },
      { value: 'publishing', label: 'Publishing' },
      { value: 'science', label: 'Science' },
      { value: 'social-sciences', label: 'Social sciences' },
      { value: 'technology', label: 'Technology' },
    ],
    /** What a mentee would like help with, and a mentor can help with. */
    focus: [
      { value: 'choosing-a-direction', label: 'Choosing a direction' },
      { value: 'applications', label: 'CVs and applications' },
      { value: 'interviews', label: 'Interviews' },
      { value: 'building-a-network', label: 'Building a network' },
      { value: 'confidence', label: 'Confidence' },
      { value: 'skills', label: 'Skills for work' },
      { value: 'starting-a-business', label: 'Starting a business or freelancing' },
      { value: 'first-job', label: 'Settling into a first job' },
    ],
    /** Levels of a course. */
    levels: [
      { value: 'foundation', label: 'Foundation' },
      { value: 'undergraduate', label: 'Undergraduate' },
      { value: 'postgraduate-taught', label: 'Postgraduate taught', hint: 'For example, a master’s degree' },
      { value: 'postgraduate-research', label: 'Postgraduate research', hint: 'For example, a PhD' },
    ],
  },

  /** Articles that forms and confirmations lead to, by the names of their folders; leave out what you do not have. */
  articles: {
    application: 'strong-application',
    afterApplying: 'first-message',
    mentors: 'mentor-first-steps',
    question: 'one-off-meeting',
    treatedBadly: 'how-i-am-treated',
  },

  /** Ways to reach the Careers Team. Leave `url` or `email` empty until you know it: the line is then left out. */
  contacts: {
    team: 'Careers Team',
    email: '',
    /** The number that people call in danger, and other short numbers that texts link to. */
    emergency: '999',
    shortNumbers: ['101', '111', '159', '116123', '85258'],
    form: true,
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
    { label: 'Tips', href: '/tips/' },
    { label: 'Tools', href: '/tools/' },
    { label: 'Career Mentoring', href: '/career-mentoring/' },
    { label: 'Ask-a-Mentor', href: '/ask-a-mentor/' },
    { label: 'For mentors', href: '/mentors/' },
    { label: 'Contact', href: '/contact/' },
  ],

  /** Footer links, in order. */
  footer: [
    { label: 'About', href: '/about/' },
    { label: 'Contact', href: '/contact/' },
    { label: 'In danger or distress', href: '/support/' },
    { label: 'Accessibility', href: '/accessibility/' },
    { label: 'Cookies', href: '/cookies/' },
    { label: 'Terms of use and privacy', href: '/privacy/' },
  ],
};
