import type { Context } from 'hono';
import { addDays } from '#forms/dates/calendar.ts';
import { currentRound, type Round } from '#forms/dates/deadline.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { topics } from '#forms/ask.ts';
import { sectors, type Option } from '#forms/fields/options.ts';
import { day } from '../../clock.ts';
import type { AppEnv, Services } from '../../env.ts';
import { staffBar } from '../ui/bar.ts';
import { missingPage } from '../ui/missing-page.ts';
import type { ListFilter, Store } from '../../stores/types/store.ts';
import { clockHtml } from './clock-doubt.ts';
import { recordAction } from '../actor.ts';
import { capacityOf, takenOf } from '../../services/matching/capacity.ts';
import { isSecond } from '../../services/matching/read-round.ts';
import { openEach, type OpenedSubmission } from '../../submissions/open-each.ts';
import { isReport, textsOf } from '../submissions/find.ts';
import { isEnded } from '../../statuses.ts';
import { site } from '#site';
import { waitingQuestions } from '../../services/questions/waiting.ts';
import { undecided } from '../../services/undecided.ts';
import { overviewPage } from './overview-page.ts';

/** Number of days in the chart of arrivalsOf. */
const daysShown = 28;

export async function showOverview(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store, clock, rounds, forms } = services;
  const now = clock();
  const asked = c.req.query('round');
  const round = asked === undefined ? currentRound(rounds, now) : rounds.find(({ id }) => id === asked);
  if (!round && asked !== undefined) return c.html(missingPage, 404);
  await recordAction(c, services, 'overview viewed');
  return c.html(
    overviewPage({
      bar: staffBar(c),
      clock: clockHtml(c, (await store.clock())?.doubt, now),
      now,
      round,
      rounds,
      forms,
      counts: await store.counts({ reader: c.get('staff') }),
      reports: await countReports(services),
      waiting: await undecided(store, rounds, now),
      toVet: await store.count({ form: 'mentor', undecided: true }),
      arrivals: await arrivalsOf(store, now),
      mail: await store.mailCounts(),
      restoredAt: await store.restoredAt(),
      outage: await store.mailOutage(),
      mailFolder: services.config.smtpUrl === undefined ? services.mailFolder : undefined,
      byStatus: await store.countByStatus({}),
      questions: site.schemes.question ? await waitingQuestions(services, now) : undefined,
      topics: tally(topics, await allAnswers(services, { form: 'ask' }, 'topic')),
      supply: await supplyOf(services, round),
    }),
  );
}

/** Returns how many messages report that something is wrong and are not closed. Suspect ones count: a person may have sent them. */
async function countReports(services: Services): Promise<number> {
  let count = 0;
  for await (const { submission, content } of openEach(services, { form: 'contact' }))
    if (isReport(content) && !isEnded(submission.status)) count += 1;
  return count;
}

/** Returns how many submissions came on each of the last days in the site's zone, including days with none. */
async function arrivalsOf(store: Store, now: Date): Promise<{ day: string; count: number }[]> {
  const today = localDay(now);
  const days = Array.from({ length: daysShown }, (_, index) => addDays(today, index - (daysShown - 1)));
  const counts = new Map(days.map((each) => [each, 0]));
  const minutes = await store.countByMinute({ since: new Date(now.getTime() - (daysShown + 1) * day).toISOString() });
  for (const { minute, count } of minutes) {
    const localDate = localDay(new Date(`${minute}Z`));
    if (counts.has(localDate)) counts.set(localDate, counts.get(localDate)! + count);
  }
  return [...counts].map(([each, count]) => ({ day: each, count }));
}

/** Returns for each sector how many mentees of the round without a mentor want it first, and how many places its mentors have free. */
async function supplyOf(services: Services, round: Round | undefined) {
  const matches = await services.store.matches();
  const mentees = await openActive(services, { form: 'mentee', round: round?.id });
  const mentors = (await openActive(services, { form: 'mentor' })).map(({ submission, content: { answers } }) => {
    const free = capacityOf(answers) - takenOf(matches, submission.submissionId);
    return { sectors: textsOf(answers, 'sectors'), free: Math.max(0, free) };
  });
  const withMentor = new Set(matches.map(({ mentee }) => mentee.submissionId));
  const matched = mentees.filter(({ submission }) => withMentor.has(submission.submissionId));
  const byId = new Map(mentees.map(({ submission }) => [submission.submissionId, submission]));
  const waiting = mentees.filter(
    ({ submission }) =>
      !withMentor.has(submission.submissionId) && submission.status !== 'finished' && !isSecond(submission, byId),
  );
  const wanted = tally(
    sectors,
    waiting.map(({ content }) => textsOf(content.answers, 'sectors')[0]),
  );
  return {
    mentees: matched.length + waiting.length,
    matched: matched.length,
    free: mentors.reduce((sum, mentor) => sum + mentor.free, 0),
    sectors: wanted.map(({ value, label, count }) => ({
      label,
      wanted: count,
      free: mentors.filter((mentor) => mentor.sectors.includes(value)).reduce((sum, { free }) => sum + free, 0),
    })),
  };
}

/** Opens the submissions that are not suspect, declined or withdrawn. */
async function openActive(services: Services, filter: ListFilter): Promise<OpenedSubmission[]> {
  const found: OpenedSubmission[] = [];
  for await (const each of openEach(services, filter))
    if (!['suspect', 'declined', 'withdrawn'].includes(each.submission.status)) found.push(each);
  return found;
}

const allAnswers = async (services: Services, filter: ListFilter, field: string) =>
  (await openActive(services, filter)).flatMap(({ content }) => textsOf(content.answers, field));

const tally = (options: readonly Option[], chosen: readonly (string | undefined)[]) =>
  options.map(({ value, label }) => ({ value, label, count: chosen.filter((each) => each === value).length }));
