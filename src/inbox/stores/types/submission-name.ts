import type { FormId } from '#forms/form.ts';

/** Identifies a submission. */
export interface SubmissionName {
  form: FormId;
  submissionId: string;
}
