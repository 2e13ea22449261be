import { theTeam } from '#forms/team.ts';
import { site } from '#site';
import type { RawAnswers } from '#forms/answers/answers.ts';
import { referenceOf } from '#forms/answers/reference.ts';
import type { Form } from '#forms/form.ts';
import { validateForm } from '#forms/validate.ts';
import { answersAsText } from '../sending/answers-as-text.ts';
import { CheckAnswers } from '../steps/CheckAnswers.tsx';
import { CopyButton } from '../sending/CopyButton.tsx';
import { context } from '../steps/rule-context.ts';
import { Panel } from '../dom/Panel.tsx';
import { queue } from '../sending/queue.ts';
import { Words } from '../dom/Words.tsx';
import { Saved } from './Saved.tsx';
import { deleteSentRecord } from './sent-record.ts';
import type { FormElements } from '../dom/form-elements.ts';
import type { Outcome } from './outcome.ts';
import type { FormSending } from '../sending/sending.ts';

interface Props {
  form: Form;
  raw: RawAnswers;
  outcome: Outcome;
  sending: FormSending;
  elements: FormElements;
  /** Called after the answers in the controls were changed. */
  onFill: () => void;
}

/** Shows why the form cannot be filled in, and what to do next. */
export function OutcomePanel({ form, elements, raw, outcome, sending, onFill }: Props) {
  const copy = <CopyButton text={() => answersAsText(form, raw)} />;
  const change = (
    <button type="button" class="button quiet" onClick={sending.reset}>
      Change my answers
    </button>
  );
  const again = () => {
    const judgement = validateForm(form, raw, context());
    if (judgement.ok) sending.send(judgement.answers, raw);
    else sending.reset();
  };
  const tryAgain = (act: () => void) => (
    <button type="button" class="button" onClick={act}>
      Try again now
    </button>
  );

  // Says so only when it is done: whoever leaves before would have it sent after all.
  const remove = async () => {
    await queue.remove(sending.identity.id);
    elements.form.reset();
    sending.renew();
    sending.reset();
    onFill();
    elements.form.hidden = false;
    elements.form.querySelector('h2')?.focus();
  };

  switch (outcome.kind) {
    case 'not-open':
      return null;
    case 'sent':
      return (
        <Panel title="Your answers are sent" voice="answer">
          <p>
            Your reference is <strong>{outcome.reference}</strong>.
          </p>
          <p class="actions">
            <a class="button" href={outcome.next}>
              What happens next
            </a>
          </p>
        </Panel>
      );
    case 'already-sent':
      return (
        <Panel title="You have already sent this form" voice="answer">
          <p>
            Your reference is <strong>{outcome.reference}</strong>. There is nothing more to do here.
          </p>
          <p class="actions">
            <a class="button" href={`${import.meta.env.BASE_URL}sent/?ref=${outcome.reference}`}>
              What happens next
            </a>
            <button type="button" class="button quiet" onClick={() => startAgain(form)}>
              Fill in a new form
            </button>
          </p>
        </Panel>
      );
    case 'saved':
      return (
        <Saved
          id={sending.identity.id}
          reference={referenceOf(sending.identity.id)}
          hasDeadline={form.needsRound}
          sent={outcome.sent}
          refused={outcome.refused}
          onDelete={() => void remove()}
          tryAgain={tryAgain(outcome.isFinal ? () => void queue.sendAll() : again)}
        >
          {!outcome.isFinal && change}
          {copy}
        </Saved>
      );
    case 'failed':
      return (
        <Panel title="Your answers were not sent" voice="ask">
          <p>
            <Words>{outcome.reason}</Words>
          </p>
          <p>
            {'They are still on this page. Try again, or copy them and '}
            {form.id === 'contact' ? (
              'use another of the ways to reach us below.'
            ) : (
              <>
                <a href={`${import.meta.env.BASE_URL}contact/`}>contact {theTeam}</a>.
              </>
            )}
          </p>
          <p class="actions">
            {tryAgain(again)}
            {change}
            {copy}
          </p>
        </Panel>
      );
    case 'closed':
      return (
        <>
          <Panel title="Applications have closed" voice="ask">
            <p>
              <Words>{outcome.reason}</Words> Your answers were not sent. Copy them from below to use them again.
            </p>
            <ul>
              {site.schemes.question?.page && (
                <li>
                  <a href={`${import.meta.env.BASE_URL}${site.schemes.question.page}/`}>{site.schemes.question.name}</a>{' '}
                  is open all year: one meeting with a mentor, on one question.
                </li>
              )}
              <li>
                <a href={`${import.meta.env.BASE_URL}dates.ics`}>Put the dates in your calendar</a> to hear when the
                next round opens.
              </li>
            </ul>
            <p class="actions">{copy}</p>
          </Panel>
          <CheckAnswers form={form} raw={raw} isOpen={false} />
        </>
      );
  }
}

function startAgain(form: Form): void {
  deleteSentRecord(form.id);
  history.replaceState(null, '', location.pathname);
  location.reload();
}
