import { site } from '#site';
import { dayWithin } from './fields/days.ts';
import { choice, paragraph, text } from './fields/fields.ts';
import { webAddress } from './fields/links.ts';
import { defineForm } from './form.ts';
import type { Field, Form, Step } from './form.ts';
import type { Option } from './options.ts';
import * as shared from './fields/questions.ts';
import * as students from './fields/student-questions.ts';

/** Topics of a question. */
export const topics: readonly Option[] = site.choices.topics ?? [];

const vacancyUrl: Field = webAddress({
  name: 'vacancyUrl',
  label: 'Link to the vacancy',
  subject: 'link to the vacancy',
  hint: 'If your question is about one, like example.com/jobs/editor.',
  seenBy: 'mentor',
  optional: true,
  missing: 'Enter one link',
  format: 'Enter the address of a page, like https://example.com/jobs/editor, or leave it blank',
});

const request: Step = {
  id: 'request',
  title: 'Ask a mentor',
  fields: [
    ...students.gate.fields,
    shared.fullName('The name you would like the mentor to use.', 'mentor'),
    shared.email(`We send the date of your meeting here.${students.studentsAddress}`, 'mentor-after-match'),
    ...students.studentNumber,
    choice({
      name: 'topic',
      label: 'What is your question about?',
      subject: 'topic',
      hint: 'Select the one that fits best.',
      seenBy: 'mentor',
      options: topics,
      missing: 'Select one topic',
    }),
    paragraph({
      name: 'question',
      label: 'Your question',
      subject: 'question',
      hint: 'Say what you would like to know, and what you want to do with the answer.',
      seenBy: 'mentor',
      min: 40,
      maxLength: 1200,
      rows: 6,
    }),
    text({
      name: 'role',
      label: 'Role or sector you are asking about',
      subject: 'role or sector',
      hint: 'For example, junior editor, or publishing.',
      seenBy: 'mentor',
      optional: true,
      maxLength: 150,
    }),
    vacancyUrl,
    dayWithin({
      name: 'deadline',
      label: 'Is there a date you need an answer by?',
      subject: 'deadline',
      hint: 'The day of your interview, or the deadline of the vacancy. We look at urgent questions first.',
      seenBy: 'mentor',
      optional: true,
      months: 12,
      missing: 'Enter the day, month and year, like 27 March 2027, or leave it blank',
    }),
    paragraph({
      name: 'tried',
      label: 'What have you tried already?',
      subject: 'answer about what you have tried',
      hint: 'So that the mentor does not tell you what you already know.',
      seenBy: 'mentor',
      optional: true,
      maxLength: 400,
      rows: 3,
    }),
    shared.mode('How would you like to meet the mentor?', 'mentor'),
    shared.meetingWindows('mentor'),
    students.adjustments,
    students.shareAdjustments,
    shared.consent('understood', 'confirmation', site.schemes.question),
  ],
  exit: students.gate.exit,
};

/** The request for one meeting with a mentor: one page, open all year. */
export const ask: Form = defineForm({
  id: 'ask',
  title: 'Ask a mentor',
  version: '2',
  steps: [request],
  needsRound: false,
  sendLabel: 'Send question',
  keepsDraft: false,
});
