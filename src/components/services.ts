/** The ways to talk to someone, as articles and pages name them. */
export const services = {
  'career-mentoring': {
    title: 'Career Mentoring Scheme',
    href: '/career-mentoring/',
    summary: 'a mentor of your own for a cycle of meetings',
  },
  'ask-a-mentor': {
    title: 'Ask-a-Mentor',
    href: '/ask-a-mentor/',
    summary: 'one meeting with an experienced mentor, any time of year',
  },
  mentors: { title: 'Become a mentor', href: '/mentors/', summary: 'help a student or recent graduate find their way' },
} as const;
