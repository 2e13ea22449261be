import { describe, expect, it } from 'vitest';
import { parseBody } from '../../../src/commands/content/document.ts';
import { readability } from '../../../src/commands/content/readability.ts';
import { article, said } from './article.ts';

function measured(body: string) {
  const read = parseBody({ ...article(), body });
  return 'tree' in read ? readability(read.tree)! : undefined!;
}

describe('how an article reads', () => {
  it('counts words and sentences of the text, not of titles', () => {
    const { words, sentenceLength } = measured(
      '<Section id="a" title="Ten words that are not said aloud">\n\nSit down. Breathe out slowly.\n\n- A glass of water\n\n</Section>',
    );
    expect(words).toBe(9);
    expect(sentenceLength).toBe(3);
  });

  it('does not end a sentence at 11.59pm or Dr Shah', () => {
    expect(measured('The round closes at 11.59pm on Thursday. Write to Dr. Shah before then.').sentenceLength).toBe(
      6.5,
    );
  });

  it('gives short everyday words a lower age than long ones', () => {
    const plain = 'Write to your mentor. Say who you are. Ask when you can meet.';
    const heavy =
      'Communication regarding organisational availability necessitates considerable anticipatory deliberation.';
    expect(measured(plain).age).toBeLessThan(9);
    expect(measured(heavy).age).toBeGreaterThan(20);
  });

  it('counts a passive sentence once, and leaves feelings out', () => {
    expect(measured('Notes are kept and were written. You keep notes.').passive).toBe(0.5);
    expect(measured('The form is checked by the team. You are interested. You are tired.').passive).toBeCloseTo(1 / 3);
  });

  it('has no measures without a sentence', () => {
    const read = parseBody({ ...article(), body: '' });
    expect('tree' in read && readability(read.tree)).toBeUndefined();
  });

  it('gives advice, not problems, on hard words, passives and sentences of more than 35 words', () => {
    const long = `Ask ${'and ask '.repeat(18)}again.`;
    const heavy =
      'Organisational communication is performed collaboratively. Considerations are communicated immediately.';
    const { problems, advice } = said(article({}, `${long}\n\n${`${heavy} `.repeat(3)}`));
    expect(problems).toEqual([]);
    expect(advice.map((text) => text.split(' ').slice(0, 3).join(' '))).toEqual([
      'reads like a',
      '75% of its',
      'a sentence has',
    ]);
  });
});
