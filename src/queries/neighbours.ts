/** The order of articles, and what an article's page shows of others. */
import { stages } from '../schemas/taxonomy.ts';
import { contentDay } from './clock.ts';

/** The fields of an article that decide its place. */
export interface Placed {
  id: string;
  data: {
    title: string;
    stage: (typeof stages)[number];
    order: number;
    published: Date;
    draft: boolean;
    related: readonly { id: string }[];
    next?: { id: string } | undefined;
  };
}

/** What an article's page shows of another article. */
export interface Neighbour {
  id: string;
  title: string;
}

export interface Neighbours {
  /** The one that it names, or else the one after it. */
  next: Neighbour | undefined;
  related: Neighbour[];
}

/** True for an article that readers see. In dev, drafts and future articles count too and are marked. */
export const isPublic = ({ data }: { data: Pick<Placed['data'], 'draft' | 'published'> }, day: Date = contentDay()) =>
  !data.draft && data.published <= day;

const rank = ({ data }: Placed) => stages.indexOf(data.stage) * 100 + data.order;

/** Compares articles by stage, then by place. */
export const byPlace = (a: Placed, b: Placed): number => rank(a) - rank(b) || a.id.localeCompare(b.id);

/** Returns an article's id → its neighbours. @param articles the public articles, in order */
export function around(articles: readonly Placed[]): Map<string, Neighbours> {
  const byId = new Map(articles.map(({ id, data: { title } }) => [id, { id, title }]));
  const inOrder = [...byId.values()];
  const entries = articles.map(({ id, data }, place): [string, Neighbours] => {
    const next = (data.next && byId.get(data.next.id)) ?? inOrder[place + 1];
    const related = data.related.flatMap((other) => (other.id === next?.id ? [] : (byId.get(other.id) ?? [])));
    return [id, { next, related }];
  });
  return new Map(entries);
}
