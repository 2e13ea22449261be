import { expect, test } from 'vitest';
import { fieldsOf } from '#forms/form.ts';
import { forms } from '#forms/registry.ts';
import { formspreeJson } from '../../../src/build/host/formspree-json.ts';

const hosted = formspreeJson(forms).forms;

test('every form is listed by its id with its title', () => {
  expect(Object.entries(hosted).map(([id, { name }]) => ({ id, name }))).toEqual(
    forms.map(({ id, title }) => ({ id, name: title })),
  );
});

test.each(forms)('only questions that everybody must answer are required in $id', (form) => {
  const required = Object.entries(hosted[form.id]!.fields).filter(([, rule]) => rule.required);
  expect(required.length).toBeGreaterThan(2);
  for (const [name] of required) {
    const field = fieldsOf(form).find((each) => each.name === name)!;
    expect(field).not.toHaveProperty('when');
    expect(field.optional ?? false).toBe(false);
  }
});

test('e-mail addresses have a format, and lists have none', () => {
  expect(hosted['mentee']!.fields['email']).toEqual({ type: 'email', required: true });
  expect(hosted['mentee']!.fields).not.toHaveProperty('sectors');
  expect(hosted['mentee']!.fields['studentNumber']).toEqual({ type: 'text', required: false });
});
