/** The mail that introduces the two people of a match to each other: what it says, and the day in its calendar. */
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { dayWords } from '#forms/dates/calendar.ts';
import type { Round } from '#forms/dates/deadline.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { site } from '#site';
import { firstMeetingBy } from '../services/check-in-days.ts';
import type { StoredSubmission } from '../stores/store.ts';
import { nameOf } from '../submissions/name-of.ts';
import { openContent } from '../submissions/sealed-content.ts';
import { answerLine, sharedAnswers, type SharedAnswersSource } from '../submissions/shared-answers.ts';
import { greetingName } from './greeting-name.ts';
import type { Values } from './templates.ts';

export interface IntroducedPair {
  mentee: StoredSubmission;
  mentor: StoredSubmission;
  /** When the match began. */
  began: Date;
}

export interface IntroductionSource extends SharedAnswersSource {
  rounds: readonly Round[];
  siteUrl: string;
}

export interface Introduction {
  values: Values;
  /** The addresses of both. */
  addresses: readonly string[];
  /** A calendar with the day by which they should have met, and with the briefing if there is one to come. */
  calendar: string;
}

/** Answers that the text names itself. */
const named = ['fullName', 'email'];

/** Returns the introduction of a pair; undefined if one of them has no address. */
export async function introduction(
  source: IntroductionSource,
  { mentee, mentor, began }: IntroducedPair,
  now: Date,
): Promise<Introduction | undefined> {
  const round = source.rounds.find(({ id }) => id === mentee.round);
  const meetBy = firstMeetingBy(round, localDay(began));
  const [of, to] = [
    await personOf(source, { ...mentee, form: 'mentee' }, 'Mentee'),
    await personOf(source, { ...mentor, form: 'mentor' }, 'Mentor'),
  ];
  if (!of || !to) return undefined;
  const briefing = round?.briefing !== undefined && round.briefing >= localDay(now) ? round.briefing : undefined;
  return {
    values: {
      mentee: of.name,
      menteeEmail: of.email,
      menteeShows: of.shows,
      mentor: to.name,
      mentorEmail: to.email,
      mentorShows: to.shows,
      firstMeetingBy: dayWords(meetBy, true),
      briefing: briefing === undefined ? '' : `Both of you are invited to the briefing on ${dayWords(briefing, true)}.`,
    },
    addresses: [of.email, to.email],
    calendar: pairCalendar(`${of.name} and ${to.name}`, { mentee, mentor }, { meetBy, briefing }, source.siteUrl, now),
  };
}

async function personOf(
  source: IntroductionSource,
  submission: StoredSubmission & { form: 'mentee' | 'mentor' },
  otherwise: string,
) {
  const content = openContent(source.vault, submission, submission.answers);
  const { email } = content.answers;
  if (typeof email !== 'string') return undefined;
  const rows = await sharedAnswers(source, submission, 'matched');
  const shows = rows.filter(({ name }) => !named.includes(name)).map(answerLine);
  return { email, name: greetingName(nameOf(content), otherwise), shows };
}

/** Returns a calendar of whole days that mark nobody as busy (RFC 5545). Their UIDs stay the same for the pair. */
function pairCalendar(
  names: string,
  { mentee, mentor }: Pick<IntroducedPair, 'mentee' | 'mentor'>,
  { meetBy, briefing }: { meetBy: string; briefing: string | undefined },
  siteUrl: string,
  now: Date,
): string {
  const calendar = ical({
    prodId: { company: site.organisation.name, product: `${site.name} inbox`, language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  const add = (what: string, day: string, summary: string) =>
    calendar.createEvent({
      id: `${what}-${mentee.submissionId}-${mentor.submissionId}@${new URL(siteUrl).hostname}`,
      stamp: now,
      start: new Date(`${day}T00:00Z`),
      allDay: true,
      summary,
      url: siteUrl,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  add('first-meeting', meetBy, `Have met once by today: ${names}`);
  if (briefing !== undefined) add('briefing', briefing, `${site.name}: briefing`);
  return calendar.toString();
}
