import type { Answers, RawAnswers } from '#forms/answers.ts';
import type { Problem } from '#forms/validate.ts';
import type { Identity } from './identity.ts';

/** How far the sending of a form has come. */
export type Sending =
  | { state: 'editing' }
  /** `again`: a try has failed; another follows, after so many milliseconds where a busy server asked for it. */
  | { state: 'sending'; again: { after?: number | undefined } | undefined }
  | { state: 'sent'; next: string }
  | { state: 'saved' }
  | { state: 'refused'; problems: readonly Problem[] }
  | { state: 'closed'; reason: string }
  | { state: 'failed'; reason: string };

/** What the parts of the island know of the sending of their form, and can do with it. */
export interface FormSending {
  sending: Sending;
  /** @param typed the answers as they were typed */
  send: (answers: Answers, typed: RawAnswers) => void;
  /** Returns to editing, with the answers as they are. */
  reset: () => void;
  identity: Identity;
  reference: string;
  /** Shows the submission as saved: the queue has held it since before the page was opened. */
  hold: () => void;
  /** True while the applicant changes answers of which the queue holds an earlier version. */
  isKept: boolean;
  /** Gives the next submission an identity of its own. */
  renew: () => void;
  /** Returns the answers as they were typed when the form was sent. */
  sentAnswers: () => RawAnswers;
}
