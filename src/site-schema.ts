import { z } from 'zod';
import { readSiteUrl, siteUrlForm } from './address.ts';

/** A text that must not be empty; `remedy` says what to write. */
const words = (remedy: string) => z.string({ error: remedy }).refine((text) => text.trim() !== '', remedy);

/** True when the platform accepts a value; it throws a `RangeError` for others. */
function isAccepted(use: () => unknown): boolean {
  try {
    use();
    return true;
  } catch {
    return false;
  }
}

const isZone = (zone: string) =>
  (zone === 'UTC' || /^[A-Z][A-Za-z_]+\/[A-Z]/.test(zone)) &&
  !zone.startsWith('Etc/') &&
  isAccepted(() => new Intl.DateTimeFormat('en', { timeZone: zone }));

/** True for a known country code. Intl returns an unknown code unchanged, and knows some by another one: UK is GB. */
const isCountry = (code: string) =>
  /^[A-Z]{2}$/.test(code) &&
  new Intl.DisplayNames('en', { type: 'region' }).of(code) !== code &&
  new Intl.Locale(`und-${code}`).region === code;

const isWebAddress = (address: string) => /^https?:$/.test(URL.parse(address)?.protocol ?? '');

const hrefRemedy = 'Write a path of the site, like /guidance/, or an address that begins with https://.';

const link = z.strictObject(
  {
    /** What the reader sees. */
    label: words('Write what the reader sees.'),
    /** A path of the site, like `/guidance/`, or an address of another one. */
    href: words(hrefRemedy).refine((href) => href.startsWith('/') || isWebAddress(href), hrefRemedy),
  },
  'Write { label, href }.',
);

const answerDays = (remedy: string) => z.int(remedy).min(1, remedy).max(365, remedy);

const daysRemedy = 'Write a whole number of days, like 7.';

/** A telephone number of two to six digits, which holds in one country only. */
const shortNumber = (remedy: string) => z.string(remedy).regex(/^\d{2,6}$/, remedy);

const emailRemedy = 'Write one address, like careers@example.edu, or leave it empty.';

const yearsRemedy = 'Write a whole number of years, like 3.';
const domainRemedy = 'Write a domain in small letters, like student.example.edu.';
const domainsRemedy = 'Write the domains of students’ addresses, like ["student.example.edu"].';
const exampleEmailRemedy = 'Write an address as students have it, like ab123@student.example.edu.';

/** The format of a student number. */
const studentNumber = z
  .strictObject(
    {
      /** Matches the whole input, without spaces, in either case. */
      pattern: z.instanceof(RegExp, { error: 'Write a regular expression, like /(\\d{8})/.' }),
      /** The stored form, from the groups of the pattern, in small letters: `w$1`. */
      kept: words('Write how the number is kept, by the groups of the pattern, like "$1".'),
      /** An example of the stored form that belongs to nobody. */
      example: words('Write an example as it is kept, like 12345678.'),
      /** Where a student finds it. */
      hint: words('Write where a student finds the number, like On your student card.'),
    },
    'Write { pattern, kept, example, hint }, as the site came with.',
  )
  .refine(
    ({ pattern, kept, example }) => {
      const whole = new RegExp(`^(?:${pattern.source})$`, 'i');
      return whole.test(example) && example.toLowerCase().replace(whole, kept) === example;
    },
    {
      path: ['example'],
      error: 'The pattern reads it differently. Write a number as it is kept, or mend the pattern.',
    },
  );

const pathRemedy = 'Write the page to read before, as a path of the site, like /privacy/.';

