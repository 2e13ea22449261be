import type { Context } from 'hono';
import { site } from '#site';
import type { Answers } from '#forms/answers.ts';
import { currentRound, type Round } from '#forms/deadline.ts';
import type { FormId } from '#forms/form.ts';
import { londonDay } from '#forms/london.ts';
import { sectors, topics, type Option } from '#forms/options.ts';
import type { App, AppParts } from '../app.ts';
import type { ListFilter, Store } from '../store.ts';
import { findSubmissions } from './find.ts';
import { overviewPage, type Waiting } from './overview-page.ts';

const day = 86_400_000;
/** How many days of arrivals are shown. */
const daysShown = 28;

export async function showOverview(c: Context<App>, parts: AppParts): Promise<Response> {
  const { store, clock, rounds, forms } = parts;
  const now = clock();
  const round = currentRound(rounds, now);
  return c.html(
    overviewPage({
      staff: c.get('staff'),
      now,
      round,
      forms,
      counts: await store.counts({}),
      waiting: await waiting(store, now, round),
      arrivals: await arrivals(store, now),
      byStatus: await store.countByStatus({}),
      topics: tally(topics, await answersTo(parts, { form: 'ask' }, 'topic')),
      sectors: await sectorsAsked(parts, round),
    }),
  );
}

/** What should have been answered by now, as the confirmation page promised: questions, offers, applications. */
async function waiting(store: Store, now: Date, round: Round | undefined): Promise<Waiting[]> {
  const { answerDays } = site.contacts;
  const ago = (days: number) => new Date(now.getTime() - days * day).toISOString();
  const decided = round !== undefined && now >= new Date(round.decisionBy);
  const views: (ListFilter & { form: FormId })[] = [
    { form: 'ask', undecided: true, before: ago(answerDays.ask) },
    { form: 'mentor', undecided: true, before: ago(answerDays.mentor) },
    ...(decided ? [{ form: 'mentee' as const, undecided: true, round: round.id }] : []),
  ];
  return Promise.all(views.map(async (view) => ({ view, count: await store.count(view) })));
}

/** How many came on each of the last days, in London; also where none came. */
async function arrivals(store: Store, now: Date): Promise<{ day: string; count: number }[]> {
  const days = Array.from({ length: daysShown }, (_, index) =>
    londonDay(new Date(now.getTime() - (daysShown - 1 - index) * day)),
  );
  const counts = new Map(days.map((each) => [each, 0]));
  const hours = await store.countByHour({ since: new Date(now.getTime() - (daysShown + 1) * day).toISOString() });
  for (const { hour, count } of hours) {
    const on = londonDay(new Date(`${hour}:00Z`));
    if (counts.has(on)) counts.set(on, counts.get(on)! + count);
  }
  return [...counts].map(([each, count]) => ({ day: each, count }));
}

/** Of each sector: mentees of the round who want it first, and how many mentees its mentors can take. */
async function sectorsAsked(parts: AppParts, round: Round | undefined) {
  const mentees = await answersOf(parts, { form: 'mentee', round: round?.id });
  const mentors = await answersOf(parts, { form: 'mentor' });
  const wanted = tally(
    sectors,
    mentees.map((answers) => [answers['sectors'] ?? []].flat()[0]),
  );
  return wanted.map(({ value, label, count }) => ({
    label,
    wanted: count,
    capacity: mentors
      .filter((answers) => [answers['sectors'] ?? []].flat().includes(value))
      .reduce((sum, answers) => sum + Number(answers['capacity'] ?? 0), 0),
  }));
}

/** The answers of those that still count. */
async function answersOf(parts: AppParts, filter: ListFilter): Promise<Answers[]> {
  const found = await findSubmissions(parts, { ...filter, words: '', limit: Infinity });
  return found
    .filter(({ submission }) => !['suspect', 'declined', 'withdrawn'].includes(submission.status))
    .map(({ content }) => content.answers);
}

const answersTo = async (parts: AppParts, filter: ListFilter, field: string) =>
  (await answersOf(parts, filter)).flatMap((answers) => answers[field] ?? []);

const tally = (options: readonly Option[], chosen: readonly (string | undefined)[]) =>
  options.map(({ value, label }) => ({ value, label, count: chosen.filter((each) => each === value).length }));
