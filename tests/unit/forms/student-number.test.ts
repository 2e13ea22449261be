import { expect, test } from 'vitest';
import { readStudentNumber } from '#forms/formats/student-number.ts';

const number = { pattern: /s(\d{7})|(\d{7})\d{0,2}/, kept: 's$1$2' };
const mailDomains = ['northbridge.example', 'my.northbridge.example'];

test.each([
  's1234567',
  'S1234567',
  '1234567',
  '12345678',
  '123456789',
  ' s 123 4567 ',
  '1234 567 89',
  's1234567@my.northbridge.example',
  'S1234567@northbridge.example',
  '١٢٣٤٥٦٧',
  'ｓ１２３４５６７',
])('"%s" is read as s1234567', (typed) => {
  expect(readStudentNumber(typed, number, mailDomains)).toBe('s1234567');
});

test.each([
  '',
  's123456',
  '123456',
  's12345678',
  '1234567890',
  'x1234567',
  '1234567w',
  's1234567@example.com',
  'ada@my.northbridge.example',
])('"%s" is not a student number', (typed) => {
  expect(readStudentNumber(typed, number, mailDomains)).toBeUndefined();
});

test.each(['abcxyz001', 'ABCXYZ001', 'AbcXyz 001', 'ABCXYZ001@my.northbridge.example'])(
  '"%s", with letters of a name, is read as abcxyz001',
  (typed) => {
    const ofName = { pattern: /([a-z]{6}\d{3})/, kept: '$1' };
    expect(readStudentNumber(typed, ofName, mailDomains)).toBe('abcxyz001');
  },
);
