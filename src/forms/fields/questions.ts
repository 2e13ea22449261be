/** Questions of more than one form. */
import { site } from '#site';
import { eligibility, gateExit, graduateYears } from '../eligibility/eligibility.ts';
import { domainOf, emailFormat, longestEmail, readEmail } from '../formats/email.ts';
import { choice, choices, confirm, paragraph, text, whenAnswer } from './fields.ts';
import type { Field, RuleContext, SeenBy, Step } from '../form.ts';
import { modes, statuses, windows } from './options.ts';
import { isZone } from '../dates/zoned-time.ts';
import { readAs, readCode } from './rules.ts';
import type { Refuse } from './refuse.ts';
import { readStudentNumber } from '../formats/student-number.ts';

export const ifStudent = whenAnswer('status', 'student', 'if you are a student');
const ifGraduate = whenAnswer('status', 'graduate', 'if you are a graduate');

export const status: Field = choice({
  name: 'status',
  label: () => `Are you a student or graduate of ${site.organisation.inSentence}?`,
  subject: 'status',
  seenBy: 'team',
  options: statuses,
  missing: 'Select whether you are a student or a graduate',
});

const graduatedFormat = 'Enter the month and year you graduated, like June 2025';

export const graduated: Field = {
  name: 'graduated',
  kind: 'month',
  label: 'When did you graduate?',
  subject: 'graduation month',
  hint: () => `Month and year, like June 2025. You can apply up to ${graduateYears()} after it.`,
  seenBy: 'team',
  when: ifGraduate,
  missing: graduatedFormat,
  rule: readCode((text, refuse, { now, dates }) => {
    if (!dates) return text;
    const month = dates.readMonth(text);
    if (month.value === undefined) return refuse(month.fault ?? graduatedFormat);
    const { state, sentence } = eligibility(month.value, now);
    return state === 'future' ? refuse(sentence) : month.value;
  }),
};

/** The first questions, which find out who can apply. */
export const gate: Pick<Step, 'fields' | 'exit'> = { fields: [status, graduated], exit: gateExit };

// @__NO_SIDE_EFFECTS__
export const fullName = (hint: string, seenBy: SeenBy): Field =>
  text({
    name: 'fullName',
    label: 'Full name',
    subject: 'full name',
    hint,
    seenBy,
    maxLength: 200,
    autocomplete: 'name',
  });

const isUniversityEmailAsked = site.students.mailDomains.length > 0;
const universityEmail = `Enter your ${site.organisation.shortName} email address, like ${site.students.exampleEmail}`;
const address = (text: string, refuse: Refuse, { answers, causes }: RuleContext): string => {
  const isStudent = isUniversityEmailAsked && answers['status'] === 'student';
  const read = readEmail(text);
  if (read === undefined) return refuse(causes?.email(text) ?? (isStudent ? universityEmail : emailFormat));
  return isStudent && !site.students.mailDomains.some((domain) => domain === domainOf(read))
    ? refuse(universityEmail)
    : read;
};

/** The end of the hint where students must give the university's address. */
export const studentsAddress = isUniversityEmailAsked ? ' Students use their university address.' : '';

/** The e-mail address. Students must give the university's where it has domains for them; `status` is an earlier question or none of the form. */
// @__NO_SIDE_EFFECTS__
export const email = (hint: string, seenBy: SeenBy): Field => ({
  name: 'email',
  kind: 'email',
  label: ({ status }) =>
    isUniversityEmailAsked && status === 'student' ? `${site.organisation.shortName} email address` : 'Email address',
  subject: 'email address',
  hint,
  seenBy,
  maxLength: longestEmail,
  autocomplete: 'email',
  inputMode: 'email',
  missing: ({ status }) =>
    isUniversityEmailAsked && status === 'student' ? universityEmail : 'Enter your email address',
  rule: readAs(address),
});

const studentNumbers = { pattern: /(?!)/, kept: '', ...site.students.number };
const readNumber = (text: string): string | undefined =>
  readStudentNumber(text, studentNumbers, site.students.mailDomains);

/** The student number; no question where the university has none. */
export const studentNumber: readonly Field[] = site.students.number?.pattern
  ? [
      {
        name: 'studentNumber',
        kind: 'text',
        label: 'Student number',
        subject: 'student number',
        hint: `${site.students.number.hint}, like ${site.students.number.example}.`,
        seenBy: 'team',
        when: ifStudent,
        heldBy: { field: 'email', read: readNumber },
        missing: 'Enter your student number',
        rule: readAs(
          (text, refuse, { causes }) =>
            readNumber(text) ??
            refuse(
              causes?.studentNumber(text, studentNumbers, site.students.number?.example ?? '') ??
                `Enter your student number in the correct format, like ${site.students.number?.example}`,
            ),
        ),
      },
    ]
  : [];

// @__NO_SIDE_EFFECTS__
export const mode = (label: string, seenBy: SeenBy): Field =>
  choice({ name: 'mode', label, subject: 'way to meet', seenBy, options: modes, missing: 'Select how you can meet' });

// @__NO_SIDE_EFFECTS__
export const meetingWindows = (seenBy: SeenBy): Field =>
  choices({
    name: 'windows',
    label: 'When can you usually meet?',
    subject: 'times',
    hint: 'Select all that apply.',
    seenBy,
    options: windows,
    choices: { min: 1, max: windows.length },
    missing: 'Select when you can usually meet',
  });

// @__NO_SIDE_EFFECTS__
export const timeZone = (seenBy: SeenBy): Field => ({
  name: 'timeZone',
  kind: 'zone',
  label: 'Time zone you will be in',
  subject: 'time zone',
  hint: 'Type a country or a big city to find it.',
  seenBy,
  default: site.timeZone,
  missing: 'Select your time zone',
  rule: readAs((zone, refuse, { zones }) =>
    zones ? zones(zone, refuse) : isZone(zone) ? zone : refuse('Select your time zone'),
  ),
});

/** The inbox stores this answer apart from the others. */
export const adjustments: Field = paragraph({
  name: 'adjustments',
  label: 'Do you need anything to take part?',
  subject: 'adjustments',
  hint: 'For example, captions, breaks, or a room without steps. Say what you need; you do not have to say why.',
  seenBy: 'mentor-if-shared',
  optional: true,
  maxLength: 500,
  rows: 3,
});

export const shareAdjustments: Field = confirm({
  name: 'shareAdjustments',
  label: 'Tell my mentor what I need',
  subject: 'choice to share adjustments',
  seenBy: 'team',
  optional: true,
  when: { holds: ({ adjustments }) => adjustments !== undefined, words: 'if you have said what you need' },
  missing: 'Select whether to tell your mentor what you need',
});
