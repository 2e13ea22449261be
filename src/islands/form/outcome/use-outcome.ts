import { useEffect, useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers.ts';
import type { Form } from '#forms/form.ts';
import { deleteDraft } from '../draft/delete-draft.ts';
import { renewIdentity } from '../sending/identity.ts';
import { loadDeferred } from '../island/load-deferred.ts';
import { isBlank } from '../dom/form-answers.ts';
import { keepSentRecord, sentRecord } from './sent-record.ts';
import type { FormElements } from '../dom/form-elements.ts';
import type { useSending } from '../sending/use-sending.ts';
import { useRoundState } from '../clock/use-round-state.ts';

/** Why the form is not being filled in. */
export type Outcome =
  /** Just now: the next page is on its way. */
  | { kind: 'sent'; reference: string; next: string }
  | { kind: 'already-sent'; reference: string }
  /** `isFinal`: the round has closed since, and only what was saved before counts. */
  | { kind: 'saved'; isFinal: boolean; sent: (next: string) => void; refused: (reason: string) => void }
  | { kind: 'failed'; reason: string }
  | { kind: 'closed'; reason: string }
  /** The page says so, and nothing was typed. */
  | { kind: 'not-open' };

type Desk = ReturnType<typeof useSending>;

/** Follows what was sent to its end, and the round to its close; undefined while the form can be filled in. */
export function useOutcome(
  form: Form,
  paper: FormElements,
  raw: RawAnswers,
  { sending, reference, sentAnswers, isKept }: Desk,
  readAgain: () => void,
): Outcome | undefined {
  const [record, setRecord] = useState(() => sentRecord(form.id));
  const [next, setNext] = useState<string>();
  const round = useRoundState(paper);
  const [refusal, setRefusal] = useState<string>();
  const isFinal = round === 'closed';
  const isSaved = sending.state === 'saved' || (sending.state === 'editing' && isKept && isFinal);

  const arrive = async (page: string) => {
    const later = await loadDeferred();
    const answers = later?.sentAnswers(form, sentAnswers()) ?? [];
    const sent = { form: form.id, reference, sentAt: new Date().toISOString(), answers };
    keepSentRecord(sent);
    renewIdentity(form.id);
    deleteDraft(form.id);
    // Whoever comes back to this page, or shares the computer, finds no answers in it.
    paper.form.reset();
    readAgain();
    setRecord(sent);
    setNext(page);
    location.assign(page);
  };
  useEffect(() => {
    setRefusal(undefined);
    if (sending.state === 'sent') void arrive(sending.next);
  }, [sending.state]);

  useEffect(() => {
    // The way back can lead to this very page, as it was left.
    const comeBack = () => setNext(undefined);
    addEventListener('pageshow', comeBack);
    return () => removeEventListener('pageshow', comeBack);
  }, []);

  if (record && next !== undefined) return { kind: 'sent', reference: record.reference, next };
  if (record) return { kind: 'already-sent', reference: record.reference };
  if (refusal !== undefined) return { kind: 'failed', reason: refusal };
  if (isSaved) return { kind: 'saved', isFinal, sent: (page) => void arrive(page), refused: setRefusal };
  if (sending.state === 'failed') return { kind: 'failed', reason: sending.reason };
  if (sending.state === 'closed') return { kind: 'closed', reason: sending.reason };
  if (round === 'open' || sending.state === 'sending' || sending.state === 'sent') return undefined;
  return round === 'upcoming' || isBlank(form, raw)
    ? { kind: 'not-open' }
    : { kind: 'closed', reason: 'They closed before you pressed Send.' };
}
