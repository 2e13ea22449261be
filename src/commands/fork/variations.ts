import { isMap, isSeq, parseDocument } from 'yaml';
import type { SetUpAnswers } from './answers.ts';
import { tools } from './starter-tools.ts';

/** How a site that lacks something differs from the starter, which has everything. */
export interface Variation {
  /** Files of the starter that it does not take. */
  left: readonly RegExp[];
  /** Words of the starter by file, and what stands there instead. */
  words: Readonly<Record<string, readonly Replacement[]>>;
  /** Tasks of the search that it does not take, by id, beside those that lead to a page it does not have. */
  tasksLeft: readonly string[];
  /** Phrases of tasks that name what it lacks. */
  unasked?: RegExp;
  /** What it says differently in tasks, by id. */
  tasks: Readonly<Record<string, { says?: string; button?: string; href?: string }>>;
}

type Replacement = readonly [from: string | RegExp, to: string];

/** The starter's mails about a mentor of one's own; all others of a form end with its name. */
const ofMatches = /^content\/mail\/(introduction|notice-pair|matched-|match-ended-|check-in-|offer-|[a-z-]+-mentee\.)/;
const ofQuestions =
  /^content\/mail\/([a-z-]+-ask|(question|question-reminder|question-withdrawn|times-wanted|booked|moved|cancelled|meeting-reminder|met-yet)-mentor)\./;

/** Mails to mentors and to pairs, which are about mentors in the inbox. Nobody comes there without the page for mentors. */
const ofMentors = /^content\/mail\/([a-z-]+-mentor|introduction|notice-pair|check-in-[a-z]+)\./;

/** Mails that are sent only where there is a scheme of this role. */
export const mailsOf = { mentoring: ofMatches, question: ofQuestions, mentors: ofMentors } as const;

const deadlineNote: Replacement[] = [
  ['Two things may be different from what you expect:', 'One thing may be different from what you expect:'],
  [/- Application forms close at a fixed time\. .*\n/, ''],
];

/** Without rounds, the program proposes no pairs of a whole round. It still says which mentors fit one person. */
const oneByOne: Replacement = [
  /When a round is matched, a program compares .*, and proposes pairs\. Staff look at them, can change every one, and decide\./,
  'A program compares what both sides chose, such as sectors, help and times, and shows staff which mentors fit best. Staff decide.',
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
    // A new site names no number to ring yet.
    'content/pages/who-to-ask.mdx': [
      [
        /## If you cannot use the form\n\n.*\n/,
        `<TeamNote>

How else can people reach you, such as by a number to ring? Say so here, and add the numbers to organisation.phones in src/site.config.ts.

</TeamNote>
`,
      ],
      [/### Ring the university\n[\s\S]*?(?=## )/, ''],
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
      oneByOne,
      ['12 months after the end of the round that you applied for', '12 months after you sent it'],
      [
        '12 months after the end of the round or, if your offer belongs to no round, after you sent it',
        '12 months after you sent it',
      ],
    ],
  },
  tasksLeft: ['deadline', 'late', 'length', 'calendar'],
  unasked: /\brounds?\b/,
  tasks: {
    apply: { says: 'You can apply all year. The form takes about 15 minutes.' },
    'how-it-works': { says: 'You apply, we look for a mentor, you hear from us, and you write first.' },
  },
};

