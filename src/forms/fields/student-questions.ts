/** Questions of the forms for students and graduates. */
import { site } from '#site';
import { eligibility, gateExit, graduateYears } from '../eligibility/eligibility.ts';
import type { Field, Step } from '../form.ts';
import { readStudentNumber } from '../formats/student-number.ts';
import { choice, confirm, paragraph, whenAnswer } from './fields.ts';
import { applicantStatuses } from '../options.ts';
import { isUniversityEmailAsked } from './questions.ts';
import { readAs, readCode } from './rules.ts';

export const ifStudent = whenAnswer('status', 'student', 'if you are a student');
const ifGraduate = whenAnswer('status', 'graduate', 'if you are a graduate');

export const status: Field = choice({
  name: 'status',
  label: () => `Are you a student or graduate of ${site.organisation.inSentence}?`,
  subject: 'status',
  seenBy: 'team',
  options: applicantStatuses,
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
  // The others learn why they cannot apply when they press Continue.
  tells: (text, { now, dates }) => {
    const month = dates?.readMonth(text).value;
    const answer = month === undefined ? undefined : eligibility(month, now);
    return answer?.state === 'eligible' ? `${answer.sentence}.` : undefined;
  },
};

/** The first questions, which find out who can apply. */
export const gate: Pick<Step, 'fields' | 'exit'> = { fields: [status, graduated], exit: gateExit };

/** The end of the hint where students must give the university's address. */
export const studentsAddress = isUniversityEmailAsked ? ' Students use their university address.' : '';

const studentNumbers = {
  pattern: site.students.number?.pattern ?? /(?!)/,
  kept: site.students.number?.kept ?? '',
};
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
