import type { FormId } from '#forms/form.ts';

/** What names a submission everywhere. */
export interface SubmissionName {
  form: FormId;
  submissionId: string;
}
