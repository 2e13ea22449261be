import type { Sealed } from '../../vault.ts';
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
