import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers.ts';
import { checkStep, type Exit, type Form } from '#forms/form.ts';
import { nextStep, reachableStep } from '#forms/journey.ts';
import { validateForm, validateStep, type Problem } from '#forms/validate.ts';
import { context } from './judging.ts';
import { controlsOf } from './paper-answers.ts';
import { showProblems, showStep } from './paper-view.ts';
import type { Paper } from './start.tsx';
import { addressOf, exitStep, placeOf, type Place } from './step-address.ts';

export interface Journey {
  place: Place;
  problems: readonly Problem[];
  /** Why one cannot go on, where `place` is the page that says so. */
  exit: Exit | undefined;
  /** Goes on from this step, or shows what is wrong with it. */
  advance: () => void;
  /** Shows problems, on the step of the first of them. */
  show: (problems: readonly Problem[]) => void;
  /** Goes to a place as a link would. */
  go: (place: Place) => void;
}

/** Where the applicant is. The address of the page decides; Back, Forward and links only change it. */
export function useJourney(form: Form, paper: Paper, raw: RawAnswers): Journey {
  const reached = (asked: Place | undefined, answers: RawAnswers): Place => {
    const wanted = asked ?? { step: form.steps[0]!.id };
    const { exit } = exitOf(form, answers);
    if (wanted.step === exitStep && exit) return wanted;
    const step = reachableStep(form, wanted.step, answers, context());
    return step === wanted.step ? wanted : { step };
  };
  const [place, setPlace] = useState(() => reached(placeOf(form, location.hash), raw));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const latest = useRef(raw);
  latest.current = raw;

  const arrive = (next: Place) => {
    setPlace(next);
    setProblems([]);
  };
  useEffect(() => {
    const follow = () => {
      const asked = placeOf(form, location.hash);
      if (!asked) return;
      const next = reached(asked, latest.current);
      // The address never names a step that is not shown.
      if (next.step !== asked.step) history.replaceState(null, '', addressOf(next));
      arrive(next);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  });

  const address = addressOf(place);
  useLayoutEffect(() => {
    const isFirst = place.step === form.steps[0]!.id && location.hash === '';
    // The address never names a step that is not shown.
    if (!isFirst && location.hash !== address && placeOf(form, location.hash)) {
      history.replaceState(null, '', address);
    }
    showStep(paper.form, place.step);
    paper.root.dataset['at'] = place.step;
  }, [address]);
  useLayoutEffect(() => showProblems(form, paper.form, problems), [problems]);
  useFocus(paper, place, address);

  const go = (next: Place) => {
    if (addressOf(next) === location.hash) arrive(next);
    else location.hash = addressOf(next);
  };
  const show = (found: readonly Problem[]) => {
    const step = found[0]?.step;
    if (step !== undefined && step !== place.step) {
      history.pushState(null, '', addressOf({ step }));
      setPlace({ step });
    }
    setProblems(found);
  };
  const advance = () => {
    const judgement = validateStep(form, place.step, raw, context());
    if (judgement.ok) go(placeAfter());
    else if (judgement.exit) go({ step: exitStep });
    else show(judgement.problems);
  };
  const placeAfter = (): Place => {
    if (place.change === undefined) return { step: nextStep(form, place.step) ?? place.step };
    // A changed answer can make another one due before one is back at the check page.
    const due = reachableStep(form, checkStep, raw, context());
    return due === checkStep ? { step: due } : { step: due, change: place.change };
  };
  const exit = place.step === exitStep ? exitOf(form, raw).exit : undefined;
  return { place, problems, exit, advance, show, go };
}

function exitOf(form: Form, raw: RawAnswers): { exit?: Exit | undefined } {
  const judgement = validateForm(form, raw, context());
  return judgement.ok ? {} : judgement;
}

/** Brings the reader to the top of a new step, or to the answer they came to change; the first step is where the page began. */
function useFocus(paper: Paper, { step, change }: Place, address: string): void {
  const shown = useRef(address);
  useEffect(() => {
    if (shown.current === address) return;
    shown.current = address;
    const section = paper.form.querySelector<HTMLElement>(`[data-step="${step}"]`);
    const control = change === undefined ? undefined : controlsOf(paper.form, change)[0];
    if (control && section?.contains(control)) {
      control.focus();
      return;
    }
    paper.root.scrollIntoView({ behavior: 'instant' });
    section?.querySelector('h2')?.focus({ preventScroll: true });
  }, [address]);
}
