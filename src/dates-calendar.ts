import ical, { ICalAlarmType, type ICalCalendar, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { Round } from '#forms/dates/deadline.ts';
import { dayWords } from '#forms/dates/calendar.ts';
import { lastMinute } from '#forms/dates/round-words.ts';
import { zoneWords } from '#forms/dates/zoned-time.ts';
import { schemePath } from '#forms/scheme-paths.ts';
import { site } from '#site';
import { addressAt } from './address.ts';

// Only this scheme has rounds.
const mentoring = site.schemes.mentoring!;
const minute = 60_000;
const day = 86_400;

/**
 * Returns every round's dates as a calendar to subscribe to (RFC 5545). Instants are in UTC, days are whole days. An event's uid never
 * changes, so that a changed date moves in the subscriber's calendar. Its stamp is the round's opening and not the time of the build, so that
 * equal content gives equal bytes.
 */
export function datesCalendar(rounds: readonly Round[], base: URL): string {
  const calendar = ical({
    name: `${site.name}: dates`,
    description: `When applications for ${mentoring.shortName} open and close, and when mentoring starts and ends.`,
    prodId: { company: site.organisation.name, product: site.name, language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    url: addressAt(base, '/dates.ics').href,
    ttl: day,
  });
  for (const round of rounds) addRound(calendar, round, base);
  return calendar.toString();
}

function addRound(calendar: ICalCalendar, round: Round, base: URL): void {
  const name = `${mentoring.shortName} ${round.title}`;
  const until = `Applications close at ${lastMinute(round)}, ${zoneWords()}.`;
  const note = round.example ? 'Example dates: the team that runs the site replaces them.' : '';
  const add = (
    id: string,
    summary: string,
    description: string,
    times: { start: Date; end?: Date; allDay?: boolean },
  ) =>
    calendar.createEvent({
      id: `${round.id}-${id}@${base.hostname}`,
      stamp: new Date(round.opensAt),
      summary: `${name}: ${summary}`,
      description: [description, note].filter(Boolean).join(' '),
      url: addressAt(base, schemePath(mentoring)).href,
      // These dates do not mark the subscriber as busy.
      transparency: ICalEventTransparency.TRANSPARENT,
      ...times,
    });

  const opens = new Date(round.opensAt);
  add('opens', 'applications open', until, { start: opens, end: new Date(opens.getTime() + minute) });
  const closes = new Date(round.closesAt);
  const closing = add('closes', 'applications close', until, {
    start: new Date(closes.getTime() - minute),
    end: closes,
  });
  for (const [seconds, when] of [
    [7 * day, 'in a week'],
    [day, 'tomorrow'],
  ] as const)
    closing.createAlarm({ type: ICalAlarmType.display, triggerBefore: seconds, description: `${name} closes ${when}` });
  for (const [id, date, words] of [
    ['decision', round.decisionBy, 'you hear from us by today'],
    ...(round.briefing === undefined ? [] : ([['briefing', round.briefing, 'briefing']] as const)),
    ['starts', round.cycleStarts, 'mentoring starts'],
    ['ends', round.cycleEnds, 'mentoring ends'],
  ] as const)
    add(id, words, `${dayWords(date)}.`, { start: new Date(`${date}T00:00Z`), allDay: true });
}
