import { site } from '#site';
import type { FormId } from './form.ts';

/** Returns the path of a scheme's page without the site's base: `/peer-mentoring/`. */
export const schemePath = (scheme: keyof typeof site.schemes): string => `/${site.schemes[scheme].page}/`;

/** Returns the path of a form's page without the site's base. The question form is on the page of its scheme. */
export function formPath(form: FormId): string {
  switch (form) {
    case 'mentee':
      return `${schemePath('mentoring')}apply/`;
    case 'mentor':
      return `${schemePath('mentors')}apply/`;
    case 'ask':
      return schemePath('question');
    case 'contact':
      return '/contact/';
  }
}
