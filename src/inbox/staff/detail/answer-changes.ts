import type { Answers } from '#forms/answers/answers.ts';
import { displayLines } from '#forms/display.ts';
import { fieldsOf, wordsFor, type Form } from '#forms/form.ts';
import { phones } from '#forms/formats/phone-rules.ts';
import type { Enclosure, StoredSubmission } from '../../stores/store.ts';
import { earlierAnswers } from '../../submissions/sealed-content.ts';
import type { Vault } from '../../vault.ts';

/** What an applicant changed at one time. */
export interface AnswersChange {
  at: string;
  answers: readonly ChangedAnswer[];
}

export interface ChangedAnswer {
  label: string;
  /** Empty where the question was not answered. */
  before: readonly string[];
  after: readonly string[];
}

/** Returns the changes of a submission's answers by its applicant, latest first. */
export function answerChanges(
  vault: Vault,
  form: Form,
  submission: StoredSubmission,
  enclosures: readonly Enclosure[],
  current: Answers,
): AnswersChange[] {
  const versions = earlierAnswers(vault, submission, enclosures);
  return versions
    .map(({ at, answers }, index) => ({
      at,
      answers: differences(form, answers, versions[index + 1]?.answers ?? current),
    }))
    .reverse();
}

const differences = (form: Form, before: Answers, after: Answers): ChangedAnswer[] =>
  fieldsOf(form)
    .filter(({ name }) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((field) => ({
      label: wordsFor(field.label, after),
      before: displayLines(field, before[field.name], phones),
      after: displayLines(field, after[field.name], phones),
    }));
