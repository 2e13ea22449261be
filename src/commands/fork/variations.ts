import { isMap, isSeq, parseDocument } from 'yaml';

/** What a site that lacks something has otherwise than the starter, which has everything. */
export interface Variation {
  /** Files of the starter that it does not take, and words of the others with those that stand in their place. */
  left: readonly RegExp[];
  /** Words of the starter by file, and what stands there instead. */
  words: Readonly<Record<string, readonly Change[]>>;
  /** Tasks of the search that it does not take, by id, beside those that lead to a page it does not have. */
  tasksLeft: readonly string[];
  /** Phrases of tasks that name what it lacks. */
  unasked?: RegExp;
  /** Entries of tasks that it says in another way, by id. */
  tasks: Readonly<Record<string, { says?: string; button?: string; href?: string }>>;
}

type Change = readonly [from: string | RegExp, to: string];

/** The starter's mails about a mentor of one's own; all others of a form end with its name. */
const ofMatches = /^content\/mail\/(introduction|matched-|match-ended-|check-in-|offer-|[a-z-]+-mentee\.)/;
const ofQuestions =
  /^content\/mail\/([a-z-]+-ask|(question|question-reminder|question-withdrawn|times-wanted|booked|moved|cancelled|meeting-reminder|met-yet)-mentor)\./;

/** Mails that only one scheme sends, by the role of the scheme. */
export const mailsOf = { mentoring: ofMatches, question: ofQuestions } as const;

const deadlineNote: Change[] = [
  ['Two things may be different from what you expect:', 'One thing may be different from what you expect:'],
  [/- Application forms close at a fixed time\. .*\n/, ''],
];

