import { site } from '#site';
import { choice, choices, paragraph, text } from './fields/fields.ts';
import { checkStep, defineForm } from './form.ts';
import type { Field, Form, Step } from './form.ts';
import { focusAreas, sectorsOrNotSure } from './options.ts';
import type { Option } from './options.ts';
import * as shared from './fields/questions.ts';
import * as students from './fields/student-questions.ts';
import { readAs, readCode } from './fields/rules.ts';
import { readYear } from './formats/year-of-study.ts';
import { theTeamFirst } from './team.ts';

const yearsOfStudy: readonly Option[] = /* @__PURE__ */ Array.from('1234567', (value) => ({
  value,
  label: `Year ${value}`,
}));

const contactWays: readonly Option[] = [
  { value: 'email', label: 'By email' },
  { value: 'phone', label: 'By phone' },
];

const sources: readonly Option[] = [
  { value: 'careers-team', label: theTeamFirst },
  { value: 'tutor', label: 'A tutor or lecturer' },
  { value: 'friend', label: 'A friend or another student' },
  { value: 'social-media', label: 'Social media' },
  { value: 'event', label: 'An event' },
  { value: 'search', label: 'Searching online' },
  { value: 'other', label: 'Somewhere else' },
];

const canYouApply: Step = { id: 'can-you-apply', title: 'Can you apply?', ...students.gate };

const yearOfStudy: Field = {
  name: 'yearOfStudy',
  kind: 'radio',
  label: 'Year of study',
  subject: 'year of study',
  seenBy: 'mentor',
  options: yearsOfStudy,
  when: students.ifStudent,
  missing: 'Select your year of study',
  rule: readCode((year, refuse) => readYear(year) ?? refuse('Your year of study must be a number from 1 to 7')),
};

const aboutYou: Step = {
  id: 'about-you',
  title: 'About you',
  fields: [
    shared.fullName('The name you would like your mentor to use.', 'mentor'),
    shared.email(`We send the decision here.${students.studentsAddress}`, 'mentor-after-match'),
    ...students.studentNumber,
    text({
      name: 'course',
      label: ({ status }) => (status === 'graduate' ? 'Course you graduated from' : 'Course'),
      subject: 'course',
      hint: site.students.exampleCourse && `For example, ${site.students.exampleCourse}.`,
      seenBy: 'mentor',
      maxLength: 150,
    }),
    choice({
      name: 'level',
      label: 'Level of the course',
      subject: 'level of the course',
      seenBy: 'mentor',
      options: site.choices.levels ?? [],
      missing: 'Select the level of your course',
    }),
    yearOfStudy,
  ],
};

const goals: Step = {
  id: 'goals',
  title: 'What you want from mentoring',
  fields: [
    choices({
      name: 'sectors',
      kind: 'ranked',
      label: 'Which sectors interest you most?',
      subject: 'sectors',
      hint: 'Up to 3, the most interesting first. We look for a mentor who knows one of them.',
      seenBy: 'mentor',
      options: sectorsOrNotSure,
      choices: { min: 1, max: 3 },
      missing: 'Select at least one sector, or “Not sure yet”',
    }),
    choices({
      name: 'focus',
      label: 'What would you like help with?',
      subject: 'things to get help with',
      hint: 'Select up to 3.',
      seenBy: 'mentor',
      options: focusAreas,
      choices: { min: 1, max: 3 },
      missing: 'Select what you would like help with',
    }),
    paragraph({
      name: 'goals',
      label: 'What do you want to achieve?',
      subject: 'goals',
      hint: 'Two or three things, like “a good application for a job in publishing by June” or “find out if lab work would suit me”.',
      seenBy: 'mentor',
      min: 80,
      maxLength: 1500,
      rows: 8,
    }),
    paragraph({
      name: 'experience',
      label: 'What have you done so far?',
      subject: 'experience',
      hint: 'Work, volunteering, caring for someone, projects or societies. None is needed.',
      seenBy: 'mentor',
      optional: true,
      maxLength: 600,
      rows: 4,
    }),
  ],
};

const meeting: Step = {
  id: 'meeting',
  title: 'How you can meet',
  fields: [
    shared.mode('How would you like to meet your mentor?', 'mentor'),
    shared.meetingWindows('mentor'),
    shared.timeZone('mentor'),
    paragraph({
      name: 'matchNote',
      label: 'Is there anything we should think of when we choose your mentor?',
      subject: 'note on matching',
      hint: 'For example, which of your wishes matters most, or someone you should not be matched with.',
      warn: 'This may be sensitive. Write only what helps us to choose.',
      seenBy: 'team',
      optional: true,
      maxLength: 300,
      rows: 3,
    }),
    students.adjustments,
    students.shareAdjustments,
    choice({
      name: 'contactBy',
      label: 'How should we contact you?',
      subject: 'way to contact you',
      seenBy: 'team',
      optional: true,
      retired: true,
      options: contactWays,
      missing: 'Select how we should contact you',
    }),
    {
      name: 'phone',
      kind: 'tel',
      label: 'Phone number',
      subject: 'phone number',
      hint: 'We write to your email address. Give a number if we may also ring you. Start one from another country with + and its code.',
      seenBy: 'team',
      optional: true,
      autocomplete: 'tel',
      inputMode: 'tel',
      missing: 'Enter one phone number',
      rule: readAs((text, refuse, { phones }) => phones?.read(text, refuse) ?? text),
    },
    choice({
      name: 'heardFrom',
      kind: 'select',
      label: 'How did you hear about the scheme?',
      subject: 'how you heard about the scheme',
      seenBy: 'team',
      optional: true,
      options: sources,
      missing: 'Select how you heard about the scheme',
    }),
  ],
};

const check: Step = {
  id: checkStep,
  title: 'Check your answers',
  fields: [shared.consent('understood', 'confirmation', site.schemes.mentoring)],
};

/** The application for a mentor in a round of the Scheme. */
export const mentee: Form = defineForm({
  id: 'mentee',
  title: 'Apply for a mentor',
  version: '2',
  steps: [canYouApply, aboutYou, goals, meeting, check],
  needsRound: site.schemes.mentoring?.rounds === true,
  sendLabel: 'Send application',
  keepsDraft: true,
});
