/** Names of the texts in content/mail, by which any part asks whether the site has one. */

/** The mail that introduces two people to each other. Without it, each of the two gets the mail that they are matched. */
export const introductionTemplate = 'introduction';

/** Kinds of mail whose text is the same for every form. */
const forEveryForm: readonly string[] = ['link', 'changed'];

/** Returns the name of the template for a mail to an applicant: the event and the form. */
export const templateName = (kind: string, form: string): string =>
  forEveryForm.includes(kind) || kind.startsWith('check-in-') ? kind : `${kind}-${form}`;

/** The site's templates, of which only the names count. */
export type TemplateNames = Pick<ReadonlyMap<string, unknown>, 'has'>;

/** True if the site has a text for this mail to an applicant. */
export const hasTemplate = (templates: TemplateNames, kind: string, form: string): boolean =>
  templates.has(templateName(kind, form));
