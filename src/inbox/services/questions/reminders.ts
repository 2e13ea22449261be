/** Writes about questions when time has passed: reminds of an answer, of times to choose and of a meeting, and asks both whether they met. */
import { addDays } from '#forms/dates/calendar.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { day } from '../../clock.ts';
import { askingDay } from '../../mail-hours.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { NewMail } from '../../stores/store.ts';
import { sealMailContent } from '../../submissions/sealed-content.ts';
import { questionsWithMentors, isMeetingPast, sinceOf, type Question, type QuestionSource } from './question.ts';

/** Stores the mails that are due about these questions, each once. @param areHeld if true, they go out only when staff say so */
export async function queueReminders(
  source: QuestionSource,
  questions: readonly Question[],
  now: Date,
  areHeld = false,
): Promise<void> {
  const silent = new Set((await source.store.withoutReminders()).map(subjectOf));
  const mails = questions
    .flatMap((question) => dueMails(source, question, now))
    .filter(({ to, isReminder }) => !isReminder || !silent.has(subjectOf(to)));
  await source.store.queueMail(mails, now.toISOString(), areHeld);
}

/** Stores the mails that are due as held, because they may have been sent before a backup was restored. */
export const holdQuestionMails = async (source: QuestionSource, now: Date): Promise<void> =>
  queueReminders(source, await questionsWithMentors(source), now, true);

type KeyedMail = NewMail & { key: string; isReminder: boolean };

/** Returns the mails that are due, each under a key of its own, so that it goes out once. */
function dueMails(source: QuestionSource, question: Question, now: Date): KeyedMail[] {
  const today = askingDay(now);
  if (today === undefined) return [];
  const { submission, offer, stage, meeting, meetingSetAt, met, proposals } = question;
  const { form, submissionId } = submission;
  const asker = { form, submissionId };
  const { mentor, days } = offer!;
  const subject = subjectOf(submission);
  const mail = (to: 'asker' | 'mentor', kind: NewMail['kind'], about: string, isReminder = true): KeyedMail => {
    const [name, other] = to === 'asker' ? [asker, mentor] : [mentor, asker];
    const content =
      meeting && stage === 'booked' ? sealMailContent(source.vault, name, { meeting, about: asker }) : undefined;
    return { to: name, other, kind, content, key: `${kind} ${subject} ${about} ${to}`, isReminder };
  };
  const both = (kind: NewMail['kind'], about: string, isReminder: boolean) =>
    (['asker', 'mentor'] as const).map((to) => mail(to, kind, about, isReminder));
  const since = sinceOf(question);
  // From the day before the last day for an answer.
  const isNearlyLate = days > 1 && today >= addDays(localDay(new Date(since)), days - 1);
  switch (stage) {
    case 'asked':
    case 'wanted':
      return isNearlyLate ? [mail('mentor', 'question-reminder', since)] : [];
    case 'choosing':
      return isNearlyLate ? [mail('asker', 'times-reminder', proposals.at(-1)!.madeAt)] : [];
    case 'booked': {
      if (!meeting) return [];
      const about = String(meeting.sequence ?? 0);
      if (isMeetingPast(question, now)) {
        const silent = both('met-yet', about, false);
        return silent.filter(
          ({ to }) => !met.some(({ side }) => side === (to.form === 'mentor' ? 'mentor' : 'mentee')),
        );
      }
      const isOld = now.getTime() - Date.parse(meetingSetAt ?? '') >= day;
      return isOld && meeting.at.slice(0, 10) === addDays(today, 1) ? both('meeting-reminder', about, true) : [];
    }
    default:
      return [];
  }
}
