import type { FormId } from '#forms/form.ts';

/** Where a form is posted. Forms go to the site's own inbox, unless `PUBLIC_FORMS_ENDPOINT` names another; hosted ones have ids. */
export interface Target {
  /** Address for `action`; the island reads endpoint and key from it. */
  action: string;
  /** True at formspree.io: it knows nothing of our references and redirects. */
  isHosted: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws when forms go to formspree.io and the form's id is not set. */
export function targetOf(form: FormId, env: Environment = process.env): Target {
  const endpoint = (env['PUBLIC_FORMS_ENDPOINT'] ?? '').replace(/\/+$/, '');
  if (endpoint === '') return { action: `/f/${form}`, isHosted: false };
  const { hostname } = new URL(endpoint);
  if (!/(^|\.)formspree\.io$/.test(hostname)) return { action: `${endpoint}/f/${form}`, isHosted: false };
  const name = `PUBLIC_FORMSPREE_${form.toUpperCase()}`;
  const id = env[name] ?? '';
  if (!/^[a-z0-9]+$/i.test(id)) {
    throw new Error(
      `Forms are sent to ${endpoint}, so ${name} must hold the form's id there, like xyzabcde; it is "${id}".`,
    );
  }
  return { action: `${endpoint}/f/${id}`, isHosted: true };
}
