import type { Sealed } from '../../vault.ts';
import type { Actor } from './actor.ts';
import type { NewMail } from './mail.ts';
import type { SubmissionName } from './submission-name.ts';

/** When in a match both people are asked: after the first weeks, in the middle, at the end. */
export type CheckInKind = (typeof checkInKinds)[number];
export const checkInKinds = ['start', 'middle', 'end'] as const;

export type Side = (typeof sides)[number];
export const sides = ['mentee', 'mentor'] as const;

/** A check-in to ask one person of a match. */
export interface CheckInToAsk {
  /** Number of the match. */
  match: number;
  kind: CheckInKind;
  side: Side;
}

/** A check-in that one person of a match was asked. */
export interface CheckIn extends CheckInToAsk {
  seq: number;
  round: string | null;
  /** Who is asked; null, like the partner, after their data was erased. */
  person: SubmissionName | null;
  partner: SubmissionName | null;
  askedAt: string;
  /** Since when there is an answer. */
  answeredAt: string | null;
  /** The chosen answer of each question, from a list: no text, which would be personal data that outlives people. */
  answers: Readonly<Record<string, string>>;
  /** What the person wrote to staff. */
  note: Sealed | null;
}

/** A reason to worry about a pair, and the check-in that gives it. */
export interface FoundWorry {
  /** Seq of the check-in. */
  checkIn: number;
  worry: string;
}

/** Questions to both people of a match while it lasts. */
export interface CheckInStore {
  /**
   * Asks, each by a mail unless `tells` is false; a check-in that was asked before stays as it is. Returns how many are
   * new.
   */
  askCheckIns(wanted: readonly CheckInToAsk[], actor: Actor, tells?: boolean): Promise<number>;
  /** Reminds people of those of these check-ins that have no answer, once for each; the mails are held if `tells` is false. */
  remindOfCheckIns(seqs: readonly number[], at: string, tells?: boolean): Promise<void>;
  /**
   * Adds answers to those that a check-in has; a later answer replaces an earlier one. With `note`, it replaces the note.
   * Queues the mail that `noticeOf` writes about the check-in as it was just before. Returns false if there is no such
   * check-in.
   */
  answerCheckIn(
    seq: number,
    answers: Readonly<Record<string, string>>,
    note: Sealed | undefined,
    actor: Actor,
    noticeOf?: (before: CheckIn) => NewMail | undefined,
  ): Promise<boolean>;
  checkIn(seq: number): Promise<CheckIn | undefined>;
  /** Notes that staff have dealt with these, or that they have not after all. What is so already stays as it is. */
  dealWithWorries(worries: readonly FoundWorry[], isDealtWith: boolean, actor: Actor): Promise<void>;
  /** Returns what staff have dealt with in a round, with who it was and when, in the order of the check-ins. */
  worriesDealtWith(round: string): Promise<(FoundWorry & { by: Actor })[]>;
  /** Returns the check-ins of a round or of one person, or all that have no answer, in the order in which they were asked. */
  checkIns(of: 'unanswered' | SubmissionName | { round: string }): Promise<CheckIn[]>;
}
