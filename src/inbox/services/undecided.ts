import { site } from '#site';
import { currentRound, type Round } from '#forms/deadline.ts';
import type { FormId } from '#forms/form.ts';
import { localDay } from '#forms/zoned-time.ts';
import { day } from '../clock.ts';
import type { ListFilter, Store } from '../stores/types/store.ts';

/** Submissions whose promised answer is overdue. */
export interface Undecided {
  view: ListFilter;
  count: number;
}

/**
 * Returns submissions that nobody has decided about by the time the confirmation promises: messages, questions, offers, and
 * applications of the round.
 */
export async function undecided(store: Store, rounds: readonly Round[], now: Date): Promise<Undecided[]> {
  const { answerDays } = site.contacts;
  const ago = (days: number) => new Date(now.getTime() - days * day).toISOString();
  const round = currentRound(rounds, now);
  const isDecided = round !== undefined && localDay(now) >= round.decisionBy;
  const views: (ListFilter & { form: FormId })[] = [
    { form: 'contact', undecided: true, before: ago(answerDays.ask) },
    { form: 'ask', undecided: true, before: ago(answerDays.ask) },
    { form: 'mentor', undecided: true, before: ago(answerDays.mentor) },
    ...(isDecided ? [{ form: 'mentee' as const, undecided: true, round: round.id }] : []),
  ];
  return Promise.all(views.map(async (view) => ({ view, count: await store.count(view) })));
}
