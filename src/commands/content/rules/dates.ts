import { Temporal } from 'temporal-polyfill';
import { shiftAt, skippedSentence } from '#forms/dates/zoned-time.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from './rule.ts';

/** Days before a review at which it counts as due soon. */
const SOON = 30;
const DAY = 86_400_000;

/** Refuses days that do not exist, which the schema would read as another day. */
export const realDays: Rule = ({ data }) =>
  scalars(data).flatMap(([field, value]) => {
    if (!/^\d{4}-\d{1,2}-\d{1,2}(T\d{2}:\d{2})?$/.test(value) || isReal(value)) return [];
    return [{ text: `${field} is ${value}, and there is no such day. Write it as 2027-02-11.` }];
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

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);

const moment = (value: unknown): Date | undefined =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value) : undefined;

/** Requires that an article's days are in order and that no review is in the future. */
export const articleDays: Rule = ({ data }, { today }) => {
  const { published, lastReviewed, reviewBy, draft } = data as Record<string, unknown>;
  const reviewed = moment(lastReviewed);
  const ahead = reviewed && reviewed > today;
  const appears = moment(published);
  return [
    ...inOrder({ lastReviewed, reviewBy }),
    ...inOrder({ published, reviewBy }),
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

export const roundDays: Rule = ({ data }) => {
  const { opens, closes, decisionBy, cycleStarts, cycleEnds, ...days } = data as Record<string, unknown>;
  const { briefing, firstMeetingBy, midPoint, endSurvey } = days;
  const written = Object.entries({ cycleStarts, firstMeetingBy, midPoint, endSurvey }).filter(([, day]) => isDay(day));
  return [
    ...inOrder({ opens, closes, decisionBy, cycleStarts, cycleEnds }),
    ...inOrder({ closes, briefing }),
    ...inOrder({ briefing, cycleEnds }),
    ...inOrder(Object.fromEntries(written)),
    ...inOrder({ firstMeetingBy, cycleEnds }),
    ...inOrder({ midPoint, cycleEnds }),
  ];
};

/** Refuses times that the clocks skip, and says which is meant of two. */
export const clockTimes: Rule = ({ data }) =>
  scalars(data)
    .filter(([, value]) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value) && isReal(value))
    .flatMap(([field, value]): Finding[] => {
      const refusal = skippedSentence(value);
      if (refusal !== undefined) return [{ text: `${field} is ${value}, and ${refusal}` }];
      if (shiftAt(value)?.is !== 'repeated') return [];
      const text = `${field} is ${value}, which comes twice because the clocks go back in that night: the first is meant.`;
      return [{ text, advice: true }];
    });

/** Returns a finding for each neighbouring pair in the wrong order. */
function inOrder(moments: Record<string, unknown>): Finding[] {
  const entries = Object.entries(moments);
  return entries.slice(1).flatMap(([name, value], index) => {
    const [before, earlier] = entries[index]!;
    const wrong = isDay(value) && isDay(earlier) && value < earlier;
    return wrong ? [{ text: `${name} is before ${before}; it must be the same or later.` }] : [];
  });
}

/** Advises when a review is due. A fact's review is announced in advance, because pages repeat the fact. */
export const review: Rule = ({ path, data }, { today }) => {
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
export const factVersions: Rule = ({ data }, { today }) => {
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
