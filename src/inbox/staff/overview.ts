import type { Context } from 'hono';
import type { Answers } from '#forms/answers.ts';
import { currentRound, type Round } from '#forms/deadline.ts';
import { londonDay } from '#forms/london.ts';
import { sectors, topics, type Option } from '#forms/options.ts';
import type { App, AppParts } from '../app.ts';
import { staffBar } from './bar.ts';
import type { ListFilter, Store } from '../store.ts';
import { recordDeed } from './deed.ts';
import { openEach } from './find.ts';
import { waiting } from '../work/waiting.ts';
import { overviewPage } from './overview-page.ts';

const day = 86_400_000;
/** How many days of arrivals are shown. */
const daysShown = 28;

export async function showOverview(c: Context<App>, parts: AppParts): Promise<Response> {
  const { store, clock, rounds, forms } = parts;
  await recordDeed(c, parts, 'overview viewed');
  const now = clock();
  const round = currentRound(rounds, now);
  return c.html(
    overviewPage({
      bar: staffBar(c),
      now,
      round,
      forms,
      counts: await store.counts({}),
      waiting: await waiting(store, rounds, now),
      arrivals: await arrivals(store, now),
      mail: await store.mailCounts(),
      mailFolder: parts.config.smtpUrl === undefined ? parts.mailFolder : undefined,
      byStatus: await store.countByStatus({}),
      topics: tally(topics, await answersTo(parts, { form: 'ask' }, 'topic')),
      sectors: await sectorsAsked(parts, round),
    }),
  );
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
  const found: Answers[] = [];
  for await (const { submission, content } of openEach(parts, filter))
    if (!['suspect', 'declined', 'withdrawn'].includes(submission.status)) found.push(content.answers);
  return found;
}

const answersTo = async (parts: AppParts, filter: ListFilter, field: string) =>
  (await answersOf(parts, filter)).flatMap((answers) => answers[field] ?? []);

const tally = (options: readonly Option[], chosen: readonly (string | undefined)[]) =>
  options.map(({ value, label }) => ({ value, label, count: chosen.filter((each) => each === value).length }));