/** For a site without the scheme of one meeting. */
export const withoutQuestion: Variation = {
  left: [ofQuestions, /^content\/pages\/one-question\.mdx$/],
  words: {
    'site.config.ts': [
      [/\n {4}question: \{[\s\S]*?\n {4}\},/, ''],
      [/\n.* href: '\/one-question\/' \},/, ''],
      [/\n {4}\/\*\* What a question for a mentor can be about,[\s\S]*?\n {4}topics: \[[\s\S]*?\n {4}\],/, ''],
    ],
    'content/mail/declined-mentee.md': [[/- Ask a mentor one question, .*\n/, '']],
    'content/mail/match-ended-mentee.md': [[/In the meantime you can ask a mentor one question, .*\n\n/, '']],
    'content/mail/waiting-list-mentee.md': [[/In the meantime you can ask a mentor one question, .*\n\n/, '']],
    'content/pages/about.mdx': [
      ['what its two services are', 'what the scheme is'],
      ['## Two services', '## The scheme'],
      [/\*\*One Question\.\*\* You meet once with .*\n\n/, ''],
      ['Both are open to students', 'It is open to students'],
    ],
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
      ['Which scheme you would like to help with, how many mentees', 'How many mentees'],
      ['Which scheme you chose, how many mentees you can take and in which months', 'How many mentees you can take'],
      [/\*\*When you answer a single question\.\*\* .*\n\n/, ''],
      [/## If you ask for a one-off meeting\n[\s\S]*?(?=## )/, ''],
      ['does not promise a match, a meeting or a job', 'does not promise a match or a job'],
    ],
    'content/pages/who-to-ask.mdx': [
      [' If you have no mentor and only one question, [ask for a one-off meeting](/one-question/).', ''],
    ],
  },
  tasksLeft: [],
  tasks: {},
};

/** For a site whose only scheme is that of one meeting. */
export const withoutMentoring: Variation = {
  left: [ofMatches, /^content\/pages\/peer-mentoring\.mdx$/],
  words: {
    'site.config.ts': [
      [/\n {4}mentoring: \{[\s\S]*?\n {4}\},/, ''],
      [/\n.* href: '\/peer-mentoring\/' \},/, ''],
    ],
    'content/guidance/one-off-meeting/index.mdx': [
      [' It suits you if you cannot commit to meetings over several months.', ''],
      [' There are more in [good questions to ask](/guidance/good-questions/).', ''],
      ['look at which scheme fits you', 'you can ask for another'],
    ],
    'content/guidance/listening-well/index.mdx': [['services: [peer-mentoring]', 'services: [one-question]']],
    'content/guidance/what-mentoring-is/index.mdx': [
      ['related: [strong-application, mentor-first-steps]', 'related: [one-off-meeting, listening-well]'],
    ],
    'content/mail/receipt-mentor.md': [
      ['What to do in the first three meetings, and what to leave to others', 'How to listen well in a meeting'],
      ['/guidance/mentor-first-steps/', '/guidance/listening-well/'],
    ],
    'content/pages/about.mdx': [
      ['what its two services are', 'what the service is'],
      ['## Two services', '## The service'],
      [/\*\*Peer Mentoring Programme\.\*\* You get .*\n\n/, ''],
      [' It is for anyone who cannot commit to a whole cycle.', ''],
      ['Both are open to students', 'It is open to students'],
    ],
    'content/pages/accessibility.mdx': deadlineNote,
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
      [' If you would like someone beside you for longer, see [Peer Mentoring Programme](/peer-mentoring/).', ''],
    ],
    'content/pages/privacy.mdx': [
      oneByOne,
      [/## If you apply for a mentor\n[\s\S]*?(?=## )/, ''],
      ['Which scheme you would like to help with, how many mentees', 'How many mentees'],
      ['Which scheme you chose, how many mentees', 'How many mentees'],
      [/\*\*While you are matched\.\*\* Before a match .*\n\n/, ''],
      [
        '12 months after the end of the round or, if your offer belongs to no round, after you sent it',
        '12 months after you sent it',
      ],
      ['does not promise a match, a meeting or a job', 'does not promise a meeting or a job'],
    ],
  },
  tasksLeft: ['calendar', 'deadline', 'late', 'length'],
  unasked: /peer mentoring|\brounds?\b/,
  tasks: {
    apply: {
      says: 'Ask your question at any time of the year, and we look for a mentor who can answer it.',
      button: 'Ask for a meeting',
      href: '/one-question/',
    },
    eligible: { button: 'Who can ask', href: '/one-question/' },
    private: { href: '/privacy/#if-you-ask-for-a-one-off-meeting' },
  },
};

