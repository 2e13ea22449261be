import { choice, paragraph, text } from './fields/fields.ts';
import { defineForm } from './form.ts';
import type { Field, Form } from './form.ts';
import type { Option } from './options.ts';
import * as shared from './fields/questions.ts';
import { referenceLength } from './answers/reference.ts';
import { readCode } from './fields/rules.ts';
import { somethingIsWrong } from './report.ts';
import { referencesIn } from './formats/references.ts';

/** What a message can be about. */
export const topics: readonly Option[] = [
  { value: 'scheme', label: 'A question about a scheme', hint: 'Who it is for, how it works, dates' },
  {
    value: 'my-application',
    label: 'My application',
    hint: 'What has become of it, a copy, or a form that would not send',
  },
  { value: 'change', label: 'Change what I sent', hint: 'Say what should stand in its place' },
  { value: 'withdraw', label: 'Withdraw what I sent', hint: 'You do not have to say why' },
  {
    value: somethingIsWrong,
    label: 'Something is wrong',
    hint: 'Somebody treats you badly, or you worry about somebody. We read these first, in confidence',
  },
  { value: 'accessibility', label: 'Accessibility', hint: 'A page you cannot use, or something in another format' },
  { value: 'other', label: 'Something else' },
];

const reference: Field = {
  name: 'reference',
  kind: 'text',
  label: 'Reference',
  subject: 'reference',
  hint: 'If it is about something you sent: it is on the confirmation page and in our emails.',
  seenBy: 'team',
  optional: true,
  missing: 'Enter your reference',
  rule: readCode((typed, refuse, { causes }) => {
    const [found, another] = referencesIn(typed);
    if (another !== undefined) return refuse('Enter one reference, and name any other in your message');
    return (
      found ??
      refuse(
        causes?.reference(typed) ??
          `Enter the reference as it was given to you: it has ${referenceLength} letters and digits, like K7PR29XM. If you do not have it, leave it blank`,
      )
    );
  }),
};

/** A message to the team: one page, open all year, for whoever writes. */
export const contact: Form = defineForm({
  id: 'contact',
  title: 'Message to the team',
  version: '2',
  steps: [
    {
      id: 'message',
      title: 'Write to us',
      fields: [
        choice({
          name: 'topic',
          label: 'What is it about?',
          subject: 'topic',
          hint: 'Select the one that fits best.',
          seenBy: 'team',
          options: topics,
          missing: 'Select one topic',
        }),
        paragraph({
          name: 'message',
          label: 'Your message',
          subject: 'message',
          hint: ({ topic }) =>
            topic === somethingIsWrong
              ? 'You do not have to give details or names, or be sure. “I would like to talk to someone” is enough. Say if there is a way or a time in which we should not reach you.'
              : 'In your own words, as short as you like. Leave out what you would rather not tell.',
          seenBy: 'team',
          maxLength: 2000,
          rows: 6,
        }),
        text({
          name: 'fullName',
          label: 'Your name',
          subject: 'name',
          hint: 'What you would like us to call you. A first name is enough.',
          seenBy: 'team',
          maxLength: 200,
          autocomplete: 'name',
        }),
        shared.email('We answer to this address. Give one that only you read.', 'team'),
        reference,
      ],
    },
  ],
  needsRound: false,
  sendLabel: 'Send message',
  keepsDraft: false,
});
