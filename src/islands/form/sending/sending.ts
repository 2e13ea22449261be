import type { RawAnswers } from '#forms/answers/answers.ts';
import type { Problem } from '#forms/validate.ts';
import type { Identity } from './identity.ts';

/** The state of sending a form. */
export type Sending =
  | { state: 'editing' }
  /** `again` is set after a failed try; `after` is the number of milliseconds that a busy server asked to wait. */
  | { state: 'sending'; again: { after?: number | undefined } | undefined }
  | { state: 'sent'; next: string }
  | { state: 'saved' }
  | { state: 'refused'; problems: readonly Problem[] }
  | { state: 'closed'; reason: string }
  | { state: 'failed'; reason: string };

/** One press of Send. */
export interface SendRequest {
  /** The answers to send. */
  answers: RawAnswers;
  /** The answers of all controls, as typed. */
  typed: RawAnswers;
}

/** The state of sending a form and the actions on it, for the parts of the island. */
export interface FormSending {
  sending: Sending;
  /** The last press of Send; undefined before the first. */
  request: SendRequest | undefined;
  /** @param typed the answers of all controls, as typed */
  send: (answers: RawAnswers, typed: RawAnswers) => void;
  setSending: (sending: Sending) => void;
  /** Returns to editing, with the answers as they are. */
  reset: () => void;
  identity: Identity;
  /** True while the applicant changes answers whose earlier version is in the queue. */
  isQueued: boolean;
  /** Creates a new identity for the next submission. */
  renew: () => void;
  /** Returns the answers as they were typed when the form was sent. */
  sentAnswers: () => RawAnswers;
}
