import { useLayoutEffect } from 'preact/hooks';
import { checkStep, type Form } from '#forms/form.ts';
import { firstStepDue, nextStep } from '#forms/journey.ts';
import { stepOf, validateForm } from '#forms/validate.ts';
import { Actions } from '../steps/Actions.tsx';
import { Portal } from '../dom/Portal.tsx';
import { ErrorSummary } from '../steps/ErrorSummary.tsx';
import { useDeferred } from './load-deferred.ts';
import { context } from '../steps/rule-context.ts';
import { isBlank } from '../dom/form-answers.ts';
import { Words } from '../dom/Words.tsx';
import { Progress } from '../steps/Progress.tsx';
import type { FormElements } from '../dom/form-elements.ts';
import { exitStep } from '../steps/step-address.ts';
import { focusedStep } from '../dom/hold-place.ts';
import { keepTyped, type TypedAnswers } from '../dom/typed-answers.ts';
import { useAnswers } from './use-answers.ts';
import { useOutcome } from './use-outcome.ts';
import { useIdle } from './use-idle.ts';
import { useJourney } from '../steps/use-journey.ts';
import { useRules } from '../steps/use-rules.ts';
import { useSending } from './use-sending.ts';

interface Props {
  form: Form;
  elements: FormElements;
  /** The answers that were typed earlier in this tab and are in the controls again. */
  restored: TypedAnswers | undefined;
}

/** Runs a form: shows one step at a time and its problems, sends the answers and shows the outcome. */
export function FormIsland({ form, elements, restored }: Props) {
  const [raw, readAgain] = useAnswers(form, elements);
  useRules(form, raw, readAgain);
  const journey = useJourney(form, elements, raw, restored !== undefined);
  const { place, problems } = journey;
  const formSending = useSending(form, elements, raw);
  const { sending } = formSending;
  useLayoutEffect(() => {
    if (sending.state === 'sending') return;
    keepTyped(form, ['saved', 'sent'].includes(sending.state) ? {} : raw);
  }, [form, raw, sending.state]);
  const isBusy = sending.state === 'sending' && sending.again?.after !== undefined;
  const outcome = useOutcome(form, elements, raw, formSending, readAgain);
  const reason = outcome?.kind ?? journey.exit?.page ?? formSending.request;
  const isWanted = reason !== undefined || formSending.identity.isQueued === true || !isBlank(form, raw);
  const deferred = useDeferred(isWanted, reason);
  // If the panel for an outcome cannot be loaded, the form stays visible with its answers.
  const isOpen = outcome?.kind !== 'not-open' && !journey.exit && !(deferred && outcome);

  const whyNot = journey.exit?.reason ?? (outcome && 'reason' in outcome ? outcome.reason : undefined);

  const idle = useIdle();

  useLayoutEffect(() => {
    if (!idle) return;
    idle.showReadersTime();
    void idle.followServerClock();
  }, [idle]);
  const isSent = outcome?.kind === 'sent' || outcome?.kind === 'already-sent';
  const onFill = () => {
    const answers = readAgain();
    if (focusedStep(elements) === undefined) journey.go({ step: firstStepDue(form, answers, context()) });
  };

  useLayoutEffect(() => {
    if (sending.state === 'refused') journey.show(sending.problems, raw);
  }, [sending.state]);

  // A plain effect runs after the next paint, too late for a letter and Enter typed before it.
  useLayoutEffect(() => {
    const submit = (event: Event) => {
      event.preventDefault();
      const isLast = nextStep(form, place.step) === undefined;
      const answers = readAgain();
      const result = validateForm(form, answers, context());
      if (!isLast) journey.advance(answers);
      else if (result.ok) formSending.send(result.answers, answers);
      else if (result.exit) journey.go({ step: exitStep });
      else journey.show(result.problems, answers);
    };
    elements.form.addEventListener('submit', submit);
    return () => elements.form.removeEventListener('submit', submit);
  });

  useLayoutEffect(() => {
    elements.form.hidden = !isOpen;
    if (!isOpen) return;
    const step = form.steps.length > 1 ? `${stepOf(form, place.step).title} – ` : '';
    document.title = `${problems.length > 0 ? 'Error: ' : ''}${step}${elements.title}`;
  }, [isOpen, place.step, problems]);

  return (
    <>
      {isOpen && form.steps.length > 1 && <Progress form={form} step={place.step} />}
      <p class={isBusy ? 'panel ask' : 'visually-hidden'} role="status">
        <Words>{sending.state === 'sending' && sendingWords(sending.again)}</Words>
      </p>
      {isOpen && problems.length > 0 && <ErrorSummary elements={elements} journey={journey} />}
      {deferred && journey.exit && <deferred.ExitPage exit={journey.exit} />}
      {deferred && outcome && (
        <deferred.OutcomePanel
          form={form}
          raw={raw}
          outcome={outcome}
          sending={formSending}
          elements={elements}
          onFill={onFill}
        />
      )}
      {deferred && <deferred.Sender form={form} elements={elements} sending={formSending} />}
      {deferred && formSending.identity.isQueued && (
        <deferred.Recovery form={form} elements={elements} sending={formSending} onFill={onFill} />
      )}
      {!deferred && whyNot !== undefined && (
        <p key={whyNot} class="panel ask" role="alert" ref={reveal}>
          {whyNot}
        </p>
      )}
      {isOpen && place.step === checkStep && (
        <Portal place={elements.part('check')}>
          {idle ? (
            <idle.CheckAnswers form={form} raw={raw} isOpen />
          ) : (
            <p>The list of your answers is still loading. All of them are in the form.</p>
          )}
        </Portal>
      )}
      {isOpen && (
        <Portal place={elements.part('actions')}>
          <Actions form={form} step={place.step} isSending={sending.state === 'sending'} />
        </Portal>
      )}
      {idle && isOpen && <idle.StepAside form={form} elements={elements} raw={raw} step={place.step} />}
      {idle && form.keepsDraft && !isSent && (
        <Portal place={elements.part('after')}>
          <idle.Drafts
            form={form}
            element={elements.form}
            raw={raw}
            restored={restored}
            onFill={onFill}
            isOpen={isOpen}
          />
        </Portal>
      )}
    </>
  );
}

const reveal = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'center' });

function sendingWords(again: { after?: number | undefined } | undefined): string {
  if (!again) return 'Sending…';
  if (again.after === undefined) return 'The connection is slow. Trying again…';
  const seconds = Math.ceil(again.after / 1000);
  return `Many people are sending at once. Trying again in ${seconds === 1 ? '1 second' : `${seconds} seconds`}…`;
}
