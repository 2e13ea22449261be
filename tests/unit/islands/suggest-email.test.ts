import { expect, test } from 'vitest';
import { suggestEmail } from '#src/islands/form/steps/suggest-email.ts';

test.each([
  ['ada@gmail.con', 'ada@gmail.com'],
  ['ada@gmial.com', 'ada@gmail.com'],
  ['ada@gnail.com', 'ada@gmail.com'],
  ['ada@hotmial.co.uk', 'ada@hotmail.co.uk'],
  ['ada@outlok.com', 'ada@outlook.com'],
  ['Ada <ada@gmail.con>', 'ada@gmail.com'],
  ['s1234567@my.northbridge.exmaple', 's1234567@my.northbridge.example'],
  ['s1234567@my.nothbridge.example', 's1234567@my.northbridge.example'],
])('suggests a correction for %s: %s', (typed, meant) => {
  expect(suggestEmail(typed)).toBe(meant);
});

test.each([
  'ada@gmail.com',
  'ada@googlemail.com',
  'ada@northbridge.example',
  's1234567@my.northbridge.example',
  'ada@kcl.ac.uk',
  'ada@bbc.co.uk',
  'ada@example.org',
  'ada@proton.me',
  'ada@qq.com',
  'ada@gmx.de',
  'ada@mac.com',
  'ada@email.com',
  'ada@mail.ru',
  'ada@yahoo.co.in',
  'zoë@exämple.de',
  'ada',
  '',
])('suggests nothing for "%s"', (typed) => {
  expect(suggestEmail(typed)).toBeUndefined();
});
