import type { Field, Form } from '#forms/form.ts';
import { fieldsOf } from '#forms/form.ts';

/** The part of a form in `formspree.json` that is used here (help.formspree.io: The formspree.json file). */
interface HostedForm {
  name: string;
  fields: Record<string, { type: 'text' | 'email'; required: boolean }>;
}

/** True for a field whose answer is a list. The hosted service has no type for lists and stores them as extra fields. */
const isList = ({ kind }: Field) => kind === 'checkboxes' || kind === 'ranked';

/**
 * Returns the `formspree.json` for hosted Formspree, from the forms' definitions. It can check that a field is filled and that an e-mail address
 * is valid. A field that only some applicants are asked is never required there.
 */
export function formspreeJson(forms: readonly Form[]): { forms: Record<string, HostedForm> } {
  const hosted = (form: Form): HostedForm => ({
    name: form.title,
    fields: Object.fromEntries(
      fieldsOf(form)
        .filter((field) => !isList(field))
        .map((field) => [
          field.name,
          {
            type: field.kind === 'email' ? ('email' as const) : ('text' as const),
            required: !field.optional && !field.when,
          },
        ]),
    ),
  });
  return { forms: Object.fromEntries(forms.map((form) => [form.id, hosted(form)])) };
}
