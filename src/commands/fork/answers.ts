import { z } from 'zod';
import { reservedPages, siteConfigSchema } from '#src/site-schema.ts';
import { slugFrom } from '../article-template.ts';
import { tools } from './starter-tools.ts';

const { timeZone, country, language, url } = siteConfigSchema.shape;
const { emergency, email } = siteConfigSchema.shape.contacts.shape;
const { graduateYears, mailDomains } = siteConfigSchema.shape.students.shape;
const noMarks = 'Leave out < > { } " and \\, which mean something else in the texts.';

/** A name. It is written into files of every format, so characters with a meaning in any of them are refused. */
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
const takenPages = [...reservedPages, ...otherPages];
const pageRemedy = 'Write the last part of its address in small letters with hyphens, like peer-mentoring.';
const page = z
  .string(pageRemedy)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, pageRemedy)
  .refine((name) => !takenPages.includes(name), {
    error: ({ input }) => `Another page has the address /${String(input)}/. Choose another one.`,
  });

const numberRemedy =
  'Write an example that belongs to nobody: four digits or more, after letters if there are any, like s1234567; three are enough after the letters of a name, like abcxyz001. Where yours have another form, like 12/345/678, write one of these, and its pattern as "number" in src/site.config.ts afterwards.';

/** The letters and the digits of a student number. Up to two letters are the same for everybody; more are those of a person's name. */
export const numberParts = /^(?:([a-z]{0,2})(\d{4,})|([a-z]{3,})(\d{3,}))$/i;

/** Says how student numbers are read, which was guessed from the example: "s and 7 digits". */
export function numberInWords(example: string): string {
  const [, shared = '', digits = '', initials, digitsAfter = ''] = numberParts.exec(example)!;
  if (initials) return `${initials.length} letters and ${digitsAfter.length} digits`;
  return `${shared && `${shared} and `}${digits.length} digits`;
}

/** A list, also as words with commas between them. */
const listed = (given: unknown) =>
  typeof given === 'string'
    ? given
        .split(',')
        .map((each) => each.trim().toLowerCase())
        .filter(Boolean)
    : given;

/** True unless the answer is no. */
const yesOrNo = (remedy: string) =>
  z
    .preprocess((given) => ({ yes: true, no: false })[String(given).trim().toLowerCase()] ?? given, z.boolean(remedy))
    .default(true);

const toolIds = Object.values(tools).flat();
const toolsRemedy = `Write which of these the site has, all, or none: ${toolIds.join(', ')}.`;

/** What `npm run init` asks, or reads from a file. */
const entries = z.strictObject({
  /** The name of the site, as its header shows it. */
  name: words('Write the name of the site, like Northbridge Mentors.'),
  university: words('Write the name of the university, like University of Northbridge.'),
  /** Its name within a sentence. */
  inSentence: words('Write the name as it stands within a sentence, like the University of Northbridge.').optional(),
  /** Its short name, as in "your Northbridge email address". */
  shortName: words('Write the short name of the university, like Northbridge.'),
  team: words('Write the name of the team that runs mentoring, like Careers Team.'),
  /** Its name within a sentence; "the" and the name where none is given. */
  teamInSentence: words('Write the team as it stands within a sentence, like the Careers Team.').optional(),
  timeZone,
  country,
  emergency,
  language,
  url,
  graduateYears: z.preprocess((given) => (/^\d+$/.test(String(given)) ? Number(given) : given), graduateYears),
  mailDomains: z.preprocess(
    listed,
    mailDomains.min(1, 'Write at least one domain of students’ addresses, like student.example.edu.'),
  ),
  studentNumber: z.string(numberRemedy).regex(numberParts, numberRemedy),
  /** The scheme that gives a mentor of one's own for a cycle of meetings; undefined where there is none. */
  scheme: schemeName(
    'Write the name of the scheme that gives a mentor of one’s own, like Peer Mentoring Programme, or none.',
  ),
  /** The last part of its address, which is also its file in content/pages. */
  schemePage: page.optional(),
  /** False where one can apply for it all year. */
  rounds: yesOrNo('Write yes where one applies in rounds, each with a deadline, and no where one can apply all year.'),
  /** The scheme of one meeting on one question; undefined where there is none. */
  oneMeeting: schemeName('Write the name of the scheme of one meeting, like Ask a Mentor, or none.'),
  /** The last part of its address. */
  oneMeetingPage: page.optional(),
  /** The tools of the site; those of its schemes where none are named. */
  tools: z.preprocess(
    (given) =>
      typeof given !== 'string' ? given : isNone(given) ? [] : /^all$/i.test(given) ? undefined : listed(given),
    z.array(z.enum(toolIds, toolsRemedy), toolsRemedy).optional(),
  ),
  /** False where nobody can offer to be a mentor on the site. Matching in the inbox needs the offers. */
  mentors: yesOrNo(
    'Write yes where people can offer to be a mentor on the site, and no where you find mentors otherwise.',
  ),
  /** False where people write to the team by email only. */
  contactForm: yesOrNo('Write yes for a form to write to the team, and no where people write by email.'),
  /** The team's address; empty where it is not shown. */
  email: z.preprocess((given) => (typeof given === 'string' && isNone(given) ? '' : given), email.default('')),
});

