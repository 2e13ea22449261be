import { localDay } from '#forms/dates/zoned-time.ts';
import type { Services } from '../../env.ts';
import { minute } from '../../clock.ts';
import type { Status } from '../../statuses.ts';
import type { MailKind, MailRecord, NewMail, StoredSubmission, SubmissionName } from '../../stores/store.ts';
import {
  meetingOf,
  openContent,
  openMailContent,
  sealMailContent,
  type Meeting,
} from '../../submissions/sealed-content.ts';
import { questionOf } from '../../services/questions/question.ts';
import { isSameMeeting, meetingSequence } from '../../services/meetings.ts';
import { isAhead, notificationsOf } from '../../services/mails-of-changes.ts';

export interface ChangedState {
  status: Status;
  meeting: Meeting | undefined;
}

/** Returns the mails about a change to the applicant, or the reason why there is none, to follow "Not saved: ". */
export async function mailsAboutChange(
  services: Services,
  submission: StoredSubmission,
  after: ChangedState,
): Promise<NewMail[] | string> {
  const { store, vault, templates, clock, rounds } = services;
  const round = rounds.find(({ id }) => id === submission.round);
  const { answers } = openContent(vault, submission, submission.answers);
  const before = meetingOf(vault, submission, await store.enclosures(submission));
  const mails = notificationsOf(
    {
      form: submission.form,
      status: { before: submission.status, after: after.status },
      meeting: { before, after: after.meeting },
      told: toldMeeting(services, submission, await store.mailOf(submission)),
      overRound: round && round.cycleEnds < localDay(clock()) ? round.title : undefined,
      hasMatch: (await store.matches(submission)).length > 0,
      hasAddress: typeof answers['email'] === 'string' && answers['email'] !== '',
    },
    templates,
    clock(),
  );
  if (typeof mails === 'string') return mails;
  const sequence = await meetingSequence(services, submission);
  const mentor = submission.form === 'ask' ? (await questionOf(services, submission)).offer : undefined;
  const { form, submissionId } = submission;
  const asker: SubmissionName = { form, submissionId };
  return mails.flatMap(({ kind, meeting, was }): NewMail[] => {
    const shown = meeting && kind === 'cancelled' ? { ...meeting, sequence } : meeting;
    const content = shown && { meeting: shown, ...(was ? { was } : {}) };
    const toAsker = { to: asker, kind, content: content && sealMailContent(vault, asker, content) };
    // A mentor who said yes hears of the meeting, too.
    if (!content || mentor?.answer !== 'accepted') return [toAsker];
    const sealed = sealMailContent(vault, mentor.mentor, { ...content, about: asker });
    return [
      { ...toAsker, other: mentor.mentor },
      { to: mentor.mentor, other: asker, kind, content: sealed },
    ];
  });
}

/** Returns the meeting of the newest mail about one; undefined if that mail says that there is none. */
function toldMeeting(
  { vault }: Services,
  { form, submissionId }: SubmissionName,
  mails: readonly MailRecord[],
): Meeting | undefined {
  const last = mails.findLast(({ kind }) => ['booked', 'moved', 'cancelled', 'released'].includes(kind));
  const isOfMeeting = last?.kind === 'booked' || last?.kind === 'moved';
  return isOfMeeting && last.content ? openMailContent(vault, { form, submissionId }, last.content).meeting : undefined;
}

/**
 * Returns the mentor of a question whose meeting that is ahead a change sets, moves or calls off; undefined if there is no
 * such mentor. Without a tick, nobody tells them.
 */
export async function mentorOfChange(
  services: Services,
  submission: StoredSubmission,
  after: ChangedState,
): Promise<SubmissionName | undefined> {
  if (submission.form !== 'ask') return undefined;
  const { offer, meeting } = await questionOf(services, submission);
  const before = submission.status === 'booked' ? meeting : undefined;
  const wanted = after.status === 'booked' ? after.meeting : undefined;
  const isOfMeeting =
    !isSameMeeting(before, wanted) &&
    [before, wanted].some((each) => each !== undefined && isAhead(each, services.clock()));
  return offer?.answer === 'accepted' && isOfMeeting ? offer.mentor : undefined;
}

/** Returns true if a mail of one of these kinds was queued in the last minute: the same form may have been sent twice. */
export async function wasJustMailed(
  { store, clock }: Services,
  name: SubmissionName,
  kinds: (kind: MailKind) => boolean,
): Promise<boolean> {
  const since = new Date(clock().getTime() - minute).toISOString();
  return (await store.mailOf(name)).some(({ kind, queuedAt }) => kinds(kind) && (queuedAt ?? '') > since);
}
