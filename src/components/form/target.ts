import type { FormId } from '#forms/form.ts';
import { siteForms, ownPage } from '#forms/scheme-paths.ts';

/** The address a form is posted to: the site's own inbox, unless `PUBLIC_FORMS_ENDPOINT` names another endpoint. */
export interface Target {
  /** Address for `action`. The island reads the endpoint and the key from it. */
  action: string;
  /** True at formspree.io, which has no references and needs the address of our confirmation page. */
  isHosted: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns true where a form can be sent. Where there is none, or no id at a hosted endpoint, the contact page shows its words only. */
export const isAvailable = (form: FormId, env: Environment = process.env): boolean =>
  siteForms.includes(form) && (form !== 'contact' || !isHosted(env) || (env[idName(form)] ?? '') !== '');

/** Returns the target of a form. @throws when forms go to formspree.io and the form's id is not set. */
export function targetOf(form: FormId, env: Environment = process.env): Target {
  const endpoint = endpointOf(env);
  if (!isHosted(env)) return { action: `${endpoint}/f/${form}`, isHosted: false };
  const name = idName(form);
  const id = env[name] ?? '';
  if (!/^[a-z0-9]+$/i.test(id)) {
    throw new Error(
      `Forms are sent to ${endpoint}, so ${name} must hold the form's id there, like xyzabcde; it is "${id}".`,
    );
  }
  return { action: `${endpoint}/f/${id}`, isHosted: true };
}

/** Returns the address at which people have the link to their own page sent; undefined at a hosted endpoint, which has no such pages. */
export const ownPageAddress = (env: Environment = process.env): string | undefined =>
  isHosted(env) ? undefined : `${endpointOf(env)}${ownPage.href}`;

/** Without a slash at its end; '' for the site itself. */
const endpointOf = (env: Environment) => (env['PUBLIC_FORMS_ENDPOINT'] ?? '').replace(/\/+$/, '');

const isHosted = (env: Environment) =>
  endpointOf(env) !== '' && /(^|\.)formspree\.io$/.test(new URL(endpointOf(env)).hostname);

const idName = (form: FormId) => `PUBLIC_FORMSPREE_${form.toUpperCase()}`;
