import { Temporal } from 'temporal-polyfill';
import { inOrder, roundDaysOutOfOrder, type OutOfOrder } from '#forms/dates/round-rules.ts';
import { shiftAt, skippedSentence } from '#forms/dates/zoned-time.ts';
import type { Finding } from '../finding.ts';
import type { ContentRule } from './rule.ts';

/** Days before a review at which it counts as due soon. */
const SOON = 30;
const DAY = 86_400_000;

/** Refuses days and times that do not exist, which the schema would take for others. */
export const realDays: ContentRule = ({ data }) =>
  scalars(data).flatMap(([field, value]) => {
    if (!/^\d{4}-\d{1,2}-\d{1,2}(T\d{2}:\d{2})?$/.test(value) || isReal(value)) return [];
    const [what, example] = value.includes('T') ? ['time', '2027-02-11T23:59'] : ['day', '2027-02-11'];
    return [{ text: `${field} is ${value}, and there is no such ${what}. Write it like ${example}.` }];
  });

function isReal(value: string): boolean {
  try {
    return Boolean(Temporal.PlainDateTime.from(value));
  } catch {
    return false;
  }
}

/** Returns every string in the data, with the name of its field. */
function scalars(data: unknown, field = ''): [field: string, value: string][] {
  if (typeof data === 'string') return [[field, data]];
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => scalars(value, /^\d+$/.test(key) ? field : key));
}

const moment = (value: unknown): Date | undefined =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value) : undefined;

/** Requires that an article's days are in order and that no review is in the future. */
export const articleDays: ContentRule = ({ data }, { today }) => {
  const { published, lastReviewed, reviewBy, draft } = data as Record<string, unknown>;
  const reviewed = moment(lastReviewed);
  const ahead = reviewed && reviewed > today;
  const appears = moment(published);
  return [
    ...inOrder({ lastReviewed, reviewBy }).map(orderFinding),
    ...inOrder({ published, reviewBy }).map(orderFinding),
    ...(ahead
      ? [{ text: 'lastReviewed is in the future. Write the day on which someone checked every sentence.' }]
      : []),
    ...(appears && appears > today && draft !== true
      ? [
          {
            text: `published is in the future: readers see the article from the first build on ${String(published)} or later.`,
            advice: true as const,
          },
        ]
      : []),
  ];
};

export const roundDays: ContentRule = ({ data }) =>
  roundDaysOutOfOrder(data as Record<string, unknown>).map(orderFinding);

/** Refuses times that the clocks skip, and says which is meant of two. */
export const clockTimes: ContentRule = ({ data }) =>
  scalars(data)
    .filter(([, value]) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value) && isReal(value))
    .flatMap(([field, value]): Finding[] => {
      const refusal = skippedSentence(value);
      if (refusal !== undefined) return [{ text: `${field} is ${value}, and ${refusal}` }];
      if (shiftAt(value)?.is !== 'repeated') return [];
      const text = `${field} is ${value}, which comes twice because the clocks go back in that night: the first is meant.`;
      return [{ text, advice: true }];
    });

const orderFinding = ({ name, before }: OutOfOrder): Finding => ({
  text: `${name} is before ${before}; it must be the same or later.`,
});

/** Advises when a review is due. A fact's review is announced in advance, because pages repeat the fact. */
export const review: ContentRule = ({ path, data }, { today }) => {
  const reviewBy = moment((data as { reviewBy?: unknown }).reviewBy);
  if (!reviewBy) return [];
  if (reviewBy < today) {
    const text = `reviewBy has passed (${(data as { reviewBy: string }).reviewBy}). Check every sentence, then set lastReviewed and reviewBy.`;
    return [
      {
        text: path.startsWith('content/facts/')
          ? text.replace('every sentence, then set lastReviewed and', 'its source, then set')
          : text,
        advice: true,
      },
    ];
  }
  const days = Math.ceil((reviewBy.getTime() - today.getTime()) / DAY);
  if (!path.startsWith('content/facts/') || days > SOON) return [];
  return [
    {
      text: `reviewBy is ${days === 1 ? 'tomorrow' : `in ${days} days`}. Check its source, then move reviewBy.`,
      advice: true,
    },
  ];
};

/** Requires that one version of a fact is valid today and that versions have no gap or overlap. Without a valid one, the build stops. */
export const factVersions: ContentRule = ({ data }, { today }) => {
  const { versions, source } = data as { versions?: unknown; source?: { url?: string } };
  if (!Array.isArray(versions)) return [];
  const spans = (versions as { validFrom?: string; validTo?: string }[]).map(({ validFrom, validTo }) => ({
    from: moment(validFrom)?.getTime() ?? 0,
    to: validTo === undefined ? Infinity : (moment(validTo)?.getTime() ?? 0) + DAY,
  }));
  const now = today.getTime();
  const holds = spans.some(({ from, to }) => from <= now && now < to);
  const last = Math.max(...spans.map(({ to }) => to));
  const gap = spans.slice(1).some(({ from }, index) => from !== spans[index]!.to);
  const check = `Check ${source?.url ?? 'the source'}`;
  return [
    ...(holds ? [] : [{ text: `versions: none is valid today, so the site cannot be built. ${check} and add one.` }]),
    ...(gap ? [{ text: 'versions: each must begin on the day after the one before it ends.' }] : []),
    ...(holds && last - now < SOON * DAY
      ? [
          {
            text: `versions: none is valid after ${last - now < DAY ? 'today' : new Date(last - DAY).toISOString().slice(0, 10)}. ${check} and add the next.`,
            advice: true as const,
          },
        ]
      : []),
  ];
};
