import { site } from '#site';
import type { FormId } from './form.ts';

/** The page of a scheme: `/peer-mentoring/`. Without the site's base. */
export const schemePath = (scheme: keyof typeof site.schemes): string => `/${site.schemes[scheme].page}/`;

/** The page on which a form stands; a question is asked on the page of its scheme. Without the site's base. */
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
