import { satteri } from '@astrojs/markdown-satteri';
import { mdxToJs } from 'satteri';
import { describe, expect, it } from 'vitest';
import { keepTogether } from '../../../src/build/plugins/keep-together.ts';
import { partsOf } from '#forms/whole-words.ts';

const made = (text: string) => mdxToJs(text, { mdastPlugins: [keepTogether] }).code.replaceAll('\\xA0', '_');

describe('what belongs together in the text of a page', () => {
  it.each([
    ['Send it by 12 March.', 'Send it by 12_March.'],
    ['Take 20 minutes, or 5 for **3 lines**.', 'Take 20_minutes, or 5_for '],
    ['In 2020 mentoring moved; 1,000 people and 7.5 hours', 'In 2020 mentoring moved; 1,000 people and 7.5 hours'],
  ])('%s', (text, expected) => {
    expect(made(text)).toContain(`"${expected}"`);
  });

  it('leaves the id of a heading as it is', async () => {
    const { render } = await satteri({ mdastPlugins: [keepTogether] }).createRenderer({ syntaxHighlight: false });
    const { metadata } = await render('## The first 20 minutes\n\n## Your *12 March* and 3 steps');
    expect(metadata.headings.map(({ slug }) => slug)).toEqual(['the-first-20-minutes', 'your-12-march-and-3-steps']);
  });

  it.each([
    ['Plan for 20 minutes with a mentor', ['Plan for ', '20 minutes', ' with a mentor']],
    ['Talk-to-Me', ['', 'Talk-to-Me', '']],
    ['In 2026/27 an up-to-date plan', ['In 2026/27 an up-to-date plan']],
  ])('stays together in the title “%s”', (title, parts) => {
    expect(partsOf(title)).toEqual(parts);
  });

  it('is a name with hyphens', () => {
    expect(made('Ask in Talk-to-Me today.').replace(/\s+/g, ' ')).toMatch(
      /"Ask in ", _jsx\(\S*span\S*, \{ class(?:Name)?: "whole", children: "Talk-to-Me" \}\), " today\."/,
    );
    expect(made('an up-to-date long-term A-level plan')).toContain('"an up-to-date long-term A-level plan"');
  });
});
