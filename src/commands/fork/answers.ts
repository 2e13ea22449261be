import { z } from 'zod';
import { reservedPages, siteConfigSchema } from '#src/site-schema.ts';
import { slugFrom } from '../article-template.ts';

const { timeZone, country, language, url } = siteConfigSchema.shape;
const { graduateYears, mailDomains } = siteConfigSchema.shape.students.shape;
const noMarks = 'Leave out < > { } " and \\, which mean something else in the texts.';

/** A name. It comes into texts of every format, so marks that one of them reads as its own are refused. */
const words = (remedy: string) =>
  z
    .string(remedy)
    .trim()
    .min(1, remedy)
    .regex(/^[^<>{}"\\]*$/, noMarks);

const isNone = (name = ''): boolean => /^none$/i.test(name);

/** A name, or undefined where the answer is "none". */
const schemeName = (remedy: string) => words(remedy).transform((name) => (isNone(name) ? undefined : name));

/** Other files of content/pages that a new site has. */
const otherPages = [
  'about',
  'accessibility',
  'cookies',
  'mentors',
  'privacy',
  'support',
  'treated-badly',
  'who-to-ask',
];
/** Addresses that are taken. */
const takenPages = [...reservedPages, ...otherPages];
const pageRemedy = 'Write the last part of its address in small letters with hyphens, like peer-mentoring.';
const page = z
  .string(pageRemedy)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, pageRemedy)
  .refine((name) => !takenPages.includes(name), {
    error: ({ input }) => `Another page has the address /${String(input)}/. Choose another one.`,
  });

const numberRemedy =
  'Write an example that belongs to nobody: letters, or none, and then at least four digits, like s1234567.';

/** What `npm run init` asks, or reads from a file. */
const entries = z.strictObject({
  /** The name of the site, as its header shows it. */
  name: words('Write the name of the site, like Northbridge Mentors.'),
  /** The name of the university. */
  university: words('Write the name of the university, like University of Northbridge.'),
  /** Its name within a sentence. */
  inSentence: words('Write the name as it stands within a sentence, like the University of Northbridge.').optional(),
  /** Its short name, as in "your Northbridge email address". */
  shortName: words('Write the short name of the university, like Northbridge.'),
  /** The team that runs mentoring. */
  team: words('Write the name of the team that runs mentoring, like Careers Team.'),
  timeZone,
  country,
  language,
  url,
  graduateYears,
  mailDomains: mailDomains.min(1, 'Write at least one domain of students’ addresses, like student.example.ac.uk.'),
  studentNumber: z.string(numberRemedy).regex(/^[A-Za-z]*\d{4,}$/, numberRemedy),
  /** The scheme that gives a mentor of one's own for a cycle of meetings; undefined where there is none. */
  scheme: schemeName(
    'Write the name of the scheme that gives a mentor of one’s own, like Peer Mentoring Programme, or none.',
  ),
  /** The last part of its address, which is also its file in content/pages. */
  schemePage: page.optional(),
  /** False where one can apply for it all year. */
  rounds: z
    .preprocess(
      (given) => ({ yes: true, no: false })[String(given).trim().toLowerCase()] ?? given,
      z.boolean('Write yes where one applies in rounds, each with a deadline, and no where one can apply all year.'),
    )
    .default(true),
  /** The scheme of one meeting on one question; undefined where there is none. */
  oneMeeting: schemeName('Write the name of the scheme of one meeting, like Ask a Mentor, or none.'),
  /** The last part of its address. */
  oneMeetingPage: page.optional(),
});

/** The answers, with the page of each scheme, which follows its name where none is given. */
export const answersSchema = entries
  .transform((given) => ({
    ...given,
    schemePage: given.schemePage ?? slugFrom(given.scheme ?? ''),
    oneMeetingPage: given.oneMeetingPage ?? slugFrom(given.oneMeeting ?? ''),
  }))
  .superRefine(({ scheme, schemePage, oneMeeting, oneMeetingPage }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (scheme === undefined && oneMeeting === undefined)
      refuse('oneMeeting', 'A site needs one scheme at least. Write the name of this one, or of the other.');
    const given: [name: string | undefined, key: string, value: string][] = [
      [scheme, 'schemePage', schemePage],
      [oneMeeting, 'oneMeetingPage', oneMeetingPage],
    ];
    for (const [name, key, value] of given) {
      const problem = name === undefined ? undefined : page.safeParse(value).error?.issues[0];
      if (problem) refuse(key, problem.message);
    }
    if (scheme !== undefined && oneMeeting !== undefined && schemePage === oneMeetingPage)
      refuse('oneMeetingPage', 'The two schemes need different addresses, because each has its page.');
  });

export type SetUpAnswers = z.output<typeof answersSchema>;
/** Answers as they were given, before all are known. */
export type Given = Partial<z.input<typeof entries>>;

/** "University of X" takes an article within a sentence, "X University" takes none. */
const withArticle = (university: string) =>
  /^(University|College|Institute) of /.test(university) ? `the ${university}` : university;

export interface SetUpQuestion {
  key: keyof SetUpAnswers;
  text: string;
  /** The answer when Enter is pressed. */
  usual?: (given: Given) => string;
  /** False where the answer to another question leaves nothing to ask. */
  when?: (given: Given) => boolean;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The questions, in the order in which they are asked. */
export const questions: readonly SetUpQuestion[] = [
  { key: 'university', text: 'Name of the university' },
  {
    key: 'inSentence',
    text: 'The name within a sentence',
    usual: ({ university = '' }) => withArticle(university),
  },
  {
    key: 'shortName',
    text: 'Its short name',
    usual: ({ university = '' }) => university.replace(/^the /i, '').replace(/^University of | University$/, ''),
  },
  { key: 'name', text: 'Name of the site', usual: ({ shortName = '' }) => `${shortName} Mentoring` },
  { key: 'team', text: 'The team that runs mentoring', usual: () => 'Careers Team' },
  { key: 'timeZone', text: 'Time zone of its deadlines, like America/Toronto' },
  { key: 'country', text: 'Country of most applicants, in two letters, like CA' },
  { key: 'language', text: 'Language of the pages', usual: ({ country = '' }) => `en-${country}` },
  { key: 'url', text: 'Address that the site will have, like https://mentoring.example.ac.uk' },
  { key: 'graduateYears', text: 'Years after graduation in which graduates may apply', usual: () => '2' },
  { key: 'mailDomains', text: 'Domains of students’ email addresses, separated by commas' },
  { key: 'studentNumber', text: 'An example of a student number that belongs to nobody', usual: () => '12345678' },
  {
    key: 'scheme',
    text: 'Name of the scheme that gives a mentor of one’s own, or none',
    usual: () => 'Mentoring Scheme',
  },
  {
    key: 'schemePage',
    text: 'The last part of its address',
    usual: ({ scheme = '' }) => slugFrom(scheme),
    when: ({ scheme }) => !isNone(scheme),
  },
  {
    key: 'rounds',
    text: 'Does one apply for it in rounds, each with a deadline (yes or no)',
    usual: () => 'yes',
    when: ({ scheme }) => !isNone(scheme),
  },
  { key: 'oneMeeting', text: 'Name of the scheme of one meeting, or none', usual: () => 'Ask a Mentor' },
  {
    key: 'oneMeetingPage',
    text: 'The last part of its address',
    usual: ({ oneMeeting = '' }) => slugFrom(oneMeeting),
    when: ({ oneMeeting }) => !isNone(oneMeeting),
  },
];

/** Turns what was typed into the kind of value that the schema takes. */
export function typed(key: keyof SetUpAnswers, text: string): unknown {
  if (key === 'graduateYears') return /^\d+$/.test(text) ? Number(text) : text;
  if (key === 'mailDomains')
    return text
      .split(',')
      .map((each) => each.trim().toLowerCase())
      .filter(Boolean);
  return text;
}

/** Returns a sentence for each answer that cannot be used. */
export function answerProblems(given: unknown): string[] {
  const { error } = answersSchema.safeParse(given);
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `${key}: there is no such answer. Look at its spelling, or take it out.`)
      : [`${issue.path.join('.') || 'The file'}: ${issue.message}`],
  );
}

/** Returns the name as it begins a sentence. */
export const inSentenceOf = ({ inSentence, university }: SetUpAnswers): { within: string; first: string } => {
  const within = inSentence ?? withArticle(university);
  return { within, first: capital(within) };
};
