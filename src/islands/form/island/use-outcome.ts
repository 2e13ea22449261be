import { useEffect, useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers/answers.ts';
import type { Form } from '#forms/form.ts';
import { loadDeferred } from './load-deferred.ts';
import { isBlank } from '../dom/form-answers.ts';
import { sentRecord } from '../outcome/sent-record.ts';
import type { FormElements } from '../dom/form-elements.ts';
import type { FormSending } from '../sending/sending.ts';
import type { Outcome } from '../outcome/outcome.ts';
import { useRoundState } from '../clock/use-round-state.ts';

/** Returns why the form cannot be filled in, as sending and the round go on; undefined while it can. */
export function useOutcome(
  form: Form,
  elements: FormElements,
  raw: RawAnswers,
  { sending, identity, sentAnswers, isQueued }: FormSending,
  readAgain: () => void,
): Outcome | undefined {
  const [record, setRecord] = useState(() => sentRecord(form.id));
  const [next, setNext] = useState<string>();
  const round = useRoundState(elements);
  const [refusal, setRefusal] = useState<string>();
  const isFinal = round === 'closed';
  const isSaved = sending.state === 'saved' || (sending.state === 'editing' && isQueued && isFinal);

  const finish = async (page: string) => {
    // One of the deferred parts sent the form, so they are loaded.
    const sent = (await loadDeferred())!.recordSent(form, identity.id, sentAnswers());
    // On a shared computer, the next person must not find the answers.
    elements.form.reset();
    readAgain();
    setRecord(sent);
    setNext(page);
    location.assign(page);
  };
  useEffect(() => {
    setRefusal(undefined);
    if (sending.state === 'sent') void finish(sending.next);
  }, [sending.state]);

  useEffect(() => {
    // Back can restore this page as it was left.
    const forgetNext = () => setNext(undefined);
    addEventListener('pageshow', forgetNext);
    return () => removeEventListener('pageshow', forgetNext);
  }, []);

  if (record && next !== undefined) return { kind: 'sent', reference: record.reference, next };
  if (record) return { kind: 'already-sent', reference: record.reference };
  if (refusal !== undefined) return { kind: 'failed', reason: refusal };
  if (isSaved) return { kind: 'saved', isFinal, sent: (page) => void finish(page), refused: setRefusal };
  if (sending.state === 'failed') return { kind: 'failed', reason: sending.reason };
  if (sending.state === 'closed') return { kind: 'closed', reason: sending.reason };
  if (round === 'open' || sending.state === 'sending' || sending.state === 'sent') return undefined;
  return round === 'upcoming' || isBlank(form, raw)
    ? { kind: 'not-open' }
    : { kind: 'closed', reason: 'They closed before you pressed Send.' };
}
