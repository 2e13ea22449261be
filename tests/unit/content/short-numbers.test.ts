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

it('takes the number of the configuration, and whole numbers of any country', () => {
  const text = `${section(tip('Call [911](tel:911), or [us](tel:+442079460018), or [the team](tel:02079460018).'))}\n\n${ending}`;
  expect(problemsIn(text)).toEqual([]);
});
