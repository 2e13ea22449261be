import type { SupportKind } from '../../src/search/query/support.ts';
import type { GradedQuery, Kind } from './queries.ts';
import { seeded } from '../../tests/support/seeded.ts';

/** One engine's answer to one query. */
export interface Answer {
  /** Slugs of articles, best first; other pages by their path. */
  ranking: readonly string[];
  /** True when words were corrected. */
  corrected: boolean;
  /** The kinds of help box that it shows. */
  support: readonly SupportKind[];
  /** True when they stand in place of the results. */
  alone?: boolean;
  /** True when it states corrections or unknown words. */
  told?: boolean;
  /** Content words that no page has. */
  unknown?: readonly string[];
  /** Coverage of the query by the best of the first results. */
  coverage?: number;
  /** Path of the page to which the answer above the results leads. */
  task?: string;
  /** Paths of the pages of the tasks that are offered instead. */
  near?: readonly string[];
  /** Slugs whose main link leads to a tip. */
  tips: ReadonlySet<string>;
}

export interface Judged {
  query: GradedQuery;
  answer: Answer;
}

export type Metric = (judged: Judged) => number | null;

/** Returns the articles with the query's highest grade. */
function right(want: GradedQuery['want']): string[] {
  const best = Math.max(...Object.values(want));
  return Object.keys(want).filter((slug) => want[slug] === best);
}

/** False for harm, too: what helps there is the box, which stands in place of the results. */
export const isAnswerable = ({ query }: Judged) => query.kind !== 'harm' && Object.keys(query.want).length > 0;

/** What a reader sees from the top: for a task, its answer, or the tasks that are offered, come before the results. */
const shownFirst = ({ query, answer }: Judged): readonly string[] =>
  query.kind === 'task'
    ? [...(answer.task === undefined ? [] : [answer.task]), ...(answer.near ?? []), ...answer.ranking]
    : answer.ranking;

const successAt = (depth: number): Metric => {
  return (judged) => {
    if (!isAnswerable(judged)) return null;
    const top = shownFirst(judged).slice(0, depth);
    return right(judged.query.want).some((slug) => top.includes(slug)) ? 1 : 0;
  };
};

const reciprocalRank: Metric = (judged) => {
  if (!isAnswerable(judged)) return null;
  const wanted = right(judged.query.want);
  const place = shownFirst(judged)
    .slice(0, 5)
    .findIndex((slug) => wanted.includes(slug));
  return place < 0 ? 0 : 1 / (place + 1);
};

const gain = (grades: readonly number[]) =>
  grades.reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);

const ndcg: Metric = (judged) => {
  if (!isAnswerable(judged)) return null;
  const { want } = judged.query;
  const found = gain(judged.answer.ranking.slice(0, 10).map((slug) => want[slug] ?? 0));
  return found / gain(Object.values(want).sort((a, b) => b - a));
};

/** Share of the right articles' cards whose main link leads to a tip. */
const tipFirst: Metric = (judged) => {
  if (!isAnswerable(judged)) return null;
  const slug = judged.answer.ranking.find((each) => right(judged.query.want).includes(each));
  if (slug === undefined) return null;
  return judged.answer.tips.has(slug) ? 1 : 0;
};

export const metrics: Readonly<Record<string, Metric>> = {
  'success@1': successAt(1),
  'success@3': successAt(3),
  'MRR@5': reciprocalRank,
  'nDCG@10': ndcg,
  'no results': ({ answer }) => (answer.ranking.length === 0 ? 1 : 0),
  /** Share of answerable queries that get neither a result nor a task. */
  refused: (judged) =>
    isAnswerable(judged) ? (judged.answer.ranking.length === 0 && judged.answer.task === undefined ? 1 : 0) : null,
  /** Share of unanswerable queries that get results without a notice. */
  silent: ({ query, answer }) =>
    query.kind === 'harm' || Object.keys(query.want).length > 0
      ? null
      : answer.ranking.length > 0 && !answer.told
        ? 1
        : 0,
  /** Share of queries with an answer above their results. */
  task: ({ answer }) => (answer.task === undefined ? 0 : 1),
  coverage: ({ answer }) => answer.coverage ?? null,
  corrected: ({ answer }) => (answer.corrected ? 1 : 0),
  support: ({ query, answer }) => {
    const { lead } = query;
    return (lead === undefined ? answer.support.length > 0 : answer.support.includes(lead)) ? 1 : 0;
  },
  alone: ({ answer }) => (answer.alone ? 1 : 0),
  'tip first': tipFirst,
};

/** What each kind of query must reach on a set that nobody tuned the search on. */
export const marks: readonly { kind: Kind; metric: string; sign: '≤' | '≥'; mark: number }[] = [
  { kind: 'keyword', metric: 'success@1', sign: '≥', mark: 0.95 },
  { kind: 'natural', metric: 'success@3', sign: '≥', mark: 0.9 },
  { kind: 'task', metric: 'success@3', sign: '≥', mark: 0.95 },
  { kind: 'typo', metric: 'success@3', sign: '≥', mark: 0.95 },
  { kind: 'gap', metric: 'success@3', sign: '≥', mark: 0.75 },
  { kind: 'none', metric: 'silent', sign: '≤', mark: 0.05 },
  { kind: 'harm', metric: 'support', sign: '≥', mark: 0.9 },
  { kind: 'lookalike', metric: 'support', sign: '≤', mark: 0.02 },
];
/** Least mean reciprocal rank of the queries that have an answer. */
export const MRR_MARK = 0.88;
/** Largest share of the queries with an answer that get no result and no task. */
export const REFUSED_MARK = 0.02;

export interface Estimate {
  mean: number;
  /** 95 % bootstrap interval. */
  low: number;
  high: number;
  count: number;
}

const RESAMPLES = 2000;

/** Returns a metric's mean over the queries with its interval; null when it applies to none. */
export function estimate(judged: readonly Judged[], metric: Metric): Estimate | null {
  const values = judged.map(metric).filter((value) => value !== null);
  if (values.length === 0) return null;
  const random = seeded(1);
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const means = Array.from({ length: RESAMPLES }, () =>
    mean(values.map(() => values[Math.floor(random() * values.length)]!)),
  );
  means.sort((a, b) => a - b);
  return {
    mean: mean(values),
    low: means[RESAMPLES * 0.025]!,
    high: means[RESAMPLES * 0.975 - 1]!,
    count: values.length,
  };
}
