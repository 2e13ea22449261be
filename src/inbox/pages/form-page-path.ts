import type { FormId } from '#forms/form.ts';

const paths: Readonly<Record<FormId, string>> = {
  mentee: '/career-mentoring/apply/',
  mentor: '/mentors/apply/',
  ask: '/ask-a-mentor/',
};

/** The page of the site on which a form stands. */
export const formPagePath = (form: FormId): string => paths[form];
