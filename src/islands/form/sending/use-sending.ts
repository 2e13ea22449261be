import { useForm } from '@formspree/react';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers/answers.ts';
import { fieldsOf, type Form } from '#forms/form.ts';
import { referenceOf } from '#forms/answers/reference.ts';
import type { Problem } from '#forms/answers/validate.ts';
import { createFormClient, SavedForLater } from './client.ts';
import { draftKey } from '../draft/delete-draft.ts';
import { identityOf, renewIdentity, type Identity } from './identity.ts';
import { loadDeferred } from '../island/load-deferred.ts';
import type { FormSending, Sending } from './sending.ts';
import type { FormElements } from '../dom/form-elements.ts';

/** Sends the answers through the hook of @formspree/react, with our client. */
export function useSending(form: Form, elements: FormElements, raw: RawAnswers): FormSending {
  const [again, setAgain] = useState<{ after?: number | undefined }>();
  const [isSaved, setSaved] = useState(false);
  const [isQueued, setQueued] = useState(false);
  const [identity, setIdentity] = useState(() => identityOf(form.id));
  const latest = useRef(raw);
  latest.current = raw;
  const sent = useRef<RawAnswers | undefined>(undefined);
  const { client, key, endpoint } = useMemo(() => {
    const onAgain = (after?: number) => setAgain({ after });
    const loadQueue = async () => {
      const deferred = await loadDeferred();
      if (!deferred) return undefined;
      const onQueued = () => deferred.markQueued(form, identity);
      const copy = () => deferred.answersAsText(form, sent.current ?? latest.current);
      return (submission: Parameters<typeof deferred.queueAndSend>[1]) =>
        deferred.queueAndSend(deferred.queue, submission, { draft: draftKey(form.id), copy, onQueued, onAgain });
    };
    return {
      client: createFormClient({ loadQueue, onAgain }),
      ...targetOf(elements.form.action),
    };
  }, [form, elements, identity]);
  const [{ submitting, result, errors }, submit, forget] = useForm(key, { client, endpoint });

  useEffect(() => {
    input(elements, 'submission_id').value = identity.id;
  }, [elements, identity]);

  const reset = () => {
    setQueued(sending.state === 'saved');
    setSaved(false);
    forget();
  };
  /** @param typed the answers of all controls; `answers` are those to send */
  const send = (answers: RawAnswers, typed: RawAnswers) => {
    setAgain(undefined);
    setSaved(false);
    setQueued(false);
    sent.current = typed;
    void submit(bodyOf(elements, identity, answers));
  };
  const sending: Sending = submitting
    ? { state: 'sending', again }
    : result
      ? { state: 'sent', next: confirmationPage(result.next, identity.id) }
      : isSaved
        ? { state: 'saved' }
        : sendingOf(form, errors);
  return {
    sending,
    send,
    reset,
    identity,
    reference: referenceOf(identity.id),
    showSaved: () => setSaved(true),
    isQueued,
    renew: () => {
      setQueued(false);
      setIdentity(renewIdentity(form.id));
    },
    sentAnswers: () => sent.current ?? latest.current,
  };
}

function sendingOf(form: Form, errors: ReturnType<typeof useForm>[0]['errors']): Sending {
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

/** Returns the body to post: the answers and the envelope fields of the contract. */
function bodyOf(elements: FormElements, { id, openedAt }: Identity, answers: RawAnswers) {
  const data = new FormData(elements.form);
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

/** Splits a form's action into key and endpoint: `https://inbox.example/f/mentee` → `mentee`, `https://inbox.example`. */
function targetOf(action: string): { key: string; endpoint: string } {
  const at = action.lastIndexOf('/f/');
  return { endpoint: action.slice(0, at), key: action.slice(at + 3) };
}

/** Returns the address of our confirmation page, also when a hosted endpoint names a page of its own. */
function confirmationPage(next: string, id: string): string {
  const url = URL.parse(next, location.href);
  return url?.origin === location.origin ? url.href : `${import.meta.env.BASE_URL}sent/?ref=${referenceOf(id)}`;
}

const input = (elements: FormElements, name: string) => elements.form.elements.namedItem(name) as HTMLInputElement;
