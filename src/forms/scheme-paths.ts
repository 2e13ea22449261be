import { site } from '#site';
import type { FormId } from './form.ts';

const pages = {
  mentoring: site.schemes.mentoring.page,
  question: site.schemes.question.page,
  mentors: site.schemes.mentors.page,
};

/** Returns the path of a scheme's page without the site's base: `/peer-mentoring/`. */
export const schemePath = (scheme: keyof typeof site.schemes): string => `/${pages[scheme]}/`;

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
