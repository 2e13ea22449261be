import { useEffect, useRef, useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers/answers.ts';
import type { Form } from '#forms/form.ts';
import { identityOf, renewIdentity } from '../sending/identity.ts';
import { loadDeferred } from './load-deferred.ts';
import type { FormSending, Sending, SendRequest } from '../sending/sending.ts';
import type { FormElements } from '../dom/form-elements.ts';
import { withTimeout } from '../sending/timeout.ts';

/** Milliseconds to wait for the scripts that send, before the browser posts the form by itself. */
const loadTimeout = 10_000;

/**
 * Holds the state of sending. `Sender` carries a request out; it is loaded with the first answer. Where its script does not arrive, the
 * browser posts the form, as it does on a page without scripts.
 */
export function useSending(form: Form, elements: FormElements, raw: RawAnswers): FormSending {
  const [sending, setSending] = useState<Sending>({ state: 'editing' });
  const [request, setRequest] = useState<SendRequest>();
  const [isQueued, setQueued] = useState(false);
  const [identity, setIdentity] = useState(() => identityOf(form.id));
  const latest = useRef(raw);
  latest.current = raw;

  useEffect(() => {
    input(elements, 'submission_id').value = identity.id;
  }, [elements, identity]);

  const send = (answers: RawAnswers, typed: RawAnswers) => {
    // A second press while sending changes nothing.
    if (sending.state === 'sending') return;
    setSending({ state: 'sending', again: undefined });
    setQueued(false);
    setRequest({ answers, typed });
    void withTimeout(loadTimeout, loadDeferred()).then((deferred) => {
      if (deferred) return;
      input(elements, 'elapsed').value = String(Date.now() - identity.openedAt);
      if (navigator.onLine) elements.form.submit();
      else
        setSending({
          state: 'failed',
          reason: 'This device is offline. Your answers are still in the form: send them when it is online again.',
        });
    });
  };
  return {
    sending,
    request,
    send,
    setSending,
    reset: () => {
      setQueued(sending.state === 'saved');
      setSending({ state: 'editing' });
    },
    identity,
    isQueued,
    renew: () => {
      setQueued(false);
      setIdentity(renewIdentity(form.id));
    },
    sentAnswers: () => request?.typed ?? latest.current,
  };
}

const input = (elements: FormElements, name: string) => elements.form.elements.namedItem(name) as HTMLInputElement;