/** For every site: its own articles, facts, searches and addresses are still to come. */
export const fresh: Variation = {
  left: [/^content\/(rounds|facts|questions|paths)\//, /^content\/(redirects|search-synonyms)\.yaml$/],
  words: {
    'site.config.ts': [
      [/\n {4}\/\*\* The user name: .*\*\//, ''],
      // A new site has few topics: all of its articles are offered beside a question.
      [/\n {8}guidance: \[.*\],/g, ''],
    ],
  },
  tasksLeft: ['where-to-start'],
  tasks: {},
};

/** For a site whose scheme has no rounds: one can apply all year. */
export const withoutRounds: Variation = {
  left: [],
  words: {
    'site.config.ts': [
      ['rounds: true', 'rounds: false'],
      ['answerDays: { mentor: 14, ask: 7 }', 'answerDays: { mentor: 14, ask: 7, mentee: 14 }'],
    ],
    'content/mail/declined-mentee.md': [
      ['for applying for {{round}}', 'for applying for a mentor'],
      ['Apply again in the next round, if', 'Apply again at any time, if'],
    ],
    'content/mail/introduction.md': [
      ['a pair in {{round}}', 'a pair'],
      [' Mentoring in this round ends on {{cycleEnds}}.', ''],
    ],
    'content/mail/matched-mentee.md': [
      ['a mentor for {{round}}', 'a mentor'],
      ['Mentoring starts on {{cycleStarts}}. ', ''],
    ],
    'content/mail/receipt-mentee.md': [
      ['your application for {{round}}', 'your application'],
      ['- When the round has closed, we look', '- We look'],
      ['by {{decisionBy}}', 'by {{answerBy}}'],
      ['change your answers until the round closes, withdraw', 'change your answers, withdraw'],
      ['- Mentoring starts on {{cycleStarts}} and ends on {{cycleEnds}}.\n', ''],
    ],
    'content/mail/waiting-list-mentee.md': [['the waiting list for {{round}}', 'the waiting list']],
    'content/mail/withdrawn-mentee.md': [['apply again while a round is open', 'apply again at any time']],
    'content/pages/about.mdx': [['You apply before a round’s deadline, and', 'You can apply all year, and']],
    'content/pages/accessibility.mdx': deadlineNote,
    'content/pages/peer-mentoring.mdx': [
      ['an answer by the date on this page, whether', 'an answer, whether'],
      [/### What if I miss the deadline\?\n[\s\S]*?(?=### )/, ''],
    ],
    'content/pages/privacy.mdx': [
      ['is deleted 12 months after the round ends', 'is deleted 12 months after it was sent'],
      ['12 months after the end of the round that you applied for', '12 months after you sent it'],
      [
        '12 months after the end of the round or, if your offer belongs to no round, after you sent it',
        '12 months after you sent it',
      ],
    ],
  },
  tasksLeft: ['deadline', 'late', 'length', 'calendar'],
  tasks: {
    apply: { says: 'You can apply all year. The form takes about 15 minutes.' },
    'how-it-works': { says: 'You apply, we look for a mentor, you hear from us, and you write first.' },
  },
};

/** For a site without the scheme of one meeting. */
export const withoutQuestion: Variation = {
  left: [ofQuestions, /^content\/pages\/one-question\.mdx$/, /^content\/tools\/one-off-meeting\.yaml$/],
  words: {
    'site.config.ts': [
      [/\n {4}question: \{[\s\S]*?\n {4}\},/, ''],
      [/\n.* href: '\/one-question\/' \},/, ''],
      [/\n {4}\/\*\* What a question for a mentor can be about,[\s\S]*?\n {4}topics: \[[\s\S]*?\n {4}\],/, ''],
    ],
    'content/guidance/what-mentoring-is/index.mdx': [[', one-question]', ']']],
    'content/mail/declined-mentee.md': [[/- Ask a mentor one question, .*\n/, '']],
    'content/mail/link.md': [
      ['your application, your offer or your question stands', 'your application or your offer stands'],
    ],
    'content/mail/match-ended-mentee.md': [[/In the meantime you can ask a mentor one question, .*\n\n/, '']],
    'content/mail/waiting-list-mentee.md': [[/In the meantime you can ask a mentor one question, .*\n\n/, '']],
    'content/pages/about.mdx': [
      ['what its two services are', 'what the scheme is'],
      ['## Two services', '## The scheme'],
      [/\*\*One Question\*\* is one meeting .*\n\n/, ''],
      ['Both are open to students', 'It is open to students'],
    ],
    'content/pages/cookies.mdx': [[' One Question keeps no draft.', '']],
    'content/pages/mentors.mdx': [
      ['## Two ways to help', '## How you help'],
      [/\*\*One Question\.\*\* You meet .*\n\nYou can offer one or both\.\n\n/, ''],
    ],
    'content/pages/peer-mentoring.mdx': [
      [/If you cannot commit to a whole cycle, .*\n\n/, ''],
      [
        'After that, use [One Question](/one-question/) and apply in the next round.',
        'After that, apply in the next round.',
      ],
    ],
    'content/pages/privacy.mdx': [
      ['one of four forms', 'one of three forms'],
      ['to become a mentor, to ask for a one-off meeting, or to write', 'to become a mentor, or to write'],
      ['and a One Question request or a message to us after 6 months', 'and a message to us after 6 months'],
      ['what we hold of an application, an offer or a question', 'what we hold of an application or an offer'],
      ['Which scheme you would like to help with, how many mentees', 'How many mentees'],
      ['Which scheme you chose, how many mentees you can take and in which months', 'How many mentees you can take'],
      [/\*\*When you answer a single question\.\*\* .*\n\n/, ''],
      [/## If you ask for a one-off meeting\n[\s\S]*?(?=## )/, ''],
      ['is kept for One Question or for a message', 'is kept for a message'],
      ['does not promise a match, a meeting or a job', 'does not promise a match or a job'],
    ],
    'content/pages/who-to-ask.mdx': [
      [' If you have no mentor and only one question, [ask for a one-off meeting](/one-question/).', ''],
      ['(/peer-mentoring/), [One Question](/one-question/) and', '(/peer-mentoring/) and'],
    ],
  },
  tasksLeft: [],
  tasks: {},
};

/** For a site whose only scheme is that of one meeting. */
export const withoutMentoring: Variation = {
  left: [
    ofMatches,
    /^content\/pages\/peer-mentoring\.mdx$/,
    /^content\/tools\/(first-meeting|meeting-log|mentoring-agreement|smart-goal)\.yaml$/,
  ],
  words: {
    'site.config.ts': [
      [/\n {4}mentoring: \{[\s\S]*?\n {4}\},/, ''],
      [/\n.* href: '\/peer-mentoring\/' \},/, ''],
    ],
    'content/guidance/one-off-meeting/index.mdx': [
      [' It suits you if you cannot commit to the Peer Mentoring Programme.', ''],
      [' There are more in [good questions to ask](/guidance/good-questions/).', ''],
      ['look at which scheme fits you', 'you can ask for another'],
    ],
    'content/guidance/listening-well/index.mdx': [['services: [peer-mentoring]', 'services: [one-question]']],
    'content/guidance/what-mentoring-is/index.mdx': [
      ['[peer-mentoring, one-question]', '[one-question]'],
      ['related: [strong-application, mentor-first-steps]', 'related: [one-off-meeting, listening-well]'],
    ],
    'content/mail/link.md': [
      ['your application, your offer or your question stands', 'your offer or your question stands'],
    ],
    'content/mail/receipt-mentor.md': [
      ['What to do in the first three meetings, and what to leave to others', 'How to listen well in a meeting'],
      ['/guidance/mentor-first-steps/', '/guidance/listening-well/'],
    ],
    'content/pages/about.mdx': [
      ['what its two services are', 'what the service is'],
      ['## Two services', '## The service'],
      [/\*\*The Peer Mentoring Programme\*\* pairs you .*\n\n/, ''],
      [' It is for anyone who cannot commit to the Scheme.', ''],
      ['Both are open to students', 'It is open to students'],
    ],
    'content/pages/accessibility.mdx': deadlineNote,
    'content/pages/cookies.mdx': [['The forms for mentees and mentors offer', 'The form for mentors offers']],
    'content/pages/mentors.mdx': [
      ['## Two ways to help', '## How you help'],
      [/\*\*Peer Mentoring Programme\.\*\* You are paired .*\n\n/, ''],
      ['You can offer one or both.\n\n', ''],
      [
        ' [First steps for mentors](/guidance/mentor-first-steps/) takes you through the first three meetings.',
        ' [Listen well](/guidance/listening-well/) says how to leave room in a short meeting.',
      ],
      ['- [First steps as a mentor](/guidance/mentor-first-steps/)', '- [Listen well](/guidance/listening-well/)'],
      ['(/guidance/topics/mentors/)', '(/guidance/?audience=mentor)'],
    ],
    'content/pages/one-question.mdx': [
      [' If you would like someone beside you for longer, see the [Peer Mentoring Programme](/peer-mentoring/).', ''],
    ],
    'content/pages/privacy.mdx': [
      ['one of four forms: to apply for a mentor, to become', 'one of three forms: to become'],
      ['A mentee’s application is deleted 12 months after the round ends, and a One Question', 'A One Question'],
      ['or a message to us after 6 months', 'or a message to us is deleted after 6 months'],
      ['what we hold of an application, an offer or a question', 'what we hold of an offer or a question'],
      [/## If you apply for a mentor\n[\s\S]*?(?=## )/, ''],
      ['Which scheme you would like to help with, how many mentees', 'How many mentees'],
      ['Which scheme you chose, how many mentees', 'How many mentees'],
      [/\*\*While you are matched\.\*\* Before a match .*\n\n/, ''],
      [
        '12 months after the end of the round or, if your offer belongs to no round, after you sent it',
        '12 months after you sent it',
      ],
      ['A half-finished application for a mentor or to become one', 'A half-finished application to become a mentor'],
      ['does not promise a match, a meeting or a job', 'does not promise a meeting or a job'],
    ],
    'content/pages/who-to-ask.mdx': [
      ['[Peer Mentoring Programme](/peer-mentoring/), [One Question]', '[One Question]'],
    ],
  },
  tasksLeft: ['calendar', 'deadline', 'late', 'length'],
  unasked: /peer mentoring/,
  tasks: {
    apply: {
      says: 'Ask your question at any time of the year, and we look for a mentor who can answer it.',
      button: 'Ask for a meeting',
      href: '/one-question/',
    },
    eligible: { button: 'Who can ask', href: '/one-question/' },
    private: { href: '/privacy/#if-you-ask-for-a-one-off-meeting' },
    tools: { says: 'There is a sheet for your meeting, on the screen or on paper, and a tool for two time zones.' },
  },
};

/** True for a file of the starter that a site with this variation does not take. */
export const isLeft = ({ left }: Variation, path: string): boolean => left.some((each) => each.test(path));

/**
 * Returns a file of the starter as it is in a site with this variation.
 * @throws when the starter does not have the words that the variation expects
 */
export function vary({ words }: Variation, path: string, text: string): string {
  return (words[path] ?? []).reduce((all, [from, to]) => {
    const changed = all.replace(from, () => to);
    if (changed === all) throw new Error(`The starter's ${path} does not say “${String(from)}”.`);
    return changed;
  }, text);
}

/** Returns the tasks of the search as they are in a site with these variations, which has only these addresses. */
export function varyTasks(variations: readonly Variation[], text: string, has: (address: string) => boolean): string {
  const tasks = parseDocument(text);
  const list = tasks.contents;
  if (!isSeq(list)) throw new Error('The starter’s tasks are no list.');
  const idOf = (task: unknown) => (isMap(task) ? String(task.get('id')) : '');
  list.items.forEach((task, index) => {
    for (const { tasks: changed, unasked } of variations) {
      for (const [entry, value] of Object.entries(changed[idOf(task)] ?? {})) tasks.setIn([index, entry], value);
      const asked = tasks.getIn([index, 'asked']);
      if (unasked && isSeq(asked)) asked.items = asked.items.filter((phrase) => !unasked.test(String(phrase)));
    }
  });
  list.items = list.items.filter(
    (task) =>
      isMap(task) &&
      has(String(task.get('href'))) &&
      !variations.some(({ tasksLeft }) => tasksLeft.includes(idOf(task))),
  );
  return tasks.toString({ lineWidth: 0 });
}
