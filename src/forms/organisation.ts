/**
 * What the forms' rules and sentences say about the university. Another university replaces these values, and the label of its student
 * number in `student-number.ts`. They stand here, not in the site's configuration, because the browser loads them with a form.
 */
export const organisation = {
  name: 'University of Westminster',
  /** As in "your Westminster email address". */
  shortName: 'Westminster',
  /** Domains of addresses given to students, in lower case. New staff share the first: a domain proves nothing, the team confirms. */
  mailDomains: ['westminster.ac.uk', 'my.westminster.ac.uk'],
  exampleEmail: 'w1234567@my.westminster.ac.uk',
  /** How many years after the month of graduation a graduate may apply. */
  graduateYears: 3,
} as const;
