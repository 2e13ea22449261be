import { addressAt } from '../address.ts';

/** Texts that an article refers to by name. */
export interface MarkdownNames {
  /** Returns a fact's words by its id. */
  facts: ReadonlyMap<string, string>;
  /** Returns a diagram's description by its name. */
  figures: ReadonlyMap<string, string>;
}

const component = /<(\/?)([A-Z]\w*)((?:\s+[\w-]+="[^"]*")*)\s*\/?>/g;
const attribute = (attributes: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];

/** Component → its Markdown, and whether its text becomes a quotation. */
const holders: Record<string, { opening: (attributes: string) => string; apart?: boolean }> = {
  Challenge: { opening: (attributes) => `## Challenge: ${attribute(attributes, 'title')!}` },
  Section: { opening: (attributes) => `## ${attribute(attributes, 'title')!}` },
  Tip: { opening: (attributes) => `### Tip: ${attribute(attributes, 'title')!}` },
  TryItNow: { opening: () => '## Try it now' },
  Checklist: { opening: () => '' },
  Steps: { opening: () => '' },
  Callout: { opening: (attributes) => `**${attribute(attributes, 'title') ?? 'Worth knowing'}**`, apart: true },
  Example: { opening: (attributes) => `**${attribute(attributes, 'title') ?? 'For example'}**`, apart: true },
};

/** Returns the names of the facts and figures in an article's MDX source. */
export function namedIn(source: string): { facts: string[]; figures: string[] } {
  const tags = [...source.matchAll(component)];
  const values = (name: string, key: string) =>
    tags.filter((tag) => tag[2] === name).map((tag) => attribute(tag[3]!, key) ?? '');
  return { facts: values('Fact', 'id'), figures: values('Figure', 'name') };
}

/**
 * Converts an article's MDX source to plain Markdown: headings for challenges, sections and tips, quotations for callouts and examples, words
 * for facts and diagrams. Links within the site become absolute. A picture beside the article becomes its description, because its address is
 * known only after the build.
 * @throws an error that names the component when one has no plain form here
 */
export function plainMarkdown(source: string, base: URL, { facts, figures }: MarkdownNames): string {
  const blocks = source
    .replace(component, (tag, closing: string, name: string, attributes: string) => {
      if (name === 'Fact') return facts.get(attribute(attributes, 'id') ?? '') ?? tag;
      if (name === 'Figure')
        return `\n\n*In the picture:* ${figures.get(attribute(attributes, 'name') ?? '') ?? tag}\n\n`;
      const holder = holders[name];
      if (!holder) throw new Error(`<${name}> has no plain form: add it to src/queries/plain-markdown.ts.`);
      if (closing) return `\n\n${holder.apart ? `${END}\n\n` : ''}`;
      return `\n\n${holder.apart ? `${START}\n\n` : ''}${holder.opening(attributes)}\n\n`;
    })
    .replace(/!\[([^\]]*)\]\(\.{1,2}\/[^)]*\)/g, '*In the picture:* $1')
    .replace(/\]\(\//g, `](${addressAt(base, '/').href}`)
    .replace(/\n{3,}/g, '\n\n');
  return quoted(blocks).trim();
}

/** Marks around quotations that no source can contain. */
const START = '\u0001';
const END = '\u0002';

function quoted(text: string): string {
  const block = new RegExp(`${START}\\n+([^${END}]*?)\\n+${END}`, 'g');
  return text.replace(block, (_, held: string) =>
    held
      .split('\n')
      .map((line) => (line === '' ? '>' : `> ${line}`))
      .join('\n'),
  );
}
