import { siteFolder } from '#site-folder';
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { namedIn, plainMarkdown } from '../../../src/queries/plain-markdown.ts';

const base = new URL('https://mentoring.example');
const nothing = { facts: new Map<string, string>(), figures: new Map<string, string>() };
const plain = (source: string, named = nothing) => plainMarkdown(source, base, named);

describe('an article as plain Markdown', () => {
  it('has a heading for each challenge, tip and section', () => {
    const source = `<Challenge id="quiet" title="The line goes quiet">

You hear nothing.

<Tip
  id="ask"
  title="Ask"
>

Ask once.

</Tip>

</Challenge>

<Section id="after" title="After the call">

Write it down.

</Section>`;
    expect(plain(source)).toBe(
      '## Challenge: The line goes quiet\n\nYou hear nothing.\n\n### Tip: Ask\n\nAsk once.\n\n## After the call\n\nWrite it down.',
    );
  });

  it('quotes every paragraph of examples and callouts', () => {
    const source =
      'Before.\n\n<Example>\n\nOne.\n\nTwo.\n\n</Example>\n\n<Callout title="Visas">\n\n- Check.\n\n</Callout>\n\nAfter.';
    expect(plain(source)).toBe(
      'Before.\n\n> **For example**\n>\n> One.\n>\n> Two.\n\n> **Visas**\n>\n> - Check.\n\nAfter.',
    );
  });

  it('has lists without their component', () => {
    expect(plain('<Steps>\n\n1. Ring.\n2. Write.\n\n</Steps>')).toBe('1. Ring.\n2. Write.');
  });

  it('has facts and diagrams in words', () => {
    const source = 'It lasts <Fact id="visa" /> today.\n\n<Figure name="loop" />';
    expect(namedIn(source)).toEqual({ facts: ['visa'], figures: ['loop'] });
    const named = { facts: new Map([['visa', 'two years']]), figures: new Map([['loop', 'A ring.']]) };
    expect(plain(source, named)).toBe('It lasts two years today.\n\n*In the picture:* A ring.');
  });

  it('has whole addresses, and describes pictures', () => {
    expect(plain('See [listening](/guidance/listening-well/). ![A desk](./desk.jpg)')).toBe(
      'See [listening](https://mentoring.example/guidance/listening-well/). *In the picture:* A desk',
    );
  });

  it('refuses a component that it does not know', () => {
    expect(() => plain('<Quiz id="one" />')).toThrow('<Quiz> has no plain form');
  });

  it.each(globSync(`${siteFolder}/content/guidance/*/index.mdx`))('has no tag of %s', (file) => {
    const source = readFileSync(file, 'utf8').replace(/^---[\s\S]*?\n---\n/, '');
    const { facts, figures } = namedIn(source);
    const words = (names: string[]) => new Map(names.map((name) => [name, `(${name})`]));
    const text = plain(source, { facts: words(facts), figures: words(figures) });
    // oxlint-disable-next-line no-control-regex -- the marks used in between must be gone as well
    expect(text).not.toMatch(/<\/?[A-Z]|[\u0001\u0002]|\]\(\//);
    expect(text.match(/^### Tip: \S/gm)?.length ?? 0).toBe(source.match(/<Tip\b/g)?.length ?? 0);
  });
});
