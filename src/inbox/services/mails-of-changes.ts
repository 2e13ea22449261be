/**
 * Decides which mails a change by staff sends to the applicant, or why it cannot send one. A mail reports an event (a
 * new status, a meeting booked, moved or cancelled), never a state.
 */
import type { FormId } from '#forms/form.ts';
import { toInstant } from '#forms/dates/zoned-time.ts';
import { statusWords, type Status } from '../statuses.ts';
import type { MailKind } from '../stores/store.ts';
import type { Meeting } from '../submissions/sealed-content.ts';
import { hasTemplate, introductionTemplate, type TemplateNames } from '../template-names.ts';
import { isSameMeeting, meetingTimeWords } from './meetings.ts';

/** The parts of a change that mails can report. */
export interface Changed {
  form: FormId;
  status: { before: Status; after: Status };
  meeting: { before: Meeting | undefined; after: Meeting | undefined };
  /** The meeting that the applicant was last told of; undefined if of none. Staff may have moved it since without a mail. */
  told: Meeting | undefined;
  /** Name of the applicant's round if its mentoring is over. */
  overRound: string | undefined;
  /** True for a mentee or mentor with a match that this change does not end. */
  hasMatch: boolean;
  /** True if the applicant gave an e-mail address. */
  hasAddress: boolean;
}

/** A mail to send, and its meeting. */
export interface Notification {
  kind: MailKind;
  meeting?: Meeting;
  was?: Meeting;
}

/** Returns the mails to send; or, in words that follow "Not saved: ", why none can be sent. */
export function notificationsOf(
  changed: Changed,
  templates: TemplateNames,
  now: Date,
): readonly Notification[] | string {
  if (!changed.hasAddress) return 'there is no address to write to.';
  const happened = changed.form === 'ask' ? askEvents(changed, now) : schemeEvents(changed);
  if (typeof happened === 'string') return happened;
  const hasMail = ({ kind }: Notification) => hasTemplate(templates, kind, changed.form);
  const notifications = happened.filter(hasMail);
  if (notifications.length > 0) return notifications;
  const [first] = happened;
  return first
    ? `there is no mail for “${mailWords(first.kind)}”. Untick the box, and write yourself if it should be told.`
    : 'nothing was changed that a mail could tell of. Untick the box to tell nothing.';
}

const schemeEvents = ({ form, status, overRound, hasMatch }: Changed): Notification[] | string => {
  if (status.before === status.after) return [];
  // Only the mail of the match itself names both, so a change of status has none.
  if (status.after === 'matched' && hasMatch)
    return 'this one has a match, and its mail goes out where two are matched. Untick the box, and write yourself if it should be told.';
  if (status.after === 'matched')
    return form === 'mentee'
      ? 'no mentor is chosen yet. Match them with a mentor on the mentee’s page, which can tell both.'
      : 'no mentee is matched with this mentor. Match them on the mentee’s page, which can tell both.';
  if (status.after === 'waiting-list' && overRound !== undefined)
    return `the mentoring of ${overRound} is over, so no place in it comes free. Untick the box, or choose another status.`;
  return [{ kind: status.after }];
};

function askEvents({ status, meeting, told }: Changed, now: Date): Notification[] | string {
  const { before, after } = meeting;
  const isMoved = before !== undefined && after !== undefined && !isSameMeeting(before, after);
  const wasBooked = status.before === 'booked';
  const isBooked = status.after === 'booked';
  const isChanged = status.before !== status.after;
  const cancelled: Notification[] =
    wasBooked && before && !after ? [{ kind: 'cancelled', meeting: told ?? before }] : [];
  if (!isBooked) {
    if (after && (!before || isMoved))
      return 'a meeting is told with the status Booked. Choose that status too, or untick the box.';
    if (isChanged && wasBooked && after && isAhead(after, now))
      return `the meeting of ${meetingTimeWords(after)} is still ahead. Empty its date, time and place to tell that it is cancelled.`;
    return [...cancelled, ...(isChanged ? [{ kind: status.after }] : [])];
  }
  if (!after) {
    if (cancelled.length > 0) return cancelled;
    return isChanged ? 'the mail “Booked” names the date and time of the meeting. Give them first.' : [];
  }
  const isNew = !wasBooked || !before;
  if (!isNew && (!isMoved || (told && isSameMeeting(told, after)))) return [];
  if (!isAhead(after, now))
    return `${meetingTimeWords(after)} is past. Give a time that is still ahead, or untick the box.`;
  return [isNew || !told ? { kind: 'booked', meeting: after } : { kind: 'moved', meeting: after, was: told }];
}

/** Returns why there is no mail to both people, to follow "Not matched: "; undefined if there is one for each. */
export function missingMail(templates: TemplateNames, kind: 'matched' | 'match-ended'): string | undefined {
  if (kind === 'matched' && templates.has(introductionTemplate)) return undefined;
  const missing = (['mentee', 'mentor'] as const).filter((form) => !hasTemplate(templates, kind, form));
  return missing.length === 0
    ? undefined
    : `there is no mail “${mailWords(kind)}” to the ${missing.join(' and the ')}. Untick the box, and write yourself.`;
}

export const isAhead = ({ at }: Meeting, now: Date): boolean => toInstant(at) > now;

/** Each mail in a word or two. */
const kindWords: Readonly<Record<MailKind, string>> = {
  ...statusWords,
  receipt: 'We have it',
  notice: 'Notice to the team',
  moved: 'Meeting moved',
  cancelled: 'Meeting cancelled',
  offer: 'Asked to take a mentee',
  'offer-reminder': 'Reminded to answer',
  'offer-withdrawn': 'Question withdrawn',
  question: 'Asked to answer a question',
  'question-reminder': 'Reminded to answer',
  'times-reminder': 'Reminded to answer',
  'question-withdrawn': 'Question withdrawn',
  times: 'Times to choose from',
  'times-wanted': 'Asked for other times',
  released: 'The mentor cannot come',
  'meeting-reminder': 'Reminded of the meeting',
  'met-yet': 'Asked whether they met',
  'check-in-start': 'Asked how it goes',
  'check-in-middle': 'Asked how it goes',
  'check-in-end': 'Asked how it goes',
  'check-in-reminder': 'Reminded of a check-in',
  'match-ended': 'Match ended',
  group: 'Mail to a group',
  test: 'Test of a mail to a group, to staff',
  changed: 'Answers changed',
  imported: 'On the list again',
  stay: 'Asked to stay',
  link: 'New link',
};

export const mailWords = (kind: MailKind): string => kindWords[kind];
