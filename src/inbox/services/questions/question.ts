/**
 * A question to a mentor and where it stands: staff ask one mentor, who proposes times with a yes; who asked chooses one,
 * or says once that none suits; they meet, and both say whether they did. Where it stands is found from what is stored.
 */
import type { Answers } from '#forms/answers/answers.ts';
import { isEnded } from '../../statuses.ts';
import type { AnsweredMeeting, Offer, Proposal, Store, StoredSubmission, SubmissionName } from '../../stores/store.ts';
import { openContent, openMeeting, type Meeting } from '../../submissions/sealed-content.ts';
import type { Sealed, Vault } from '../../vault.ts';
import { lasts } from '../meetings.ts';
import { toInstant } from '#forms/dates/zoned-time.ts';

/** Where a question stands, in the words of staff. */
export const stageWords = {
  unasked: 'No mentor is asked',
  asked: 'A mentor is asked',
  choosing: 'The student chooses a time',
  wanted: 'The mentor is to propose other times',
  unsuited: 'No time suited twice: help them to find one',
  booked: 'Booked',
  over: 'Over',
};
export type QuestionStage = keyof typeof stageWords;

export interface Question {
  submission: StoredSubmission;
  /** All mentors who were asked, in order. */
  offers: readonly Offer[];
  /** The mentor who is asked, or has said yes. */
  offer: Offer | undefined;
  /** What that mentor proposed, in order. */
  proposals: readonly Proposal[];
  meeting: Meeting | undefined;
  /** The meeting as it is stored; null without one. */
  sealedMeeting: Sealed | null;
  /** When the meeting was set. */
  meetingSetAt: string | undefined;
  /** What both said after the meeting as it is stored. */
  met: readonly AnsweredMeeting[];
  stage: QuestionStage;
}

export interface QuestionSource {
  store: Store;
  vault: Vault;
}

/** How often who asked may find that no time suits before staff help. */
const mostRefusals = 2;

export async function readQuestion(source: QuestionSource, name: SubmissionName): Promise<Question | undefined> {
  const submission = await source.store.find(name);
  return submission?.form === 'ask' ? questionOf(source, submission) : undefined;
}

/** Returns the questions that a mentor is asked about or said yes to, as far as something may follow. */
export async function questionsWithMentors(source: QuestionSource): Promise<Question[]> {
  const questions: Question[] = [];
  for (const { seq, about } of await source.store.offers('held questions')) {
    const question = await readQuestion(source, about);
    if (question?.offer?.seq === seq) questions.push(question);
  }
  return questions;
}

/** True if a mentor is asked, or has said yes. */
export const isHeld = ({ answer }: Pick<Offer, 'answer'>): boolean => answer === 'waiting' || answer === 'accepted';

export async function questionOf({ store, vault }: QuestionSource, submission: StoredSubmission): Promise<Question> {
  const offers = await store.offers(submission);
  const last = offers.at(-1);
  const offer = last && isHeld(last) ? last : undefined;
  const proposals = offer ? await store.proposals([offer.seq]) : [];
  const stored = (await store.enclosures(submission)).find(({ kind }) => kind === 'meeting');
  const meeting = stored && openMeeting(vault, submission, stored.content);
  const answers = offer ? await store.meetingAnswers([offer.seq]) : [];
  return {
    submission,
    offers,
    offer,
    proposals,
    meeting,
    sealedMeeting: stored?.content ?? null,
    meetingSetAt: stored?.at,
    met: meeting ? answers.filter((each) => each.meeting === (meeting.sequence ?? 0)) : [],
    stage: stageOf({ submission, offer, proposals }),
  };
}

function stageOf({
  submission,
  offer,
  proposals,
}: Pick<Question, 'submission' | 'offer' | 'proposals'>): QuestionStage {
  if (isEnded(submission.status)) return 'over';
  if (submission.status === 'booked') return 'booked';
  if (!offer) return 'unasked';
  if (offer.answer === 'waiting') return 'asked';
  const last = proposals.at(-1);
  if (last?.chosen !== null) return 'wanted';
  if (last.answeredAt === null) return 'choosing';
  const refusals = proposals.length - 1 - proposals.findLastIndex(({ chosen }) => chosen !== null);
  return refusals < mostRefusals ? 'wanted' : 'unsuited';
}

/** Since when a question stands where it stands: an instant. */
export function sinceOf({ submission, offers, offer, proposals, meetingSetAt, stage }: Question): string {
  const last = proposals.at(-1);
  switch (stage) {
    case 'asked':
      return offer!.asked.at;
    case 'choosing':
      return last!.madeAt;
    case 'wanted':
    case 'unsuited':
      return last?.answeredAt ?? offer?.answeredAt ?? submission.receivedAt;
    case 'booked':
      return meetingSetAt ?? submission.receivedAt;
    default:
      return offers.at(-1)?.answeredAt ?? submission.receivedAt;
  }
}

/** Returns the times that the asker can still choose. */
export const timesAhead = ({ proposals }: Pick<Question, 'proposals'>, now: Date): readonly string[] =>
  proposals.at(-1)?.times.filter((time) => time > now.toISOString()) ?? [];

/** True from the end of the meeting on. */
export const isMeetingPast = ({ meeting }: Pick<Question, 'meeting'>, now: Date): boolean =>
  meeting !== undefined && toInstant(meeting.at).getTime() + lasts <= now.getTime();

/** The answers of the mentor who is asked; undefined if nobody is, or they were erased. */
export async function mentorOf(
  { store, vault }: QuestionSource,
  { offer }: Pick<Question, 'offer'>,
): Promise<{ submission: StoredSubmission; answers: Answers } | undefined> {
  const submission = offer && (await store.find(offer.mentor));
  return submission && { submission, answers: openContent(vault, submission, submission.answers).answers };
}
