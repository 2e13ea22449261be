import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { dayWords } from '#forms/calendar.ts';
import { toInstant } from '#forms/zoned-time.ts';
import { site } from '#site';
import { minute } from '../clock.ts';
import { subjectOf } from '../stores/audit-entries.ts';
import type { Status } from '../statuses.ts';
import type { Store, StoredSubmission } from '../stores/types/store.ts';
import { openMeeting, type Meeting } from '../submissions/sealed-content.ts';
import type { Vault } from '../vault.ts';

/** A submission and its meeting, at its instant. */
export interface Dated {
  submission: StoredSubmission;
  meeting: Meeting;
  start: Date;
}

/** How long a meeting takes, as the pages say: about half an hour. */
const lasts = 30 * minute;

/** Every meeting, or those of submissions with one status, the earliest first. */
export async function meetingsInOrder(
  { store, vault }: { store: Store; vault: Vault },
  status?: Status,
): Promise<Dated[]> {
  const dated = (await store.meetings(status)).map(({ submission, content }) => {
    const meeting = openMeeting(vault, submission, content);
    return { submission, meeting, start: toInstant(meeting.at) };
  });
  return dated.sort((a, b) => a.start.getTime() - b.start.getTime());
}

/** "Thursday 11 February 2027 at 14:00". */
export const timeWords = ({ at }: Meeting): string => `${dayWords(at.slice(0, 10), true)} at ${at.slice(11)}`;

const calendarOf = (method: ICalCalendarMethod, ttl?: number) =>
  ical({
    prodId: { company: site.organisation.name, product: `${site.name} inbox`, language: 'EN' },
    method,
    ...(ttl === undefined ? {} : { name: `${site.name}: meetings`, ttl }),
  });

/** The same meeting in every calendar: whoever gets it again changes what they have. */
const eventOf = (submission: StoredSubmission, meeting: Meeting, siteUrl: string, now: Date) => {
  const start = toInstant(meeting.at);
  return {
    id: `${subjectOf(submission).replace('/', '-')}@${new URL(siteUrl).hostname}`,
    sequence: meeting.sequence ?? 0,
    stamp: now,
    start,
    end: new Date(start.getTime() + lasts),
    ...(meeting.place === '' ? {} : { location: meeting.place }),
  };
};

/**
 * The meetings as a calendar that programs subscribe to (RFC 5545). It names no person: a reference, and where staff read the rest.
 * @param now stamps the events
 */
export function meetingsCalendar(booked: readonly Dated[], siteUrl: string, now: Date): string {
  const calendar = calendarOf(ICalCalendarMethod.PUBLISH, 3_600);
  for (const { submission, meeting } of booked) {
    calendar.createEvent({
      ...eventOf(submission, meeting, siteUrl, now),
      summary: `${site.schemes.question.name} ${submission.reference}`,
      url: `${siteUrl}/inbox/${subjectOf(submission)}/`,
    });
  }
  return calendar.toString();
}

interface Invitation {
  submission: StoredSubmission;
  meeting: Meeting;
  method: 'REQUEST' | 'CANCEL';
  organiser: { name: string; from: string };
  attendee: { name: string; email: string };
  siteUrl: string;
  now: Date;
}

/** The meeting for the applicant's own calendar: to enter it, to move it or to remove it (RFC 5546). */
export function invitation({ submission, meeting, method, organiser, attendee, siteUrl, now }: Invitation): string {
  const calendar = calendarOf(method === 'CANCEL' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST);
  calendar.createEvent({
    ...eventOf(submission, meeting, siteUrl, now),
    summary: `${site.schemes.question.name}: meeting with a mentor (${submission.reference})`,
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: organiser.name, email: organiser.from },
    attendees: [{ ...attendee, rsvp: false }],
  });
  return calendar.toString();
}