/** Returns the tools for the schemes that a site has. */
const toolsFor = ({ scheme, oneMeeting }: { scheme?: string | undefined; oneMeeting?: string | undefined }) => [
  ...(scheme === undefined || isNone(scheme) ? [] : tools.mentoring),
  ...(oneMeeting === undefined || isNone(oneMeeting) ? [] : tools.question),
  ...tools.any,
];

/** The answers. A scheme without a page gets one named after the scheme; a site without a list of tools gets those of its schemes. */
export const answersSchema = entries
  .transform((given) => ({
    ...given,
    schemePage: given.schemePage ?? slugFrom(given.scheme ?? ''),
    oneMeetingPage: given.oneMeetingPage ?? slugFrom(given.oneMeeting ?? ''),
    tools: given.tools ?? toolsFor(given),
  }))
  .superRefine((answers, context) => {
    const { scheme, schemePage, oneMeeting, oneMeetingPage } = answers;
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
    for (const tool of answers.tools.filter((id) => !toolsFor(answers).includes(id)))
      refuse('tools', `“${tool}” is for a scheme that this site does not have. Take it out.`);
    if (!answers.contactForm && answers.email === '')
      refuse('email', 'Write the team’s email address: without a form, people have no other way to write.');
  });

export type SetUpAnswers = z.output<typeof answersSchema>;
/** Answers as they were given, before all are known. */
export type Given = Partial<z.input<typeof entries>>;

/** "University of X" takes an article within a sentence, "X University" takes none. */
const withArticle = (university: string) =>
  /^(University|College|Institute) of /.test(university) ? `the ${university}` : university;

/** "Careers Team" and "The Careers Team" are "the Careers Team" within a sentence. */
const withThe = (team: string) => `the ${team.replace(/^the /i, '')}`;

export interface SetUpQuestion {
  key: keyof SetUpAnswers;
  text: string;
  /** The answer when Enter is pressed. */
  usual?: (given: Given) => string;
  /** False if the answer to another question makes this one needless. */
  when?: (given: Given) => boolean;
}

/** Numbers to call in danger, of countries where one number is for all. Everybody else is asked. */
export const emergencyNumbers: Readonly<Record<string, string>> = {
  AU: '000',
  CA: '911',
  GB: '999',
  IE: '112',
  NZ: '111',
  US: '911',
};

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
  { key: 'team', text: 'Name of the team that runs mentoring', usual: () => 'Careers Team' },
  {
    key: 'teamInSentence',
    text: 'The team within a sentence, after “write to”',
    usual: ({ team = '' }) => withThe(team),
  },
  { key: 'timeZone', text: 'Time zone of its deadlines, like America/Toronto' },
  { key: 'country', text: 'Country of most applicants, in two letters, like CA' },
  {
    key: 'emergency',
    text: 'Number that people call there in danger, like 112',
    usual: ({ country = '' }) => emergencyNumbers[country] ?? '',
  },
  { key: 'language', text: 'Language of the pages', usual: ({ country = '' }) => `en-${country}` },
  { key: 'url', text: 'Address that the site will have, like https://mentoring.example.edu' },
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
  {
    key: 'tools',
    text: 'Sheets and tools for meetings, separated by commas, all, or none',
    usual: (given) => toolsFor(given).join(', '),
  },
  { key: 'mentors', text: 'Can people offer on the site to be a mentor (yes or no)', usual: () => 'yes' },
  { key: 'contactForm', text: 'Is there a form to write to the team (yes or no)', usual: () => 'yes' },
  { key: 'email', text: 'Email address of the team, or none', usual: () => 'none' },
];

/** Returns a sentence for each answer that cannot be used. */
export function answerProblems(given: unknown): string[] {
  const { error } = answersSchema.safeParse(given);
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `${key}: there is no such answer. Look at its spelling, or take it out.`)
      : [`${issue.path.join('.') || 'The file'}: ${issue.message}`],
  );
}

/** A name within a sentence, and at its beginning. */
export interface InSentence {
  within: string;
  first: string;
}

const bothWays = (within: string): InSentence => ({ within, first: capital(within) });

export const inSentenceOf = ({ inSentence, university }: SetUpAnswers): InSentence =>
  bothWays(inSentence ?? withArticle(university));

/** Returns the name of the team in a sentence. */
export const teamInSentenceOf = ({ teamInSentence, team }: SetUpAnswers): InSentence =>
  bothWays(teamInSentence ?? withThe(team));
