import { site } from '#site';
import { formIds, type FormId } from './form.ts';

/** Returns the path of a scheme's page without the site's base: `/alumni-mentoring/`. */
export const schemePath = ({ page }: { page: string }): string => `/${page}/`;

/**
 * Returns the path of a form's page without the site's base; undefined for a form that this site does not have, because it does not have its
 * scheme. The question form is on the page of its scheme.
 */
export function formPath(form: FormId): string | undefined {
  const { mentoring, question, mentors } = site.schemes;
  switch (form) {
    case 'mentee':
      return mentoring && `${schemePath(mentoring)}apply/`;
    case 'mentor':
      return mentors && `${schemePath(mentors)}apply/`;
    case 'ask':
      return question && schemePath(question);
    case 'contact':
      return site.contacts.form ? '/contact/' : undefined;
  }
}

/** The page at which people have the link to their own page sent, as the foot of each page names it. */
export const ownPage = { label: 'My application', href: '/my/' } as const;

/** The forms that this site has a page for. */
export const siteForms: readonly FormId[] = formIds.filter((form) => formPath(form) !== undefined);

/** True where people can offer to be a mentor. Elsewhere no mentor is in the inbox, and nobody is matched there. */
export const hasMentors: boolean = site.schemes.mentors !== undefined;

/** True where one applies in rounds. */
export const hasRounds: boolean = site.schemes.mentoring?.rounds === true;
