import { useForm } from '@formspree/react';
import { useEffect, useMemo } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers/answers.ts';
import { fieldsOf, type Form } from '#forms/form.ts';
import { referenceOf } from '#forms/answers/reference.ts';
import type { Problem } from '#forms/validate.ts';
import { createFormClient, SavedForLater } from './client.ts';
import { answersAsText } from './answers-as-text.ts';
import { draftKey } from '../draft/delete-draft.ts';
import { identityKey, type Identity } from './identity.ts';
import { tabStore } from '../dom/tab-store.ts';
import { queue } from './queue.ts';
import { queueAndSend } from './queue-and-send.ts';
import type { FormSending, Sending } from './sending.ts';
import type { FormElements } from '../dom/form-elements.ts';

interface Props {
  form: Form;
  elements: FormElements;
  sending: FormSending;
}

/** Carries out requests to send, through the hook of @formspree/react with our client, and reports how they go. Shows nothing. */
export function Sender({ form, elements, sending: { request, identity, setSending, sentAnswers } }: Props) {
  const { client, key, endpoint } = useMemo(() => {
    const options = {
      draft: draftKey(form.id),
      copy: () => answersAsText(form, sentAnswers()),
      // After a reload, the page looks for the submission in the queue.
      onQueued: () => tabStore.write(identityKey(form.id), { ...identity, isQueued: true } satisfies Identity),
      onAgain: (after?: number) => setSending({ state: 'sending', again: { after } }),
    };
    return {
      client: createFormClient((submission) => queueAndSend(queue, submission, options)),
      ...targetOf(elements.form.action),
    };
  }, [form, elements, identity, request]);
  const [{ result, errors }, submit] = useForm(key, { client, endpoint });

  useEffect(() => {
    if (request) void submit(bodyOf(elements, identity, request.answers));
  }, [request]);
  useEffect(() => {
    if (result) setSending({ state: 'sent', next: confirmationPage(result.next, identity.id) });
  }, [result]);
  useEffect(() => {
    if (errors) setSending(sendingOf(form, errors));
  }, [errors]);
  return null;
}

function sendingOf(form: Form, errors: NonNullable<ReturnType<typeof useForm>[0]['errors']>): Sending {
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
