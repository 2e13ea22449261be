import { expect, it } from 'vitest';
import { sheetText } from '../../../src/scripts/tools/sheet-text.ts';

it('returns the answered questions in order under the title of their group', () => {
  const text = sheetText('One goal', [
    { title: 'The wish', rows: [{ label: 'What I want', answer: ' More confidence\nin interviews \n' }] },
    { title: 'Nothing here', rows: [{ label: 'Why?', answer: '  ' }] },
    {
      title: 'The goal',
      rows: [
        { label: 'By when?', answer: '' },
        { label: 'First step', answer: 'Write' },
      ],
    },
  ]);
  expect(text).toBe(
    'One goal\n\nTHE WISH\n\nWhat I want\nMore confidence\nin interviews\n\nTHE GOAL\n\nFirst step\nWrite\n',
  );
});

it('returns only the title when nothing was written', () => {
  expect(sheetText('One goal', [{ title: 'The wish', rows: [{ label: 'What I want', answer: '' }] }])).toBe(
    'One goal\n',
  );
});
