import { describe, expect, test } from 'vitest';
import { ask } from '#forms/ask.ts';
import { fieldsOf } from '#forms/form.ts';
import { mentee } from '#forms/mentee.ts';
import { mentor } from '#forms/mentor.ts';
import {
  fieldsOnPath,
  stepOf,
  unknownFieldProblem,
  unknownFields,
  validateForm,
  validateStep,
} from '#forms/validate.ts';
import { context, graduate, mentorApplication, question, student, without } from './examples.ts';

const problemsOf = (sent = {}) => {
  const judgement = validateForm(mentee, sent, context);
  return judgement.ok ? [] : judgement.problems;
};

describe('a whole form', () => {
  test('lists every question on the path in page order when blank', () => {
    const order = fieldsOf(mentee).map(({ name }) => name);
    const named = problemsOf({ status: 'student' }).map(({ field }) => field);
    expect(named).toEqual(order.filter((name) => named.includes(name)));
    expect(named).toEqual(
      'fullName email studentNumber course level yearOfStudy sectors focus goals mode windows understood'.split(' '),
    );
  });

  test('has one problem a field, with its step', () => {
    const problems = problemsOf(student({ email: 'zoe', goals: 'short', windows: [] }));
    expect(problems.map(({ field, step }) => [field, step])).toEqual([
      ['email', 'about-you'],
      ['goals', 'goals'],
      ['windows', 'meeting'],
    ]);
  });

  test.each([
    ['a field that was not sent', without(student(), 'course'), 'REQUIRED_FIELD_MISSING'],
    ['a blank', student({ course: ' ' }), 'REQUIRED_FIELD_EMPTY'],
    ['text', student({ goals: 'a' }), 'TYPE_TEXT'],
    ['an email address', student({ email: 'zoe' }), 'TYPE_EMAIL'],
    ['a choice', student({ mode: 'phone' }), 'TYPE_TEXT'],
  ])('has Formspree’s code for %s: %#', (_name, sent, code) => {
    expect(problemsOf(sent).map((problem) => problem.code)).toEqual([code]);
  });

  test('has Formspree’s code for a number', () => {
    const judgement = validateForm(mentor, mentorApplication({ alumnus: 'yes', alumnusYear: 'two' }), context);
    expect(judgement).toMatchObject({ ok: false, problems: [{ field: 'alumnusYear', code: 'TYPE_NUMERIC' }] });
  });

  test('returns the usable answers with its problems', () => {
    const judgement = validateForm(mentee, student({ goals: 'short', fullName: ' Zoë ' }), context);
    expect(judgement).toMatchObject({ ok: false, answers: { fullName: 'Zoë' } });
  });

  test('ignores names that every object inherits', () => {
    const sent = JSON.parse('{"__proto__":{"status":"student"},"constructor":"x"}') as Record<string, string>;
    expect(problemsOf(sent)[0]).toMatchObject({ field: 'status', code: 'REQUIRED_FIELD_MISSING' });
  });

  test('accepts one answer to a question with one answer', () => {
    expect(problemsOf(student({ course: ['Law', 'Law'] }))).toEqual([]);
    expect(problemsOf(student({ course: ['Law', 'Music'] }))).toMatchObject([
      { field: 'course', message: 'Enter your course' },
    ]);
  });

  test('does not change the posted answers', () => {
    const sent = student({ fullName: ' Zoë\u200B ', sectors: ['law', '', 'law'] });
    const before = structuredClone(sent);
    validateForm(mentee, sent, context);
    expect(sent).toEqual(before);
  });
});

describe('one step', () => {
  test('has only its own problems and answers', () => {
    const judgement = validateStep(mentee, 'about-you', { status: 'student', fullName: 'Zoë', email: 'zoe' }, context);
    expect(judgement.answers).toEqual({ fullName: 'Zoë', email: 'zoe' });
    expect(judgement.ok ? [] : judgement.problems.map(({ field }) => field)).toEqual(
      'email studentNumber course level yearOfStudy'.split(' '),
    );
  });

  test('is valid while later ones are blank', () => {
    expect(validateStep(mentee, 'can-you-apply', { status: 'student' }, context)).toEqual({
      ok: true,
      answers: { status: 'student' },
    });
  });

  test('asks the questions that earlier answers lead to', () => {
    const sent = without(graduate(), 'course');
    const judgement = validateStep(mentee, 'about-you', sent, context);
    expect(judgement.ok ? [] : judgement.problems.map(({ field }) => field)).toEqual(['course']);
  });

  test('has an exit only for its own answers', () => {
    const sent = student({ status: 'neither' });
    expect(validateStep(mentee, 'can-you-apply', sent, context)).toMatchObject({
      ok: false,
      exit: { field: 'status' },
    });
    expect(validateStep(mentee, 'goals', sent, context)).not.toHaveProperty('exit');
    expect(validateStep(mentee, 'goals', { ...sent, goals: 'short' }, context)).not.toHaveProperty('exit');
  });

  test('has no exit for a month that cannot be read or has not come', () => {
    for (const graduated of ['soon', '1999', '2027-07', '']) {
      expect(validateStep(mentee, 'can-you-apply', { status: 'graduate', graduated }, context)).not.toHaveProperty(
        'exit',
      );
    }
  });

  test('is found by its id', () => {
    expect(() => stepOf(mentee, 'nowhere')).toThrow('The form mentee has no step nowhere.');
  });
});

describe('the path', () => {
  const names = (sent: Record<string, string>) => fieldsOnPath(mentee, sent, context).map(({ name }) => name);
  test('follows the answers', () => {
    expect(names({ status: 'student' })).toEqual(expect.arrayContaining(['studentNumber', 'yearOfStudy']));
    expect(names({ status: 'student' })).not.toContain('graduated');
    expect(names({ status: 'graduate' })).toContain('graduated');
    expect(names({})).not.toContain('shareAdjustments');
  });

  test('ignores an answer that is off it', () => {
    const sent = { adjustments: '', shareAdjustments: 'yes' };
    expect(names(sent)).not.toContain('shareAdjustments');
  });
});

test('names that are not fields are unknown', () => {
  expect(unknownFields(ask, Object.keys(question({ dateOfBirth: '2000-01-01', constructor: 'x' })))).toEqual([
    'dateOfBirth',
    'constructor',
  ]);
  expect(unknownFieldProblem(ask, 'dateOfBirth')).toEqual({
    field: 'dateOfBirth',
    code: 'TYPE_TEXT',
    message: 'This form has no field called “dateOfBirth”',
    step: 'request',
  });
});
