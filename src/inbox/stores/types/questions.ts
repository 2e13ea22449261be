import type { Status } from '../../statuses.ts';
import type { Sealed } from '../../vault.ts';
import type { Side } from './check-ins.ts';
import type { NewMail } from './mail.ts';
import type { OfferAnswer } from './offers.ts';

/** Times that a mentor proposes for a one-off meeting. */
export interface Proposal {
  seq: number;
  /** Number of the offer with which the mentor was asked. */
  offer: number;
  madeAt: string;
  /** Instants, earliest first. */
  times: readonly string[];
  /** The room or call, as the mentor wrote it. */
  place: Sealed;
  /** Since when there is an answer. */
  answeredAt: string | null;
  /** One of the times; null without an answer, or if none suits. */
  chosen: string | null;
}

/** What somebody says after a one-off meeting: they met; or not, and wants another time, or no more. */
export type MeetingAnswer = (typeof meetingAnswers)[number];
export const meetingAnswers = ['yes', 'again', 'over'] as const;

export interface AnsweredMeeting {
  /** Number of the offer with which the mentor was asked. */
  offer: number;
  /** The `sequence` of the meeting, which is another one after it was moved. */
  meeting: number;
  side: Side;
  answeredAt: string;
  answer: MeetingAnswer;
}

/** The parts of a question that a step changes, as they were when the step was decided. */
export interface QuestionBefore {
  answer: OfferAnswer;
  status: Status;
  /** The sealed meeting; null without one. */
  meeting: Sealed | null;
  /** How often the mentor proposed times. */
  proposals: number;
  /** True while the newest proposal waits for an answer. */
  isOpen: boolean;
}

/** One step of a question and the mentor who was asked. Parts that are undefined stay as they are. */
export interface QuestionStep {
  /** Number of the offer. */
  offer: number;
  from: QuestionBefore;
  /** What happened, as the audit says it. */
  action: string;
  answer?: OfferAnswer;
  status?: Status;
  /** Null removes the meeting. */
  meeting?: Sealed | null;
  /** Times that the mentor proposes. */
  propose?: { times: readonly string[]; place: Sealed };
  /** The answer to the newest proposal: one of its times, or null if none suits. */
  choose?: string | null;
  /** True if staff have to look at the question again. */
  forStaff?: boolean;
  mails: readonly NewMail[];
}
