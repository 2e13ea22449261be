import { site } from '#site';
import { months } from './dates/calendar.ts';
import { term } from './fields/days.ts';
import { choice, choices, paragraph, text, whenAnswer, yesOrNo } from './fields/fields.ts';
import { webAddress } from './fields/links.ts';
import { checkStep, defineForm } from './form.ts';
import type { Field, Form, Step } from './form.ts';
import { localDay } from './dates/zoned-time.ts';
import { focusAreas, sectors } from './options.ts';
import type { Option } from './options.ts';
import * as shared from './fields/questions.ts';
import { readCode } from './fields/rules.ts';

const experienceBands: readonly Option[] = [
  { value: 'under-2', label: 'Under 2 years' },
  { value: '2-5', label: '2 to 5 years' },
  { value: '6-10', label: '6 to 10 years' },
  { value: '11-plus', label: '11 years or more' },
];

const inMentoring: Option = {
  value: site.schemes.mentoring?.page ?? '',
  label: site.schemes.mentoring?.shortName ?? '',
  hint: site.schemes.mentoring?.forMentors,
};
const inQuestion: Option = {
  value: site.schemes.question?.page ?? '',
  label: site.schemes.question?.shortName ?? '',
  hint: site.schemes.question?.forMentors,
};

/** The schemes that a mentor chooses from; none where there is one scheme only. */
const programmes: readonly Option[] = inMentoring.value && inQuestion.value ? [inMentoring, inQuestion] : [];

/** Asks a question only those who choose a scheme, where there is a choice. */
const ifChosen = ({ value, label }: Option): Pick<Field, 'when'> =>
  programmes.length > 0 ? { when: whenAnswer('programmes', value, `if you chose ${label}`) } : {};

const monthsOfYear: readonly Option[] = /* @__PURE__ */ months.map((label) => ({
  value: label.slice(0, 3).toLowerCase(),
  label,
}));

const capacities: readonly Option[] = [
  { value: '1', label: 'One' },
  { value: '2', label: 'Two' },
  { value: '3', label: 'Three' },
];

const ifAlumnus = whenAnswer('alumnus', 'yes', `if you studied at ${site.organisation.inSentence}`);

const alumnusYear: Field = {
  name: 'alumnusYear',
  kind: 'number',
  label: 'Year you finished',
  subject: 'year you finished',
  seenBy: 'mentees',
  optional: true,
  inputMode: 'numeric',
  when: ifAlumnus,
  missing: 'Enter one year',
  rule: readCode((text, refuse, { now, causes }) => {
    const numbers = new Set(text.match(/\d+/g)?.map(Number));
    const [year = 0, ...more] = [...numbers].filter((number) => number > 999);
    // "06/2019" has one year, and "2019/20" has two.
    const isOne = more.length === 0 && !numbers.has((year + 1) % 100) && !/\d[oil]\d/i.test(text);
    return isOne && year >= 1940 && year <= Number(localDay(now).slice(0, 4))
      ? String(year)
      : refuse(causes?.year(text, now) ?? 'Enter one year');
  }),
};

const linkedin: Field = webAddress({
  name: 'linkedin',
  label: 'LinkedIn profile',
  subject: 'LinkedIn profile',
  hint: 'Like linkedin.com/in/your-name. It helps us to match you.',
  seenBy: 'team',
  optional: true,
  missing: 'Enter one link',
  site: {
    domain: 'linkedin.com',
    short: /^(\/|linkedin\W+)?in\/(?=.)/i,
    start: 'linkedin.com/in/',
    path: /\/(?:in|pub|profile)\/./i,
  },
  format: 'Enter your LinkedIn profile, like linkedin.com/in/your-name',
});

const aboutYou: Step = {
  id: 'about-you',
  title: 'About you',
  fields: [
    shared.fullName('The name you would like your mentee to use.', 'mentees'),
    shared.email('We write to you here, and introduce you to your mentee.', 'mentee'),
    text({
      name: 'jobTitle',
      label: 'Job title',
      subject: 'job title',
      hint: 'If you have retired, the last one.',
      seenBy: 'mentees',
      maxLength: 150,
      autocomplete: 'organization-title',
    }),
    text({
      name: 'organisation',
      label: 'Organisation',
      subject: 'organisation',
      hint: 'Or write “self-employed” or “retired”.',
      seenBy: 'mentees',
      maxLength: 150,
      autocomplete: 'organization',
    }),
    choices({
      name: 'sectors',
      label: 'Which sectors do you know well?',
      subject: 'sectors',
      hint: 'Select up to 3.',
      seenBy: 'mentees',
      options: sectors,
      choices: { min: 1, max: 3 },
      missing: 'Select at least one sector',
    }),
    choice({
      name: 'experienceBand',
      label: 'How long have you worked in them?',
      subject: 'length of experience',
      seenBy: 'mentees',
      options: experienceBands,
      missing: 'Select how long you have worked in them',
    }),
    yesOrNo({
      name: 'alumnus',
      label: `Did you study at ${site.organisation.inSentence}?`,
      subject: `studies at ${site.organisation.shortName}`,
      seenBy: 'mentees',
      missing: `Select yes if you studied at ${site.organisation.inSentence}`,
    }),
    text({
      name: 'alumnusCourse',
      label: 'Course you took',
      subject: 'course',
      seenBy: 'mentees',
      optional: true,
      when: ifAlumnus,
      maxLength: 150,
    }),
    alumnusYear,
    linkedin,
  ],
};

