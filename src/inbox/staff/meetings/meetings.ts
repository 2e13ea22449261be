import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { localDay } from '#forms/dates/zoned-time.ts';
import { topics } from '#forms/ask.ts';
import { recordNow } from '../../actor.ts';
import type { AppEnv, Services } from '../../env.ts';
import { statuses } from '../../statuses.ts';
import { nameOf, storedName } from '../../submissions/name-of.ts';
import { openContent } from '../../submissions/sealed-content.ts';
import { meetingsCalendar, meetingsInOrder, type DatedMeeting } from '../../services/meetings.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { staffBar } from '../ui/bar.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { actorOf, recordAction } from '../actor.ts';
import { readSelection } from '../submissions/selection.ts';
import { meetingsPage, type Appointment, type MeetingsSection } from './meetings-page.ts';
import { missingPage } from '../ui/missing-page.ts';
import { pageLength, pagePosition } from '../ui/pagination.ts';

/** Lists all meetings by page: those ahead, then those past but still booked, then the others. */
export async function showMeetings(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store, clock } = services;
  const status = statuses.find((each) => each === c.req.query('status'));
  await recordAction(c, services, 'meetings viewed', 'inbox', status);
  const all = await meetingsInOrder(services);
  const booked = all.filter(({ submission }) => submission.status === 'booked');
  const sorted = sortBySection(status ? all.filter(({ submission }) => submission.status === status) : all, clock());
  const position = pagePosition(c.req.query('page'), sorted.length);
  const mentors = await mentorNames(services);
  const shown = sorted.slice((position.page - 1) * pageLength, position.page * pageLength);
  return c.html(
    meetingsPage({
      bar: staffBar(c),
      mayChange: isAtLeast(c, 'officer'),
      news: newsOf(c.req.query('met')),
      status,
      byStatus: Map.groupBy(all, ({ submission }) => submission.status),
      sections: Map.groupBy(
        shown.map((each) => appointmentOf(services, each, mentors)),
        ({ section }) => section,
      ),
      position,
      undated: (await store.count({ form: 'ask', status: 'booked' })) - booked.length,
      counts: await store.counts({ reader: c.get('staff') }),
    }),
  );
}

/** Sorts by section: meetings ahead start with the next one, past ones with the latest. */
function sortBySection(meetings: readonly DatedMeeting[], now: Date): (DatedMeeting & { section: MeetingsSection })[] {
  const today = localDay(now);
  const withSections = meetings.map((each) => {
    const section: MeetingsSection =
      each.meeting.at >= today ? 'ahead' : each.submission.status === 'booked' ? 'open' : 'past';
    return { ...each, section };
  });
  const of = (section: MeetingsSection) => withSections.filter((each) => each.section === section);
  return [...of('ahead'), ...of('open').reverse(), ...of('past').reverse()];
}

/** Returns the names of the mentors who said yes, by the id of the question. */
async function mentorNames({ store, vault }: Services): Promise<Map<string, string>> {
  const accepted = (await store.offers('questions')).filter(({ answer }) => answer === 'accepted');
  const named = accepted.map(async ({ about, mentor: name }) => {
    const mentor = await store.find(name);
    return [about.submissionId, mentor ? storedName(vault, mentor) : ''] as const;
  });
  return new Map(await Promise.all(named));
}

function appointmentOf<T extends DatedMeeting>(
  { vault, clock }: Services,
  meeting: T,
  mentors: ReadonlyMap<string, string>,
): T & Appointment {
  const content = openContent(vault, meeting.submission, meeting.submission.answers);
  const topic = topics.find(({ value }) => value === content.answers['topic'])?.label ?? '';
  const mentor = mentors.get(meeting.submission.submissionId);
  return { ...meeting, name: nameOf(content), topic, isDue: isDue(meeting, clock()), mentor };
}

const isDue = ({ submission, start }: DatedMeeting, now: Date) => submission.status === 'booked' && start <= now;

function newsOf(met: string | undefined): string | undefined {
  if (met === undefined || !/^\d+$/.test(met)) return undefined;
  return met === '0'
    ? 'Nothing was changed: tick those who met. What was changed or moved meanwhile is left alone.'
    : `${met} changed to Met. Nobody is told by email.`;
}

/** Gives the ticked questions the status "Met", unless their meeting was moved meanwhile and is still to come. */
export async function tickMet(c: Context<AppEnv>, services: Services): Promise<Response> {
  const picked = [(await c.req.parseBody({ all: true }))['pick'] ?? []].flat().map(readSelection);
  const names = new Set(picked.flatMap((each) => (each ? [subjectOf(each)] : [])));
  const due = (await meetingsInOrder(services, 'booked')).filter(
    (meeting) => names.has(subjectOf(meeting.submission)) && isDue(meeting, services.clock()),
  );
  const changed = await services.store.change(
    due.map(({ submission, content }) => ({ ...submission, from: { status: 'booked', meeting: content } })),
    { status: 'met' },
    actorOf(c, services),
  );
  const address = new URL(c.req.url).searchParams;
  address.set('met', String(changed));
  return c.redirect(`/inbox/meetings/?${address.toString()}`, 303);
}

export async function downloadMeetings(c: Context<AppEnv>, services: Services): Promise<Response> {
  await recordAction(c, services, 'meetings exported');
  c.header('Content-Disposition', 'attachment; filename="meetings.ics"');
  return sendCalendar(c, services, await meetingsInOrder(services, 'booked'));
}

/**
 * Sends the booked meetings to a calendar program that knows the secret address of a member of staff. It starts no session, and stops
 * when the account is disabled.
 */
export async function feedMeetings(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store } = services;
  const token = /^([\w-]{43})\.ics$/.exec(c.req.param('file') ?? '')?.[1];
  const owner = token && (await store.calendarOwner(createHash('sha256').update(token).digest()));
  const account = owner ? await store.staff(owner) : undefined;
  if (account?.disabledAt !== null) return c.html(missingPage, 404);
  await recordNow(services, `staff:${account.name}`, 'meetings exported', 'inbox', 'to a calendar');
  return sendCalendar(c, services, await meetingsInOrder(services, 'booked'));
}

const sendCalendar = (c: Context<AppEnv>, { config, clock }: Services, booked: readonly DatedMeeting[]): Response =>
  c.body(meetingsCalendar(booked, config.siteUrl, clock()), 200, { 'Content-Type': 'text/calendar; charset=utf-8' });
