import '../../support/in-london.ts';
import { describe, expect, test } from 'vitest';
import { mentee } from '#forms/mentee.ts';
import { graduate, student, type Sent } from './examples.ts';
import { answersOf, sentenceFor } from './sentences.ts';

const say = (field: string, value: string | string[], sent: Sent = student()) =>
  sentenceFor(mentee, field, { ...sent, [field]: value });

describe('the gate', () => {
  const londonEndOfNovember = new Date('2026-11-30T23:59:59.999Z');
  test('refuses people who are neither, with the reason', () => {
    expect(say('status', 'neither')).toBe(
      'Mentoring is for Northbridge University students, and for graduates up to two years after graduation',
    );
  });

  test('checks the two years at the time of sending', () => {
    const sent = graduate({ graduated: 'November 2024' });
    expect(sentenceFor(mentee, 'graduated', sent, londonEndOfNovember)).toBeUndefined();
    expect(sentenceFor(mentee, 'graduated', sent, new Date('2026-12-01T00:00:00Z'))).toBe(
      'You graduated in November 2024, so you could apply until 30\u00a0November 2026',
    );
  });

  test('tells people who have not graduated yet to apply as students', () => {
    expect(sentenceFor(mentee, 'graduated', graduate({ graduated: '2026-12' }), londonEndOfNovember)).toBe(
      'December 2026 is in the future. If you have not graduated yet, select “I am a student”',
    );
  });

  test('refuses a month that it cannot read', () => {
    expect(say('graduated', 'last summer', graduate())).toBe('Enter the month and year you graduated, like June 2025');
  });
});

describe('an answer off the path', () => {
  test('is dropped', () => {
    const answers = answersOf(mentee, graduate({ studentNumber: 'nonsense', yearOfStudy: '99' }));
    expect(answers).not.toHaveProperty('studentNumber');
    expect(answers).not.toHaveProperty('yearOfStudy');
    expect(answersOf(mentee, student({ graduated: 'nonsense' }))).not.toHaveProperty('graduated');
  });
});