/** What someone agrees to before sending. */
const consent = z.strictObject(
  {
    /** The sentence beside the box, which begins with "I". */
    text: words('Write what people agree to, like “I understand that …”.'),
    /** Stored with the answer, so that it is known which text was agreed to. */
    version: words('Write the version of the text, like 2027-01. Raise it with every change.'),
    /** The page to read before agreeing, with a place in it if it has one. */
    page: z.string(pathRemedy).regex(/^\//, pathRemedy),
    /** The words of the link to that page. */
    pageTitle: words('Write the words of the link to the page.'),
    /** The problem of a box that is left empty, without a full stop. */
    missing: words('Write what to do where the box is left empty, like “Confirm that …”.'),
  },
  'Write { text, version, page, pageTitle, missing }, as the site came with.',
);

/** First parts of addresses that are the engine's own, so the page of no scheme can have them. */
export const reservedPages = [
  ...['404', 'contact', 'f', 'guidance', 'healthz', 'inbox', 'metrics', 'my', 'p', 'pagefind', 'readyz'],
  ...['search', 'sent', 'tips', 'tools'],
];

const pageRemedy =
  'Write the name of its file in content/pages, in small letters with hyphens; it is its address, too.';

const scheme = z.strictObject(
  {
    /** Its file in content/pages and its address: `alumni-mentoring` stands at /alumni-mentoring/. Stored answers name it: never change it. */
    page: z
      .string(pageRemedy)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, pageRemedy)
      .refine(
        (page) => !reservedPages.includes(page),
        'This address has another page. Choose another name for the file.',
      ),
    /** Its name: "Alumni Mentoring Scheme". */
    name: words('Write its name.'),
    /** Its name in short, in lists and before a round's title: "Alumni Mentoring". */
    shortName: words('Write its name in short, as it stands before the title of a round.'),
    /** What it offers, after its name and a colon; begins in small letters. */
    summary: words('Write what it offers, in a few words after its name.'),
    /** What a mentor does in it; a sentence without a full stop. */
    forMentors: words('Write in one sentence what a mentor does in it.'),
    /** What one agrees to before sending its form. */
    consent,
  },
  'Write { page, name, summary, … }, as the site came with.',
);

const valueRemedy = 'Write the value that is stored, in small letters with hyphens, like film-tv.';

/** Options of a question, in order. A value in use never changes, as stored answers hold it; its words may. */
const options = (remedy: string) =>
  z
    .array(
      z.strictObject(
        {
          /** What is posted and stored. */
          value: z.string(valueRemedy).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, valueRemedy),
          /** What the reader sees. */
          label: words('Write what the reader sees.'),
          /** A line of help below it. */
          hint: z.string('Write a line of help, or leave it out.').optional(),
          /** Topics of questions only: the topics of articles, by their files in `content/topics`, that may already answer one. All when left out. */
          guidance: z
            .array(z.string('Write the name of a topic.'), 'Write a list of topics, or leave it out.')
            .optional(),
          /** Topics of questions only: what a mentor who can answer one helps with, by the values of `focus`. */
          focus: z
            .array(z.string('Write a value of `focus`.'), 'Write a list of values of `focus`, or leave it out.')
            .optional(),
        },
        'Write { value, label }.',
      ),
      remedy,
    )
    .superRefine((list, context) => {
      list.forEach(({ value }, index) => {
        if (list.findIndex((other) => other.value === value) < index)
          context.addIssue({
            code: 'custom',
            path: [index, 'value'],
            message: `“${value}” is there twice. Give each option a value of its own.`,
          });
      });
    });

const listRemedy = 'Write a list of { value, label }.';
const optionalList = 'Write a list of { value, label }, or leave it out: the question is then not asked.';

const article = z.string('Write the name of a folder in content/guidance, or leave it out.').optional();

const urlRemedy = `Write the public address of the site, ${siteUrlForm}.`;

