import { expect, test } from 'vitest';
import { site } from '#site';
import { readStudentNumber } from '#forms/student-number.ts';

const { number, mailDomains } = site.students;

test.each([
  'w1234567',
  'W1234567',
  '1234567',
  '12345678',
  '123456789',
  ' w 123 4567 ',
  '1234 567 89',
  'w1234567@my.westminster.ac.uk',
  'W1234567@westminster.ac.uk',
  '١٢٣٤٥٦٧',
  'ｗ１２３４５６７',
])('"%s" is read as w1234567', (typed) => {
  expect(readStudentNumber(typed, number, mailDomains)).toBe('w1234567');
});

test.each([
  '',
  'w123456',
  '123456',
  'w12345678',
  '1234567890',
  'x1234567',
  '1234567w',
  'w1234567@example.com',
  'ada@my.westminster.ac.uk',
])('"%s" is not a student number', (typed) => {
  expect(readStudentNumber(typed, number, mailDomains)).toBeUndefined();
});
