import { describe, expect, test } from 'vitest';
import { ask } from '#forms/ask.ts';
import { isSubmissionId, readSubmission, specialFields } from '#forms/submission.ts';
import { question, type Sent } from './examples.ts';

const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const read = (special: Sent) => readSubmission(ask, { ...question(), ...special });
const envelope = (special: Sent) => read(special).envelope;

test('special fields are split from the answers', () => {
  const special = Object.fromEntries(specialFields.map((name) => [name, name === 'submission_id' ? id : 'x']));
  expect(read(special).answers).toEqual(question());
  expect(read(special).problems).toEqual([]);
});

test('a submission without special fields has an empty envelope', () => {
  expect(envelope({})).toEqual({
    submissionId: undefined,
    formVersion: undefined,
    round: undefined,
    queuedAt: undefined,
    elapsed: undefined,
    trapped: false,
    next: undefined,
    subject: undefined,
    replyTo: undefined,
    language: undefined,
    copiesAsked: false,
  });
});

describe('the id', () => {
  test('is a UUID in either case', () => {
    expect(envelope({ submission_id: ` ${id.toUpperCase()} ` }).submissionId).toBe(id);
    expect(isSubmissionId('018f3f2e-7c3a-7bbb-8000-000000000000')).toBe(true);
  });

  test('is undefined when it is blank, as without scripts', () => {
    expect(read({ submission_id: '' })).toMatchObject({ envelope: { submissionId: undefined }, problems: [] });
  });

  test.each(['1', `${id}0`, `{${id}}`, id.replaceAll('-', ''), `${id}' OR 1=1`])('"%s" is refused', (bad) => {
    expect(isSubmissionId(bad)).toBe(false);
    expect(read({ submission_id: bad }).problems).toMatchObject([
      { field: 'submission_id', message: expect.stringContaining('UUID') as string },
    ]);
  });
});

test('each unknown name is a problem', () => {
  expect(read({ dateOfBirth: 'x', _Gotcha: 'x', __proto__x: 'x' }).problems.map(({ field }) => field)).toEqual([
    'dateOfBirth',
    '_Gotcha',
    '__proto__x',
  ]);
});

test('the rest of the envelope is read as far as possible', () => {
  expect(
    envelope({
      formVersion: '1',
      round: '2026-27',
      queued_at: '2027-02-11T23:58:00.000Z',
      elapsed: '183250',
      _next: '/sent/',
      _language: 'en-GB',
      _subject: 'One\r\nBcc: other@example.com',
      _replyto: 'Zoe@München.de',
    }),
  ).toMatchObject({
    formVersion: '1',
    round: '2026-27',
    queuedAt: '2027-02-11T23:58:00.000Z',
    elapsed: 183_250,
    next: '/sent/',
    language: 'en-GB',
    subject: 'One Bcc: other@example.com',
    replyTo: 'Zoe@xn--mnchen-3ya.de',
  });
});

test.each([
  ['queued_at', 'yesterday', 'queuedAt'],
  ['queued_at', '2027-02-30T00:00:00Z', 'queuedAt'],
  ['elapsed', '-1', 'elapsed'],
  ['elapsed', 'Infinity', 'elapsed'],
  ['elapsed', '1e9', 'elapsed'],
  ['round', '../../etc/passwd\n', 'round'],
  ['round', 'x'.repeat(41), 'round'],
  ['formVersion', '<b>', 'formVersion'],
  ['_replyto', 'a@example.com, b@example.com', 'replyTo'],
  ['_replyto', 'a@example.com\nBcc: b@example.com', 'replyTo'],
] as const)('%s of "%s" is as if it were not there', (name, value, key) => {
  expect(envelope({ [name]: value })[key]).toBeUndefined();
});

test('a subject is one line of at most 120 characters', () => {
  expect(envelope({ _subject: '🦉'.repeat(200) }).subject).toBe('🦉'.repeat(120));
});

test('the trap field is filled by anything that is not blank', () => {
  expect(envelope({ _gotcha: 'x' }).trapped).toBe(true);
  expect(envelope({ _gotcha: ['', 'x'] }).trapped).toBe(true);
  expect(envelope({ _gotcha: ' ' }).trapped).toBe(false);
});

test('a request for copies is noted', () => {
  expect(envelope({ _cc: 'b@example.com' }).copiesAsked).toBe(true);
});
