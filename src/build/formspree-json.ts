import type { Field, Form } from '#forms/form.ts';
import { fieldsOf } from '#forms/form.ts';

/** One form of a `formspree.json`, as far as it is used (help.formspree.io: The formspree.json file). */
interface HostedForm {
  name: string;
  fields: Record<string, { type: 'text' | 'email'; required: boolean }>;
}

/** A list is posted as one, and the hosted service has no type for that: it is taken as an extra field. */
const isList = ({ kind }: Field) => kind === 'checkboxes' || kind === 'ranked';

/**
 * What hosted Formspree is told of our forms, from their definitions: it checks what it can, which is whether a field is there and whether
 * an address is one. A field that only some are asked for is never required there.
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
