import type { Context } from 'hono';
import { addDays } from '#forms/dates/calendar.ts';
import { currentRound, type Round } from '#forms/dates/deadline.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { topics } from '#forms/ask.ts';
import { sectors, type Option } from '#forms/options.ts';
import { day } from '../../clock.ts';
import type { AppEnv, Services } from '../../env.ts';
import { staffBar } from '../ui/bar.ts';
import { missingPage } from '../ui/missing-page.ts';
import type { ListFilter, Store, StoredSubmission } from '../../stores/store.ts';
import { worryingCount } from '../matching-bench/pairs.ts';
import { clockHtml } from './clock-doubt.ts';
import { recordAction } from '../actor.ts';
import { capacityOf } from '../../services/matching/capacity.ts';
import { readRoundCandidates } from '../../services/matching/read-round.ts';
import { countingBefore } from '../../services/sent-before.ts';
import { openEach, type OpenedSubmission } from '../../submissions/open-each.ts';
import { isReport, textsOf } from '../submissions/find.ts';
import { isEnded } from '../../statuses.ts';
import { site } from '#site';
import { waitingQuestions } from '../../services/questions/waiting.ts';
import { undecided } from '../../services/undecided.ts';
import { overviewPage } from './overview-page.ts';

/** Number of days in the chart of arrivals. */
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
      worrying: await Promise.all(
        rounds.map(async (each) => ({ round: each, count: await worryingCount(services, each.id) })),
      ),
      waiting: await undecided(store, rounds, now),
      toDecide: await store.count({ form: 'mentor', undecided: true }),
      arrivals: await arrivalsOf(store, now),
      mail: await store.mailCounts(),
      restoredAt: await store.restoredAt(),
      outage: await store.mailOutage(),
      mailFolder: services.config.smtpUrl === undefined ? services.mailFolder : undefined,
      byStatus: await store.countByStatus({}),
      questions: site.schemes.question ? await waitingQuestions(services, now) : undefined,
      topics: tally(topics, await allAnswers(services, { form: 'ask' }, 'topic')),
      supply: round && (await supplyOf(services, round)),
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

/**
 * Returns how many mentees of the round have a mentor, and for each sector how many of the others want it first, how many
 * places are free for them, and how many more there are with mentors on whom nobody has decided.
 */
async function supplyOf({ store, vault }: Services, round: Round) {
  const { people, mentors, left } = await readRoundCandidates({
    ...{ store, vault },
    ...{ round: round.id, starts: round.cycleStarts },
  });
  const withMentor = new Set((await store.matches()).map(({ mentee }) => mentee.submissionId));
  const byId = new Map([...people].map(([id, { submission }]) => [id, submission]));
  const mentees = [...people.values()].filter(({ submission }) => submission.form === 'mentee' && isActive(submission));
  const matched = mentees.filter(({ submission }) => withMentor.has(submission.submissionId));
  const waiting = mentees.filter(
    ({ submission }) =>
      !withMentor.has(submission.submissionId) && submission.status !== 'finished' && !countingBefore(submission, byId),
  );
  const answersOf = (id: string) => people.get(id)!.content.answers;
  const free = mentors.map(({ id, places }) => ({ sectors: textsOf(answersOf(id), 'sectors'), places }));
  const undecidedOn = left
    .filter(({ why }) => why === 'not vetted')
    .map(({ id }) => ({ sectors: textsOf(answersOf(id), 'sectors'), places: capacityOf(answersOf(id)) }));
  const placesIn = (some: typeof free, sector?: string) =>
    some
      .filter((mentor) => sector === undefined || mentor.sectors.includes(sector))
      .reduce((sum, { places }) => sum + places, 0);
  const wanted = tally(
    sectors,
    waiting.map(({ content }) => textsOf(content.answers, 'sectors')[0]),
  );
  return {
    mentees: matched.length + waiting.length,
    matched: matched.length,
    free: placesIn(free),
    undecided: placesIn(undecidedOn),
    sectors: wanted.map(({ value, label, count }) => ({
      label,
      wanted: count,
      free: placesIn(free, value),
      undecided: placesIn(undecidedOn, value),
    })),
  };
}

/** Opens the submissions that are not suspect, declined or withdrawn. */
async function openActive(services: Services, filter: ListFilter): Promise<OpenedSubmission[]> {
  const found: OpenedSubmission[] = [];
  for await (const each of openEach(services, filter)) if (isActive(each.submission)) found.push(each);
  return found;
}

const isActive = ({ status }: StoredSubmission): boolean => !['suspect', 'declined', 'withdrawn'].includes(status);

const allAnswers = async (services: Services, filter: ListFilter, field: string) =>
  (await openActive(services, filter)).flatMap(({ content }) => textsOf(content.answers, field));

const tally = (options: readonly Option[], chosen: readonly (string | undefined)[]) =>
  options.map(({ value, label }) => ({ value, label, count: chosen.filter((each) => each === value).length }));
