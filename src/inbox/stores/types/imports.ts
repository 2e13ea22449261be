import type { FormId } from '#forms/form.ts';
import type { Actor } from './actor.ts';
import type { NewSubmission } from './submissions.ts';
import type { SubmissionName } from './submission-name.ts';

/** Submissions from a file, which are stored together. */
export interface NewImport {
  /** A UUID, made when staff looked at the file, so that it is stored once however often it is sent. */
  importId: string;
  form: FormId;
  submissions: readonly NewSubmission[];
  /** When the mails to these people are due. */
  mailDueAt: string;
}

/** `there`: meanwhile somebody in the file has a submission of this form; nothing was stored. */
export type ImportResult = 'stored' | 'repeated' | 'there';

export interface StoredImport {
  importId: string;
  form: FormId;
  made: Actor;
  /** How many submissions were stored. */
  count: number;
  undone: Actor | null;
}

export interface ImportedSubmission {
  name: SubmissionName;
  /** False once anything was done with it: by staff, by its applicant, or by a mail that went out. */
  isUntouched: boolean;
}
