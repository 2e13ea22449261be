import type { Status } from '../../statuses.ts';
import type { Sealed } from '../../vault.ts';
import type { MailKind, NewMail } from './mail.ts';
import type { SubmissionName } from './submission-name.ts';

/** New answers in the place of those of a submission. */
export interface NewAnswers {
  submission: SubmissionName;
  /** Status and number of earlier versions, as they were when the applicant read their answers. */
  from: { status: Status; versions: number };
  answers: Sealed;
  adjustments: Sealed | null;
  /** All answers before, kept beside the submission as a `version`. */
  before: Sealed;
  mails: readonly MailKind[];
}

/** A submission that its applicant takes back. */
export interface Withdrawal {
  submission: SubmissionName;
  /** Its status when the applicant read the page. */
  from: Status;
  status: Status;
  mails: readonly NewMail[];
}
