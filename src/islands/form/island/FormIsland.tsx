import { useLayoutEffect } from 'preact/hooks';
import { checkStep, type Form } from '#forms/form.ts';
import { firstStepDue, nextStep } from '#forms/journey.ts';
import { stepOf, validateForm } from '#forms/validate.ts';
import { Actions } from '../steps/Actions.tsx';
import { Portal } from '../dom/Portal.tsx';
import { ErrorSummary } from '../steps/ErrorSummary.tsx';
import { useDeferred } from './load-deferred.ts';
import { context } from '../steps/rule-context.ts';
import { isBlank, readAnswers } from '../dom/form-answers.ts';
import { Progress } from '../steps/Progress.tsx';
import type { FormElements } from '../dom/form-elements.ts';
import { exitStep } from '../steps/step-address.ts';
import { useAnswers } from './use-answers.ts';
import { useOutcome } from '../outcome/use-outcome.ts';
import { useIdle } from './use-idle.ts';
import { useJourney } from '../steps/use-journey.ts';
import { usePhones } from '../steps/use-phones.ts';
import { useSending } from '../sending/use-sending.ts';

interface Props {
  form: Form;
  paper: FormElements;
}

/** The form at work: one step at a time, its problems, its sending and what becomes of it. */
export function FormIsland({ form, paper }: Props) {
  const [raw, readAgain] = useAnswers(form, paper);
  usePhones(form, raw, readAgain);
  const journey = useJourney(form, paper, raw);
  const { place, problems } = journey;
  const desk = useSending(form, paper, raw);
  const { sending } = desk;
  const isBusy = sending.state === 'sending' && sending.again?.after !== undefined;
  const ending = useOutcome(form, paper, raw, desk, readAgain);
  const later = useDeferred(
    ending !== undefined || journey.exit !== undefined || desk.identity.isQueued === true || !isBlank(form, raw),
  );
  // Where the words for an ending cannot be loaded, the form stays with its answers.
  const isAtWork = ending?.kind !== 'not-open' && !journey.exit && !(later && ending);

  const extras = useIdle();

  useLayoutEffect(() => {
    extras?.tellReadersTime();
    extras?.offerDeviceZone(paper.form);
    void extras?.followServerClock();
  }, [extras]);
  const isSent = ending?.kind === 'sent' || ending?.kind === 'already-sent';
  const takeUp = () => {
    readAgain();
    journey.go({ step: firstStepDue(form, readAnswers(form, paper.form), context()) });
  };

  useLayoutEffect(() => {
    if (sending.state === 'refused') journey.show(sending.problems, raw);
  }, [sending.state]);

  // An effect would come after the next paint: a letter and Enter may come before it.
  useLayoutEffect(() => {
    const submit = (event: Event) => {
      event.preventDefault();
      const isLast = nextStep(form, place.step) === undefined;
      const answers = readAgain();
      const judgement = validateForm(form, answers, context());
      if (!isLast) journey.advance(answers);
      else if (judgement.ok) desk.send(judgement.answers, answers);
      else if (judgement.exit) journey.go({ step: exitStep });
      else journey.show(judgement.problems, answers);
    };
    paper.form.addEventListener('submit', submit);
    return () => paper.form.removeEventListener('submit', submit);
  });

  useLayoutEffect(() => {
    paper.form.hidden = !isAtWork;
    if (!isAtWork) return;
    const step = form.steps.length > 1 ? `${stepOf(form, place.step).title} – ` : '';
    document.title = `${problems.length > 0 ? 'Error: ' : ''}${step}${paper.title}`;
  }, [isAtWork, place.step, problems]);

  return (
    <>
      {isAtWork && form.steps.length > 1 && <Progress form={form} step={place.step} />}
      <p class={isBusy ? 'panel ask' : 'visually-hidden'} role="status">
        {sending.state === 'sending' && sendingWords(sending.again)}
      </p>
      {isAtWork && problems.length > 0 && <ErrorSummary paper={paper} problems={problems} found={journey.found} />}
      {later && journey.exit && <later.ExitPage exit={journey.exit} />}
      {later && ending && (
        <later.OutcomePanel form={form} raw={raw} ending={ending} desk={desk} paper={paper} takeUp={takeUp} />
      )}
      {later && desk.identity.isQueued && <later.Recovery form={form} paper={paper} desk={desk} takeUp={takeUp} />}
      {!later && <p role="alert">{journey.exit?.reason ?? (ending && 'reason' in ending && ending.reason)}</p>}
      {extras && isAtWork && place.step === checkStep && (
        <Portal place={paper.part('check')}>
          <extras.CheckAnswers form={form} raw={raw} isOpen />
        </Portal>
      )}
      {isAtWork && (
        <Portal place={paper.part('actions')}>
          <Actions form={form} step={place.step} isSending={sending.state === 'sending'} />
        </Portal>
      )}
      {extras && isAtWork && <extras.StepAside form={form} paper={paper} raw={raw} step={place.step} />}
      {extras && form.keepsDraft && !isSent && (
        <Portal place={paper.part('after')}>
          <extras.Drafts form={form} paper={paper.form} raw={raw} takeUp={takeUp} isAtWork={isAtWork} />
        </Portal>
      )}
    </>
  );
}

function sendingWords(again: { after?: number | undefined } | undefined): string {
  if (!again) return 'Sending…';
  if (again.after === undefined) return 'The connection is slow. Trying again…';
  return `Many people are sending at once. Trying again in ${Math.ceil(again.after / 1000)} seconds…`;
}
