import { Document, visit } from 'yaml';
import { site } from '#site';

/** Returns an article's id: the words of its title in lower-case ASCII, joined by hyphens. Empty when the title has none. */
export function slugFrom(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

export interface NewArticle {
  title: string;
  /** Ids in content/people and content/topics. */
  author: string;
  topic: string;
  /** A free place in {@link startStage}. */
  order: number;
  today: Date;
}

/** The stage of a new article until its author changes it. */
export const startStage = 'during';
const startSummary = 'Say in one or two sentences what the reader can do after reading this.';

const day = (date: Date) => date.toISOString().slice(0, 10);

/** Returns the text of a new article, which passes every check and is to be overwritten. Fields and limits: src/schemas/guidance.ts. */
export function articleTemplate({ title, author, topic, order, today }: NewArticle): string {
  const inAYear = new Date(Date.UTC(today.getUTCFullYear() + 1, today.getUTCMonth(), today.getUTCDate()));
  const frontmatter = {
    title,
    summary: startSummary,
    audience: ['mentee'],
    stage: startStage,
    topics: [topic],
    order,
    author,
    published: day(today),
    lastReviewed: day(today),
    reviewBy: day(inAYear),
    services: [(site.schemes.question ?? site.schemes.mentoring)!.page],
    draft: true,
  };
  const fields = new Document(frontmatter);
  visit(fields, { Seq: (_, list) => void (list.flow = true) });
  return `---\n${fields.toString({ flowCollectionPadding: false })}---\n${body}`;
}

/** Returns the template's texts that no reader should see. */
export const placeholders = (): string[] => [
  startSummary,
  ...[...body.matchAll(/title="([^"]+)"|^([A-Z].+)$/gm)].map(([, inTag, line]) => inTag ?? line!),
];

const body = `
Begin with the situation the reader is in.

<Challenge id="first-challenge" title="Name what is hard">

Say in a few sentences why it is hard.

<Tip id="first-tip" title="Name what to do">

What to do, why it helps, and one example. Someone may arrive at this tip from search, so it stands alone. Keep its id for good
once readers can see the article.

</Tip>

</Challenge>

<TryItNow>

One thing the reader can do today.

</TryItNow>
`;