/** For a site on which nobody can offer to be a mentor: its team finds mentors by other ways, and matches outside the inbox. */
export const withoutMentors = ({ scheme, oneMeeting }: SetUpAnswers): Variation => ({
  left: [ofMentors, /^content\/pages\/mentors\.mdx$/],
  words: {
    'site.config.ts': [
      [/\n {4}mentors: \{[\s\S]*?\n {4}\},/, ''],
      [/\n.* href: '\/mentors\/' \},/, ''],
      ['mentor: 14, ', ''],
    ],
    'content/pages/about.mdx': [
      [' If you would like to help someone else, read about [becoming a mentor](/mentors/).', ''],
    ],
    'content/pages/privacy.mdx': [
      [/ (?:When a round is matched, a|A) program compares [^.]*\.[^.]* decide\./, ''],
      [/## If you apply to be a mentor\n[\s\S]*?(?=## )/, ''],
      [/ If you are matched, we tell the other side that the match has ended\. .*/, ''],
      ...(scheme === undefined
        ? []
        : ([
            [/\*\*While you are matched\.\*\* One email introduces .*\n\n/, ''],
            [' Of the answers that you chose while you were matched, we keep figures without your name.', ''],
          ] satisfies Replacement[])),
      ...(oneMeeting === undefined
        ? []
        : ([[/\*\*When and whether you meet\.\*\* .*\n\n/, '']] satisfies Replacement[])),
    ],
  },
  tasksLeft: [],
  tasks: {},
});

/** For a site without a form to write to the team: one writes by email, or calls. */
export const withoutContactForm: Variation = {
  left: [/^content\/mail\/receipt-contact\.md$/],
  words: {
    'site.config.ts': [['form: true', 'form: false']],
    'content/pages/contact.mdx': [
      ['Write to the Mentoring Office here, and see who', 'How to reach the Mentoring Office, and who'],
      [
        'with the form below. Only the Mentoring Office reads it, before',
        'by email. Only the Mentoring Office reads it, before',
      ],
    ],
    'content/pages/privacy.mdx': [
      [' What you write to us with the form “Message to the team” has no such page.', ''],
      [/## If you write to us\n[\s\S]*?(?=## )/, ''],
    ],
    'content/pages/who-to-ask.mdx': [
      ['stands below the form on the contact page', 'stands at the end of the contact page'],
      [', and [what we keep of a message](/privacy/#if-you-write-to-us) for how long', ''],
    ],
  },
  tasksLeft: [],
  tasks: {},
};

/** For a site that has only these tools. */
export function onlyTools(kept: readonly string[]): Variation {
  const without = Object.values(tools)
    .flat()
    .filter((id) => !kept.includes(id));
  const hasSheets = kept.some((id) => !tools.any.some((each) => each === id));
  const whereLeft = (id: (typeof without)[number], changes: Replacement[]) => (without.includes(id) ? changes : []);
  return {
    left: without.map((id) => new RegExp(`^content/tools/${id}\\.yaml$`)),
    words: {
      'site.config.ts': kept.length > 0 ? [] : [[/\n.* href: '\/tools\/' \},/, '']],
      'content/guidance/first-meeting/index.mdx': whereLeft('first-meeting', [
        [
          ' into an email to your mentor, or write on [the sheet](/tools/first-meeting/).',
          ' into an email to your mentor.',
        ],
      ]),
      'content/guidance/one-off-meeting/index.mdx': whereLeft('one-off-meeting', [
        ['on paper or on [this plan](/tools/one-off-meeting/), even', 'on paper, even'],
      ]),
      'content/mail/introduction.md': whereLeft('first-meeting', [
        [' Here is an agenda to fill in together: <{{site}}/tools/first-meeting/>', ''],
      ]),
      'content/pages/cookies.mdx': hasSheets ? [] : [[' It keeps what you write on one of our [sheets](/tools/).', '']],
    },
    tasksLeft: [],
    tasks: without.length > 0 ? { tools: { says: 'There are tools to prepare your meetings.' } } : {},
  };
}

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
