import type { Round } from '#forms/dates/deadline.ts';
import type { FormId } from '#forms/form.ts';
import { hasRounds } from '#forms/scheme-paths.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { day } from '../clock.ts';
import { teamAnswerDays } from './team-answer-days.ts';
import type { ListFilter, Store } from '../stores/store.ts';

/** Submissions whose promised answer is overdue. */
export interface Undecided {
  view: ListFilter;
  count: number;
  /** The round that the submissions belong to; undefined for forms whose answer is promised from their arrival. */
  round: Round | undefined;
}

/** Forms whose answer is promised so many days after they arrive. */
const datedByArrival: readonly FormId[] = ['contact', 'ask', 'mentor', ...(hasRounds ? [] : (['mentee'] as const))];

/**
 * Returns submissions that nobody has decided about by the time the confirmation promises: messages, questions, applications to be
 * a mentor, and applications of each round, also of one that another follows.
 */
export async function undecided(store: Store, rounds: readonly Round[], now: Date): Promise<Undecided[]> {
  const ago = (days: number) => new Date(now.getTime() - days * day).toISOString();
  const views: { view: ListFilter; round: Round | undefined }[] = [
    ...datedByArrival.map((form) => ({
      view: { form, undecided: true, before: ago(teamAnswerDays(form)) },
      round: undefined,
    })),
    ...rounds
      .filter(({ decisionBy }) => localDay(now) >= decisionBy)
      .map((round) => ({ view: { form: 'mentee' as const, undecided: true, round: round.id }, round })),
  ];
  return Promise.all(views.map(async ({ view, round }) => ({ view, count: await store.count(view), round })));
}
