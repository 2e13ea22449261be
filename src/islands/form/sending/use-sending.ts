import { useForm } from '@formspree/react';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers.ts';
import { fieldsOf, type Form } from '#forms/form.ts';
import { referenceOf } from '#forms/reference.ts';
import type { Problem } from '#forms/validate.ts';
import { createFormClient, SavedForLater } from './client.ts';
import { draftKey } from '../draft/delete-draft.ts';
import { identityOf, renewIdentity, type Identity } from './identity.ts';
import { loadDeferred } from '../island/load-deferred.ts';
import type { FormElements } from '../dom/form-elements.ts';

/** What becomes of what was sent. */
export type Sending =
  | { state: 'editing' }
  /** `again`: a try has failed; another follows, after so many milliseconds where a busy server asked for it. */
  | { state: 'sending'; again: { after?: number | undefined } | undefined }
  | { state: 'sent'; next: string }
  | { state: 'saved' }
  | { state: 'refused'; problems: readonly Problem[] }
  | { state: 'closed'; reason: string }
  | { state: 'failed'; reason: string };

/** Sends the answers through @formspree/react's hook, with our client at its seam. */
export function useSending(form: Form, paper: FormElements, raw: RawAnswers) {
  const [again, setAgain] = useState<{ after?: number | undefined }>();
  const [isHeld, setHeld] = useState(false);
  const [isKept, setKept] = useState(false);
  const [identity, setIdentity] = useState(() => identityOf(form.id));
  const latest = useRef(raw);
  latest.current = raw;
  const sent = useRef<RawAnswers | undefined>(undefined);
  const { client, key, endpoint } = useMemo(() => {
    const onAgain = (after?: number) => setAgain({ after });
    const keeper = async () => {
      const later = await loadDeferred();
      if (!later) return undefined;
      const onKept = () => later.markQueued(form.id, identity);
      const copy = () => later.answersAsText(form, sent.current ?? latest.current);
      return (submission: Parameters<typeof later.queueAndSend>[1]) =>
        later.queueAndSend(later.queue, submission, { draft: draftKey(form.id), copy, onKept, onAgain });
    };
    return {
      client: createFormClient({ keeper, onAgain }),
      ...targetOf(paper.form.action),
    };
  }, [form, paper, identity]);
  const [{ submitting, result, errors }, submit, forget] = useForm(key, { client, endpoint });

  useEffect(() => {
    input(paper, 'submission_id').value = identity.id;
  }, [paper, identity]);

  const reset = () => {
    setKept(sending.state === 'saved');
    setHeld(false);
    forget();
  };
  /** `typed` is what the controls hold, `answers` what is sent of it. */
  const send = (answers: RawAnswers, typed: RawAnswers) => {
    setAgain(undefined);
    setHeld(false);
    setKept(false);
    sent.current = typed;
    void submit(bodyOf(paper, identity, answers));
  };
  const sending: Sending = submitting
    ? { state: 'sending', again }
    : result
      ? { state: 'sent', next: ownPage(result.next, identity.id) }
      : isHeld
        ? { state: 'saved' }
        : outcomeOf(form, errors);
  return {
    sending,
    send,
    reset,
    identity,
    reference: referenceOf(identity.id),
    /** Takes it for saved: the queue has it since the page was open before. */
    hold: () => setHeld(true),
    /** True while answers are being changed of which the queue has an earlier version. */
    isKept,
    /** Makes what is sent next another submission. */
    renew: () => {
      setKept(false);
      setIdentity(renewIdentity(form.id));
    },
    /** What was typed when it was sent. */
    sentAnswers: () => sent.current ?? latest.current,
  };
}

function outcomeOf(form: Form, errors: ReturnType<typeof useForm>[0]['errors']): Sending {
  if (!errors) return { state: 'editing' };
  if (errors instanceof SavedForLater) return { state: 'saved' };
  const problems = fieldsOf(form).flatMap(({ name }): Problem[] => {
    const [first] = errors.getFieldErrors(name);
    const step = form.steps.find(({ fields }) => fields.some((field) => field.name === name))!.id;
    return first ? [{ field: name, code: 'TYPE_TEXT', message: first.message, step }] : [];
  });
  if (problems.length > 0) return { state: 'refused', problems };
  const others = [...errors.getFormErrors(), ...errors.getAllFieldErrors().flatMap(([, list]) => list)];
  const reason = others.map(({ message }) => message).join(' ');
  return errors.getFormErrors()[0]?.code === 'INACTIVE' ? { state: 'closed', reason } : { state: 'failed', reason };
}

/** Of the answers, those on the path taken, in canonical form; beside them what the contract asks for. */
function bodyOf(paper: FormElements, { id, openedAt }: Identity, answers: RawAnswers) {
  const data = new FormData(paper.form);
  const envelope = ['formVersion', 'round', '_gotcha', '_next'].flatMap((name) => {
    const value = data.get(name);
    return typeof value === 'string' && value !== '' ? [[name, value]] : [];
  });
  return {
    ...Object.fromEntries(
      Object.entries(answers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
    ),
    ...(Object.fromEntries(envelope) as Record<string, string>),
    submission_id: id,
    elapsed: Date.now() - openedAt,
  };
}

/** Key and endpoint, as the form's address has them: `https://inbox.example/f/mentee` → `mentee` at `https://inbox.example`. */
function targetOf(action: string): { key: string; endpoint: string } {
  const at = action.lastIndexOf('/f/');
  return { endpoint: action.slice(0, at), key: action.slice(at + 3) };
}

/** Our confirmation page; a hosted endpoint names one of its own. */
function ownPage(next: string, id: string): string {
  const url = URL.parse(next, location.href);
  return url?.origin === location.origin ? url.href : `${import.meta.env.BASE_URL}sent/?ref=${referenceOf(id)}`;
}

const input = (paper: FormElements, name: string) => paper.form.elements.namedItem(name) as HTMLInputElement;
