/** Questions of more than one form. */
import { site } from '#site';
import { domainOf, emailFormat, longestEmail, readEmail } from '../formats/email.ts';
import { choice, choices, confirm, text } from './fields.ts';
import type { Field, RuleContext, SeenBy } from '../form.ts';
import { modes, windows } from '../options.ts';
import { cityOf } from '../dates/zoned-time.ts';
import { readAs } from './rules.ts';
import type { Refuse } from '../answers/refuse.ts';

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

export const isUniversityEmailAsked = site.students.mailDomains.length > 0;
const universityEmail = `Enter your ${site.organisation.shortName} email address, like ${site.students.exampleEmail}`;
const address = (text: string, refuse: Refuse, { answers, causes }: RuleContext): string => {
  const isStudent = isUniversityEmailAsked && answers['status'] === 'student';
  const read = readEmail(text);
  if (read === undefined) return refuse(causes?.email(text) ?? (isStudent ? universityEmail : emailFormat));
  return isStudent && !site.students.mailDomains.some((domain) => domain === domainOf(read))
    ? refuse(universityEmail)
    : read;
};

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

/** The city of the site's zone. */
const here = cityOf(site.timeZone);

// @__NO_SIDE_EFFECTS__
export const timeZone = (seenBy: SeenBy): Field => ({
  name: 'timeZone',
  kind: 'zone',
  label: 'Time zone you will be in',
  subject: 'time zone',
  hint: 'A country or a big city, such as India or Delhi.',
  seenBy,
  default: here,
  missing: 'Enter your time zone',
  rule: readAs((name, refuse, { zones }) => (name === here ? site.timeZone : (zones?.(name, refuse) ?? name))),
});

/** What one agrees to before sending, in the words of the scheme. */
// @__NO_SIDE_EFFECTS__
export const consent = (name: string, subject: string, scheme: Scheme | undefined): Field =>
  confirm({
    name,
    label: scheme?.consent.text ?? '',
    subject,
    seenBy: 'team',
    read: { href: scheme?.consent.page ?? '', title: scheme?.consent.pageTitle ?? '' },
    textVersion: scheme?.consent.version ?? '',
    missing: scheme?.consent.missing ?? '',
  });

type Scheme = Pick<NonNullable<typeof site.schemes.question>, 'consent'>;
