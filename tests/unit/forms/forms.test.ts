import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestValue } from '#forms/answers/answers.ts';
import { checkStep, defineForm, fieldsOf, optionsOf, seenByWords, wordsFor } from '#forms/form.ts';
import type { Field, Form } from '#forms/form.ts';
import { site } from '#site';
import { allZones } from '#forms/dates/time-zones.ts';
import { isZone } from '#forms/dates/zoned-time.ts';
import { formById, forms } from '#forms/registry.ts';
import { specialFields } from '#forms/submission.ts';
import { fieldsOnPath, validateForm } from '#forms/validate.ts';
import { maxFields, maxKeyLength } from '#inbox/submissions/parse-body.ts';
import { context, examples, graduate, student } from './examples.ts';
import { names, values } from './posted.ts';

test('every time zone offered exists', () => {
  const zones = allZones();
  expect(zones).toContain(site.timeZone);
  expect(zones.filter((zone) => !isZone(zone))).toEqual([]);
});

test('four forms are found by their ids', () => {
  expect(forms.map(({ id }) => id)).toEqual(['mentee', 'mentor', 'ask', 'contact']);
  expect(formById('ask')?.id).toBe('ask');
  expect(formById('constructor')).toBeUndefined();
});

describe.each(forms.map((form) => [form.id, form] as const))('the %s form', (id, form: Form) => {
  const fields = fieldsOf(form);
  const sentences = (field: Field) =>
    [{}, { status: 'student' }, { status: 'graduate' }].map((answers) => wordsFor(field.missing, answers));

  test('has the documented names, each once', () => {
    expect(fields.map(({ name }) => name)).toEqual(names[id]);
    expect(new Set(names[id]).size).toBe(names[id].length);
    expect(names[id].filter((name) => (specialFields as readonly string[]).includes(name))).toEqual([]);
  });

  test('has the documented values', () => {
    for (const field of fields) {
      if (field.name === 'timeZone' || optionsOf(field).length === 0) continue;
      const promised =
        id === 'mentor' && field.name === 'sectors'
          ? values['sectors']?.slice(0, -1)
          : values[id === 'contact' ? 'contactTopic' : field.name];
      expect(
        optionsOf(field).map(({ value }) => value),
        field.name,
      ).toEqual(promised);
    }
  });

  test('accepts every option that it offers', () => {
    for (const field of fields.filter(({ name }) => name !== 'timeZone')) {
      for (const { value } of optionsOf(field)) {
        const judgement = validateForm(form, { ...examples[id](), [field.name]: value }, context);
        const named = judgement.ok || judgement.exit ? [] : judgement.problems.map((problem) => problem.field);
        expect(named, `${field.name}=${value}`).not.toContain(field.name);
      }
    }
  });

  test('accepts its canonical answers again and leaves them unchanged', () => {
    for (const sent of id === 'mentee' ? [student(), graduate()] : [examples[id]()]) {
      const once = validateForm(form, sent, context);
      expect(once.ok).toBe(true);
      expect(validateForm(form, once.answers, context)).toEqual(once);
    }
  });

  test('validates any text without throwing, with our own sentences', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'student',
        'graduate',
        'yes',
        'phone',
        'one-question',
        '2025-06',
        '2027-01-01',
        '[',
        '["a"]',
        '[{}]',
        'https://',
        'a@b@c',
        '+44',
      ),
      fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names[id]), anything), (sent) => {
        const judgement = validateForm(form, sent, context);
        const order = fields.map(({ name }) => name);
        const found = judgement.ok ? [] : judgement.problems;
        const places = found.map(({ field }) => order.indexOf(field));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(new Set(places).size).toBe(places.length);
        for (const { message } of found)
          expect(message).toMatch(
            /^(Enter|Select|Your|The number|Type your|Confirm|Mentoring is|You graduated|[A-Z][a-z]+ \d{4} is in the future)/,
          );
        const path = fieldsOnPath(form, sent, context).map(({ name }) => name);
        expect(Object.keys(judgement.answers).filter((name) => !path.includes(name))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('has no words that blame, beg or shout', () => {
    const all = fields.flatMap((field) => [
      ...sentences(field),
      ...[{}, { status: 'student' }].flatMap((answers) => [
        wordsFor(field.label, answers),
        wordsFor(field.hint ?? '', answers),
      ]),
      field.warn ?? '',
    ]);
    const judgement = validateForm(form, Object.fromEntries(fields.map(({ name }) => [name, '?'])), context);
    const messages = judgement.ok ? [] : judgement.problems.map(({ message }) => message);
    for (const words of [...all, ...messages]) {
      expect(words).not.toMatch(/\b(please|sorry|valid|invalid|required|oops|must enter|error|optional)\b|!|\*/i);
      expect(words).toBe(words.trim());
    }
    for (const sentence of [...fields.flatMap(sentences), ...messages]) expect(sentence).toMatch(/^[A-Z].*[^.]$/);
  });

  test('states who sees each answer, and when a question is only for some', () => {
    for (const field of fields) {
      expect(seenByWords[field.seenBy]('this')).toMatch(/ this( .+)?\.$|^.* this, .+\.$/);
      expect(field.subject).not.toBe('');
      if (field.when) expect(field.when.words).toMatch(/^if you|^if we/);
    }
  });

  test('links to the text to agree to, on a page of the site', () => {
    const agreed = fields.filter(({ kind, textVersion }) => kind === 'confirm' && textVersion !== undefined);
    expect(agreed).toHaveLength(id === 'contact' ? 0 : 1);
    for (const { read } of agreed) expect(read?.href).toMatch(/^\/[a-z-]+\/#[a-z-]+$/);
  });

  test('fits into one request with the longest answers', () => {
    expect(fields.length + specialFields.length).toBeLessThanOrEqual(maxFields);
    const longest = fields.map(({ name, maxLength, choices, ...field }) => {
      expect(name.length).toBeLessThanOrEqual(maxKeyLength);
      expect(maxLength ?? 0).toBeLessThanOrEqual(longestValue);
      const longestOption = Math.max(40, ...optionsOf({ name, ...field }).map(({ value }) => value.length));
      // The longest a character can be in a form's encoding is 12 bytes: one outside the BMP.
      return maxLength === undefined
        ? (choices?.max ?? 1) * (name.length + longestOption + 2)
        : name.length + maxLength * 12;
    });
    expect(longest.reduce((sum, size) => sum + size, 2_000)).toBeLessThanOrEqual(64 * 1024);
  });

  test('ends with the check step, or is one page', () => {
    expect(form.steps.at(-1)?.id).toBe(form.steps.length > 1 ? checkStep : form.steps[0]?.id);
    expect(form.keepsDraft).toBe(id === 'mentee' || id === 'mentor');
    expect(form.needsRound).toBe(id === 'mentee');
  });
});

test('a question without options is not asked', () => {
  const mentee = formById('mentee')!;
  const steps = mentee.steps.map((step) => ({
    ...step,
    fields: step.fields.map((field) => (field.name === 'level' ? { ...field, options: [] } : field)),
  }));
  const asked = fieldsOf(defineForm({ ...mentee, steps })).map(({ name }) => name);
  expect(asked).toEqual(names.mentee.filter((name) => name !== 'level'));
});

test('a text to agree to changes only with its version', () => {
  const texts = forms.flatMap((form) =>
    fieldsOf(form).flatMap(({ textVersion, label }) =>
      textVersion ? [`${form.id} ${form.version} ${textVersion}: ${wordsFor(label, {})}`] : [],
    ),
  );
  expect(texts).toMatchInlineSnapshot(`
    [
      "mentee 2 2026-11-29: I understand that applying does not promise a match, that a mentor sees my answers where the form says so, and that my answers are kept and deleted as the privacy page says.",
      "mentor 2 2026-11-29: I agree to the code of conduct for mentors, and that mentees see my answers where the form says so.",
      "ask 2 2026-11-29: I understand that a mentor sees my answers where the form says so, that this is for one meeting, and that my answers are kept and deleted as the privacy page says.",
    ]
  `);
});

test('no form asks for data that no decision needs', () => {
  const asked = forms.flatMap((form) => fieldsOf(form).map(({ name }) => name.toLowerCase()));
  for (const name of 'birth gender nationality visa address postcode photo cv ethnic disab'.split(' ')) {
    expect(asked.filter((one) => one.includes(name) && one !== 'email')).toEqual([]);
  }
});

test('one form imports no other', () => {
  const imports = (file: string): string[] =>
    [
      ...readFileSync(new URL(`../../../src/forms/${file}`, import.meta.url), 'utf8').matchAll(
        /^import (?!type).*? from '(\.\.?\/.*?)';$/gm,
      ),
    ].map(([, name]) => posix.join(posix.dirname(file), name!));
  const reached = (file: string, seen = new Set<string>()): Set<string> => {
    for (const next of imports(file)) if (!seen.has(next)) reached(next, seen.add(next));
    return seen;
  };
  const own = { mentee: 'mentee.ts', mentor: 'mentor.ts', ask: 'ask.ts', contact: 'contact.ts' };
  for (const file of Object.values(own)) {
    const others = [...Object.values(own), 'registry.ts', 'submission.ts', 'eligibility/exits.ts', 'display.ts'].filter(
      (other) => other !== file,
    );
    expect(
      [...reached(file)].filter((one) => others.includes(one)),
      file,
    ).toEqual([]);
    expect([...reached(file)], file).toContain('fields/rules.ts');
  }
});
