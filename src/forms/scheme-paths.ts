import { site } from '#site';
import type { FormId } from './form.ts';

/** Returns the path of a scheme's page without the site's base: `/peer-mentoring/`. */
export const schemePath = (scheme: keyof typeof site.schemes): string => `/${site.schemes[scheme].page}/`;

/** Returns the path of a form's page without the site's base. The question form is on the page of its scheme. */
export const formPath = (form: FormId): string =>
  form === 'ask' ? schemePath('question') : `${schemePath(form === 'mentee' ? 'mentoring' : 'mentors')}apply/`;
