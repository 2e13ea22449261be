import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { dayWords } from '#forms/dates/calendar.ts';
import { toInstant } from '#forms/dates/zoned-time.ts';
import { site } from '#site';
import { minute } from '../clock.ts';
import { subjectOf } from '../stores/audit-entries.ts';
import type { Status } from '../statuses.ts';
import type { Store, StoredMeeting, StoredSubmission, SubmissionName } from '../stores/store.ts';
import { openMeeting, type Meeting } from '../submissions/sealed-content.ts';
import type { Vault } from '../vault.ts';

/** A submission, its meeting, and the instant of the meeting. */
export interface DatedMeeting extends StoredMeeting {
  meeting: Meeting;
  start: Date;
}

/** Characters of the place of a meeting, at most: links to calls are long. */
export const longestPlace = 500;

/** The name of the scheme; what it offers if the site no longer has it. */
const schemeName = site.schemes.question?.name ?? 'A meeting';

/** The length of a meeting in milliseconds; the pages say about half an hour. */
export const lasts = 30 * minute;

/** Returns all meetings, or those of submissions with this status, earliest first. */
export async function meetingsInOrder(
  { store, vault }: { store: Store; vault: Vault },
  status?: Status,
): Promise<DatedMeeting[]> {
  const dated = (await store.meetings(status)).map(({ submission, content }) => {
    const meeting = openMeeting(vault, submission, content);
    return { submission, content, meeting, start: toInstant(meeting.at) };
  });
  return dated.sort((a, b) => a.start.getTime() - b.start.getTime());
}

/** For example "Thursday 11 February 2027 at 14:00". */
export const meetingTimeWords = ({ at }: Meeting): string => `${dayWords(at.slice(0, 10), true)} at ${at.slice(11)}`;

export const isSameMeeting = (one: Meeting | undefined, other: Meeting | undefined): boolean =>
  one?.at === other?.at && one?.place === other?.place;

const calendarOf = (method: ICalCalendarMethod, ttl?: number) =>
  ical({
    prodId: { company: site.organisation.name, product: `${site.name} inbox`, language: 'EN' },
    method,
    ...(ttl === undefined ? {} : { name: `${site.name}: meetings`, ttl }),
  });

/** The UID stays the same, so that a calendar updates the event that it has. */
const eventOf = (submission: SubmissionName, meeting: Meeting, siteUrl: string, now: Date) => {
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
 * Returns the meetings as a calendar to subscribe to (RFC 5545). It names no person, only a reference and a link for
 * staff.
 * @param now stamps the events
 */
export function meetingsCalendar(booked: readonly DatedMeeting[], siteUrl: string, now: Date): string {
  const calendar = calendarOf(ICalCalendarMethod.PUBLISH, 3_600);
  for (const { submission, meeting } of booked) {
    calendar.createEvent({
      ...eventOf(submission, meeting, siteUrl, now),
      summary: `${schemeName} ${submission.reference}`,
      url: `${siteUrl}/inbox/${subjectOf(submission)}/`,
    });
  }
  return calendar.toString();
}

interface Invitation {
  /** The question. */
  submission: Pick<StoredSubmission, 'form' | 'submissionId' | 'reference'>;
  isForMentor: boolean;
  meeting: Meeting;
  method: 'REQUEST' | 'CANCEL';
  organiser: { name: string; from: string };
  attendee: { name: string; email: string };
  siteUrl: string;
  now: Date;
}

/** Returns the meeting for the calendar of who asked or of the mentor: to add it, move it or remove it (RFC 5546). */
export function invitation({
  submission,
  isForMentor,
  meeting,
  method,
  organiser,
  attendee,
  siteUrl,
  now,
}: Invitation): string {
  const calendar = calendarOf(method === 'CANCEL' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST);
  calendar.createEvent({
    ...eventOf(submission, meeting, siteUrl, now),
    summary: `${schemeName}: meeting with a ${isForMentor ? 'student' : 'mentor'} (${submission.reference})`,
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: organiser.name, email: organiser.from },
    attendees: [{ ...attendee, rsvp: false }],
  });
  return calendar.toString();
}

/** Returns the number of the next change of a submission's meeting: SEQUENCE in the calendar file. */
export async function meetingSequence({ store }: { store: Store }, name: SubmissionName): Promise<number> {
  const audit = await store.auditOf(subjectOf(name));
  return audit.filter(({ action }) => action === 'meeting set' || action === 'meeting removed').length;
}
