import type { Answers } from '#forms/answers/answers.ts';
import { isSeenBy, rowsSeenBy, summarise } from '#forms/display.ts';
import type { Field, Form, FormId, SeenBy } from '#forms/form.ts';
import { phones } from '#forms/formats/phone-rules.ts';
import type { Store, StoredSubmission } from '../stores/store.ts';
import type { Vault } from '../vault.ts';
import { allAnswers } from './sealed-content.ts';
import { validatedAt } from './validated-at.ts';

export interface SharedAnswersSource {
  store: Pick<Store, 'enclosures'>;
  vault: Vault;
  forms: readonly Form[];
}

/** The other person of a pair, who reads these answers: one who is asked to match, or one who is matched. */
export type PairReader = 'asked' | 'matched';

/** What the form says about who sees an answer, before and after a match. */
const viewers: Readonly<Record<FormId, Readonly<Record<PairReader, readonly SeenBy[]>>>> = {
  mentee: { asked: ['mentor'], matched: ['mentor', 'mentor-after-match', 'mentor-if-shared'] },
  ask: { asked: ['mentor'], matched: ['mentor', 'mentor-after-match', 'mentor-if-shared'] },
  mentor: { asked: ['mentees'], matched: ['mentees', 'mentee'] },
  contact: { asked: [], matched: [] },
};

/** Returns who besides the team may see an answer, the earliest first; undefined for the team alone. */
export function readerOf(form: FormId, field: Field, answers: Answers): PairReader | undefined {
  return (['asked', 'matched'] as const).find((reader) => isSeenBy(field, viewers[form][reader], answers));
}

/** An answer under the name of its question, which reads well for another person too. */
export interface SharedAnswer {
  name: string;
  label: string;
  lines: readonly string[];
}

/** Returns an answer on one line of a mail. Some options have commas of their own, so semicolons part them. */
export const answerLine = ({ label, lines }: SharedAnswer): string => `${label}: ${lines.join('; ')}`;

/** Returns the answers that the other person of a pair may see, as the form told the applicant. */
export async function sharedAnswers(
  { store, vault, forms }: SharedAnswersSource,
  submission: StoredSubmission,
  reader: PairReader,
): Promise<SharedAnswer[]> {
  const answers = allAnswers(vault, submission, await store.enclosures(submission));
  const form = forms.find(({ id }) => id === submission.form)!;
  const rows = summarise(form, answers, { now: validatedAt(submission), phones });
  return rowsSeenBy(rows, viewers[submission.form][reader], answers).map(({ field: { name, subject }, lines }) => ({
    name,
    label: `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`,
    lines,
  }));
}
