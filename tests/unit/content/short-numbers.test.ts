import { expect, it } from 'vitest';
import { ending, firstLine, problemsIn, section, tip } from './article.ts';

// The starter is a site of Canada, whose number is 911.
it('refuses a short number of another country, with its line and what to write', () => {
  const text = `${section(tip('Call [999](tel:999), or [116 123](tel:116123).'))}\n\n${ending}`;
  expect(problemsIn(text)).toEqual([
    expect.stringMatching(
      new RegExp(
        `^line ${firstLine + 4}: 999 is not among the short numbers of src/site\\.config\\.ts \\(contacts\\.emergency is 911;`,
      ),
    ),
    expect.stringContaining('116123 is not among'),
  ]);
});

it('refuses a short number to text as one to call', () => {
  const text = `${section(tip('Text [85258](sms:85258).'))}\n\n${ending}`;
  expect(problemsIn(text)).toEqual([expect.stringContaining('85258 is not among')]);
});

it('takes the number of the configuration, and whole numbers of any country', () => {
  const text = `${section(tip('Call [911](tel:911), or [us](tel:+442079460018), or [the team](tel:02079460018).'))}\n\n${ending}`;
  expect(problemsIn(text)).toEqual([]);
});

it.each(['If you are in danger, call 999.', 'Save two numbers in your phone: 112 for danger, and ours.'])(
  'refuses the number for danger of another country without a link: %s',
  (words) => {
    expect(problemsIn(`${section(tip(words))}\n\n${ending}`)).toEqual([
      expect.stringMatching(new RegExp(`^line ${firstLine + 4}: (999|112) is not among`)),
    ]);
  },
);

it.each([
  'If you are in danger, call 911.',
  'We had 112 applications in spring.',
  'Call us on 020 7911 0999, or +44 999 123 456.',
  'Ring them: it costs £999, or $1,000, and 112,000 people do.',
])('takes numbers that nobody calls in danger elsewhere: %s', (words) => {
  expect(problemsIn(`${section(tip(words))}\n\n${ending}`)).toEqual([]);
});