/** What a team changes to make the site its own, beside `content/`, `public/` and the theme. An entry that is empty is not shown anywhere. */
export const siteConfigSchema = z
  .strictObject(
    {
      /** Name in the header, in page titles and in mail. */
      name: words('Write the name of the site, as its header shows it.'),
      /** One sentence for search engines and link previews. */
      description: words('Write one sentence for search engines and link previews.'),
      /** Public address; the environment's SITE_URL wins. */
      url: z.string(urlRemedy).refine((url) => readSiteUrl(url) !== undefined, urlRemedy),
      /** Language of the pages, and style of days and times in words: `en-GB`, `en-CA`. */
      language: z
        .string('Write the tag of a language, like en-GB.')
        .refine(
          (tag) => isAccepted(() => new Intl.Locale(tag)) && Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0,
          'Write the tag of a language, like en-GB.',
        ),
      /** Zone of the IANA database in which every date and deadline is meant. Its city names it in words: "Halifax time". */
      timeZone: z
        .string('Write the name of a zone, like America/Halifax or Asia/Kolkata.')
        .refine(isZone, 'Write the name of a zone by its city, like America/Halifax or Asia/Kolkata, or UTC.'),
      /** Country of phone numbers without a +, and of the order of day and month in dates like 11/2/2027; ISO 3166, two capital letters. */
      country: z
        .string('Write the two letters of a country, like GB or CA.')
        .refine(isCountry, 'Write the two letters of a country, like GB or CA.'),
      /** Phone numbers that belong to nobody, as that country writes them; shown as an example when an answer is not a phone number. */
      examplePhones: z.string('Write one or more phone numbers that belong to nobody, or leave it out.').optional(),

      /** The university that the site belongs to. */
      organisation: z.strictObject(
        {
          name: words('Write the name of the university.'),
          /** Its name within a sentence: "the University of Lakeside". */
          inSentence: words('Write the name as it stands within a sentence, with “the” where it needs one.'),
          /** As in "your Lakeside email address". */
          shortName: words('Write the short name of the university, as in "your … email address".'),
          /** What the law asks of every page: a registration, a number. */
          legal: z.string('Write one sentence, or leave it out.').optional(),
          /** Lines of the postal address. */
          address: z
            .array(
              z.string('Write a line of the address.'),
              'Write a list of lines, like ["1 High Street", "Town"], or leave it out.',
            )
            .optional(),
          phones: z
            .array(
              z.strictObject(
                {
                  label: words('Write whose number it is, like General enquiries.'),
                  /** As people write it, with the country's code. */
                  number: z
                    .string('Write a number with the code of its country, like +44 (0)20 7946 0000.')
                    .refine(
                      (number) => number === '' || /^\+[\d\s().-]{6,}$/.test(number),
                      'Write a number with the code of its country, like +44 (0)20 7946 0000, or leave it empty.',
                    ),
                },
                'Write { label, number }.',
              ),
              'Write a list of { label, number }, or leave it out.',
            )
            .optional(),
        },
        'Write { name, inSentence, shortName } with the name of the university.',
      ),

      /** Whom the schemes are open to, and how the university knows its students. */
      students: z
        .strictObject(
          {
            /** How many years after the month of graduation a graduate may apply. */
            graduateYears: z.int(yearsRemedy).min(1, yearsRemedy).max(50, yearsRemedy),
            /**
             * Domains of addresses given to students, in lower case; [] where students may give any address. New staff may share one: a domain
             * proves nothing, the team confirms.
             */
            mailDomains: z.array(
              z.string(domainRemedy).regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, domainRemedy),
              domainsRemedy,
            ),
            /** Address of a student who does not exist, shown beside a question. */
            exampleEmail: z.string(exampleEmailRemedy).regex(/^[^\s@]+@[^\s@]+$/, exampleEmailRemedy),
            /** A course as students name it, shown beside the question for it. */
            exampleCourse: z.string('Write a course, like English Literature BA, or leave it out.').optional(),
            /** Leave it out where the forms do not ask for it. */
            number: studentNumber.optional(),
          },
          'Write { graduateYears, mailDomains, exampleEmail, number }, as the site came with.',
        )
        .refine(
          ({ mailDomains, exampleEmail }) =>
            mailDomains.length === 0 || mailDomains.some((domain) => exampleEmail.endsWith(`@${domain}`)),
          {
            path: ['exampleEmail'],
            error: 'It has none of the domains of mailDomains. Write an address that a student could have.',
          },
        ),

      /** The schemes, and the page for mentors. The names stand in texts, menus of articles and mail. */
      schemes: z
        .strictObject(
          {
            /** A mentor of one's own for a cycle of meetings. Its form is the application for a mentor. */
            mentoring: scheme
              .extend({
                /** True where one applies in rounds, each a file in content/rounds; false where applications are open all year. */
                rounds: z.boolean('Write true where one applies in rounds, false where one can apply all year.'),
              })
              .optional(),
            /** One meeting on one question, all year. Its form is the question. */
            question: scheme.optional(),
            /** Where mentors read what they do. Its form is the application to be one; without it, the team finds mentors by other ways. */
            mentors: scheme.omit({ shortName: true, forMentors: true }).optional(),
          },
          'Write { mentoring, question, mentors }, as the site came with; leave out those that you do not have.',
        )
        .refine(
          ({ mentoring, question }) => mentoring !== undefined || question !== undefined,
          'Write at least one of mentoring and question: a site needs a scheme.',
        )
        .refine((schemes) => {
          const pages = Object.values(schemes).map((each) => each?.page);
          return new Set(pages).size === pages.length;
        }, 'Two of them have the same page. Each has a page of its own in content/pages.'),

      /** What people choose from in the forms. */
      choices: z
        .strictObject(
          {
            /** What a question for a mentor can be about. */
            topics: options(optionalList).optional(),
            /** Fields of work, in which a mentee is interested and which a mentor knows. Matching goes by them. */
            sectors: options(listRemedy)
              .min(1, 'Write at least one: a mentor and a mentee are matched by them.')
              .refine((list) => list.every(({ value }) => value !== 'not-sure'), {
                error: 'The form adds “not-sure” by itself. Take it out.',
              }),
            /** What a mentee would like help with, and a mentor can help with. */
            focus: options(listRemedy).min(1, 'Write at least one: a mentor and a mentee are matched by them.'),
            /** Levels of a course. */
            levels: options(optionalList).optional(),
          },
          'Write { topics, sectors, focus, levels }, as the site came with.',
        )
        .superRefine(({ topics = [], focus }, context) => {
          topics.forEach((topic, index) => {
            for (const helped of topic.focus ?? [])
              if (!focus.some(({ value }) => value === helped))
                context.addIssue({
                  code: 'custom',
                  path: ['topics', index, 'focus'],
                  message: `“${helped}” is no value of choices.focus. Write one of: ${focus.map(({ value }) => value).join(', ')}.`,
                });
          });
        }),

      /** Articles that forms and confirmations lead to, by the names of their folders. One that is left out, or not public, is not named. */
      articles: z
        .strictObject(
          {
            /** How to apply well; named while applications are not open. */
            application: article,
            /** What to do once one has applied. */
            afterApplying: article,
            /** What mentors do. */
            mentors: article,
            /** How to use one meeting. */
            question: article,
            /** What to do when somebody treats you badly; the forms link to it, so that it must be public. */
            treatedBadly: article,
          },
          'Write { application, mentors, … }, the names of articles, or leave it out.',
        )
        .optional(),

      /** Ways to reach the team that runs mentoring. */
      contacts: z.strictObject(
        {
          /** Its name, as it signs mail. */
          team: words('Write the name of the team that runs mentoring.'),
          /** Its name within a sentence, where that is another than "the" and the name: "Student Futures". */
          inSentence: z
            .string(
              'Write the name of the team as it stands within a sentence, like the Mentoring Team, or leave it out.',
            )
            .optional(),
          email: z
            .string(emailRemedy)
            .refine((email) => email === '' || /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/.test(email), emailRemedy)
            .optional(),
          /** The number that people call in danger, in the country of the site. */
          emergency: shortNumber('Write the number that people call in danger, like 112.'),
          /** Other short numbers that texts may link to, such as that of the police. Short numbers lead elsewhere in another country. */
          shortNumbers: z.array(shortNumber('Write digits only, like 116123.')).optional(),
          /** True for a form on the contact page; without it, people write by email or call. */
          form: z.boolean('Write true for a form on the contact page, or false.').optional(),
          /**
           * Days within which the team answers an application to be a mentor, a question or message, and an application for a mentor, as the confirmation page
           * promises. Applications of a round are answered by the round's own date.
           */
          answerDays: z.strictObject(
            {
              mentor: answerDays(daysRemedy).optional(),
              ask: answerDays(daysRemedy),
              mentee: answerDays(daysRemedy).optional(),
            },
            'Write { mentor: 14, ask: 7 }: the days within which the team answers each.',
          ),
          /** Places of the team elsewhere on the web. */
          links: z
            .array(
              z.strictObject(
                {
                  label: words('Write what the reader sees.'),
                  url: z
                    .string('Write an address that begins with https://, or leave it empty.')
                    .refine(
                      (url) => url === '' || isWebAddress(url),
                      'Write an address that begins with https://, or leave it empty.',
                    ),
                },
                'Write { label, url }.',
              ),
              'Write a list of { label, url }, or leave it out.',
            )
            .optional(),
        },
        'Write { team: …, answerDays: … } with the name of the team that runs mentoring.',
      ),

      /** Links of the header, in order. */
      menu: z.array(link, 'Write a list of { label, href }; [] where the header has no menu.'),

      /** Links of the footer, in order. */
      footer: z.array(link, 'Write a list of { label, href }; [] where the footer has no links.'),
    },
    'Write { name, description, … }, as the site came with.',
  )
  .refine(
    ({ schemes: { mentoring }, contacts: { answerDays } }) =>
      mentoring?.rounds !== false || answerDays.mentee !== undefined,
    {
      path: ['contacts', 'answerDays', 'mentee'],
      error:
        'Write the days within which the team answers an application, like 14: without rounds, no date is known otherwise.',
    },
  )
  .refine(({ schemes: { mentors }, contacts: { answerDays } }) => !mentors || answerDays.mentor !== undefined, {
    path: ['contacts', 'answerDays', 'mentor'],
    error: 'Write the days within which the team answers an offer to be a mentor, like 14.',
  });