const howYouCanHelp: Step = {
  id: 'how-you-can-help',
  title: 'How you can help',
  fields: [
    choices({
      name: 'programmes',
      label: 'Which scheme would you like to mentor in?',
      subject: 'schemes',
      hint: 'Select one or both.',
      seenBy: 'team',
      options: programmes,
      choices: { min: 1, max: programmes.length },
      missing: 'Select at least one scheme',
    }),
    {
      name: 'capacity',
      kind: 'radio',
      label: 'How many mentees can you take at a time?',
      subject: 'number of mentees',
      seenBy: 'team',
      options: inMentoring.value ? capacities : [],
      ...ifChosen(inMentoring),
      missing: 'Select how many mentees you can take',
      rule: readCode((count, refuse) =>
        /^[1-3]$/.test(count) ? count : refuse('The number of mentees must be from 1 to 3'),
      ),
    },
    choices({
      name: 'months',
      label: 'In which months can you answer questions?',
      subject: 'months',
      hint: `For ${site.schemes.question?.name}. Select all that apply.`,
      seenBy: 'team',
      options: inQuestion.value ? monthsOfYear : [],
      choices: { min: 1, max: monthsOfYear.length },
      ...ifChosen(inQuestion),
      missing: 'Select at least one month',
    }),
    choices({
      name: 'focus',
      label: 'What can you help with?',
      subject: 'things you can help with',
      hint: 'Select all that apply.',
      seenBy: 'mentees',
      options: focusAreas,
      choices: { min: 1, max: focusAreas.length },
      missing: 'Select what you can help with',
    }),
    paragraph({
      name: 'bio',
      label: 'Introduce yourself to mentees',
      subject: 'introduction',
      hint: 'What you do, how you came to it, and what you like to help with.',
      seenBy: 'mentees',
      min: 80,
      maxLength: 1000,
      rows: 6,
    }),
    paragraph({
      name: 'openTopics',
      label: 'Are there experiences you are happy to talk about?',
      subject: 'experiences to talk about',
      hint: 'For example, being the first in your family at university, or working with a disability.',
      warn: 'This may be sensitive, and mentees see it. Leave it blank unless you want them to.',
      seenBy: 'mentees',
      optional: true,
      maxLength: 300,
      rows: 3,
    }),
  ],
};

const whenAndHow: Step = {
  id: 'when-and-how',
  title: 'When and how',
  fields: [
    shared.mode('How would you like to meet mentees?', 'mentees'),
    shared.meetingWindows('mentees'),
    shared.timeZone('mentees'),
    yesOrNo({
      name: 'conflict',
      label: 'Are you recruiting, teaching or assessing students at present?',
      subject: 'answer about recruiting, teaching or assessing',
      hint: 'You can still be a mentor. We use it to avoid matching you with someone you recruit, teach or assess.',
      seenBy: 'team',
      missing: 'Select yes if you are recruiting, teaching or assessing students at present',
    }),
    term({
      name: 'keepUntil',
      label: 'How long may we keep your details?',
      subject: 'end date',
      hint: 'We delete them after that time, unless you ask us to keep them longer.',
      seenBy: 'team',
      months: [6, 12, 24],
      missing: 'Select how long we may keep your details',
    }),
  ],
};

const check: Step = {
  id: checkStep,
  title: 'Check your answers',
  fields: [shared.consent('agreed', 'agreement', site.schemes.mentors)],
};

/** The application to be a mentor, open all year. */
export const mentor: Form = defineForm({
  id: 'mentor',
  title: 'Become a mentor',
  version: '2',
  steps: [aboutYou, howYouCanHelp, whenAndHow, check],
  needsRound: false,
  sendLabel: 'Send application',
  keepsDraft: true,
});
