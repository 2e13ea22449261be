import type { RawAnswers } from '#forms/answers/answers.ts';
import { referenceOf } from '#forms/answers/reference.ts';
import { notAnswered, summarise } from '#forms/display.ts';
import type { Form } from '#forms/form.ts';
import { stepOf } from '#forms/validate.ts';
import { deleteDraft } from '../draft/delete-draft.ts';
import { renewIdentity } from '../sending/identity.ts';
import { context } from '../steps/rule-context.ts';
import { writeSentRecord, type SentRecord } from './sent-record.ts';

/** Records in this tab that the submission with this id was sent, deletes its draft, and gives the form a new identity for the next one. */
export function recordSent(form: Form, id: string, answers: RawAnswers): SentRecord {
  const sent = {
    form: form.id,
    reference: referenceOf(id),
    sentAt: new Date().toISOString(),
    answers: summarise(form, answers, context()).map(({ step, label, lines }) => ({
      step: stepOf(form, step).title,
      label,
      lines: lines.length > 0 ? lines : [notAnswered],
    })),
  };
  writeSentRecord(sent);
  renewIdentity(form.id);
  deleteDraft(form.id);
  return sent;
}
