import type { Answers } from '#forms/answers/answers.ts';
import { fieldsOf, type Form } from '#forms/form.ts';
import { referenceOf } from '#forms/answers/reference.ts';
import type { Enclosure, Store, StoredSubmission } from '../stores/store.ts';
import { subjectOf } from '../stores/audit-entries.ts';
import { allAnswers } from '../submissions/sealed-content.ts';
import type { Vault } from '../vault.ts';
import { escapeCsvFormula } from './escape-csv-formula.ts';

/**
 * A submission as it is exported. The answers are a field of their own, because a form may have a field named `status`.
 */
export interface ExportedSubmission {
  submission_id: string;
  form: string;
  status: string;
  received_at: string;
  reference: string;
  round: string | null;
  duplicate_of: string | null;
  queued_at: string | null;
  /** References of the mentor or mentees that it is matched with. */
  matched_with: readonly string[];
  answers: Answers;
}

/** The references of each mentee's and mentor's partners, by submission name. */
export type Partners = ReadonlyMap<string, readonly string[]>;

/** Reads the partners of all submissions at once: one query for each would take longer than the rest of an export. */
export async function readPartners(store: Store): Promise<Partners> {
  const partners = new Map<string, string[]>();
  for (const { mentee, mentor } of await store.matches()) {
    partners.set(subjectOf(mentee), [referenceOf(mentor.submissionId)]);
    const mentees = partners.get(subjectOf(mentor));
    if (mentees) mentees.push(referenceOf(mentee.submissionId));
    else partners.set(subjectOf(mentor), [referenceOf(mentee.submissionId)]);
  }
  return partners;
}

/** Returns everything stored about one submission, in plain text. */
export function exportedSubmission(
  vault: Vault,
  submission: StoredSubmission,
  enclosures: readonly Enclosure[],
  partners: Partners,
): ExportedSubmission {
  return {
    submission_id: submission.submissionId,
    form: submission.form,
    status: submission.status,
    received_at: submission.receivedAt,
    reference: submission.reference,
    round: submission.round,
    duplicate_of: submission.duplicateOf,
    queued_at: submission.queuedAt,
    matched_with: partners.get(subjectOf(submission)) ?? [],
    answers: allAnswers(vault, submission, enclosures),
  };
}

/** Columns of an exported table that are no answers. */
export const exportedColumns = [
  'submission_id',
  'form',
  'status',
  'received_at',
  'reference',
  'round',
  'duplicate_of',
  'queued_at',
  'matched_with',
] as const satisfies (keyof ExportedSubmission)[];

/** Returns the names of all answers, in the order of the forms. */
const answerNames = (forms: readonly Form[]): string[] => [
  ...new Set(forms.flatMap((form) => fieldsOf(form).map(({ name }) => name))),
];

/** Returns the column names of a table of these forms. An answer whose name is taken gets the prefix "answer_". */
export const csvColumns = (forms: readonly Form[]): string[] => [
  ...exportedColumns,
  ...answerNames(forms).map((name) => (exportedColumns.some((taken) => taken === name) ? `answer_${name}` : name)),
];

/** Returns the submission as a row of that table, safe to open in a spreadsheet. */
export const csvRow = (forms: readonly Form[], submission: ExportedSubmission): string[] =>
  [
    ...exportedColumns.map((name) => submission[name]),
    ...answerNames(forms).map((name) => submission.answers[name]),
  ].map((value) => escapeCsvFormula([value ?? ''].flat().join('; ')));