export type SiteConfig = z.infer<typeof siteConfigSchema>;

/** Returns the configuration with an `undefined` for each entry that it leaves out. */
export const withEveryEntry = (config: SiteConfig): object => fill(siteConfigSchema, config) as object;

function fill(schema: unknown, value: unknown): unknown {
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  if (!(inner instanceof z.ZodObject) || typeof value !== 'object') return value;
  const given = value as Record<string, unknown>;
  return Object.fromEntries(Object.entries(inner.shape).map(([name, each]) => [name, fill(each, given[name])]));
}

/** Every entry of the configuration that cannot be used, with what to write instead; undefined when all can be. */
export function siteConfigFault(config: unknown): string | undefined {
  const { error } = siteConfigSchema.safeParse(config);
  if (!error) return undefined;
  const count = error.issues.length === 1 ? 'one entry needs' : `${error.issues.length} entries need`;
  return [`src/site.config.ts: ${count} attention`, ...error.issues.map(sentence)].join('\n  ');
}

function sentence(issue: z.core.$ZodIssue): string {
  const path = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const entry = path === '' ? 'site' : path.slice(1);
  if (issue.code !== 'unrecognized_keys') return `${entry}: ${issue.message}`;
  const keys = issue.keys.map((key) => `"${key}"`).join(', ');
  return `${entry}: there is no entry ${keys}. Look at its spelling, or take it out.`;
}
