import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers.ts';
import { checkStep, type Exit, type Form } from '#forms/form.ts';
import { nextStep, reachableStep } from '#forms/journey.ts';
import { validateForm, validateStep, type Problem } from '#forms/validate.ts';
import { context } from './rule-context.ts';
import { controlsOf } from '../dom/form-answers.ts';
import { showProblems, showStep } from '../dom/form-view.ts';
import type { FormElements } from '../dom/form-elements.ts';
import { addressOf, exitStep, locationOf, type StepLocation } from './step-address.ts';

export interface Journey {
  place: StepLocation;
  /** Those that were found when it was last tried to go on; a problem goes as soon as its answer passes. */
  problems: readonly Problem[];
  /** What the problems were found in: another object each time. */
  found: Found;
  /** Why one cannot go on, where `place` is the page that says so. */
  exit: Exit | undefined;
  /** Goes on from this step with these answers, or shows what is wrong with it. */
  advance: (answers: RawAnswers) => void;
  /** Shows problems of these answers, on the step of the first of them. */
  show: (problems: readonly Problem[], answers: RawAnswers) => void;
  /** Goes to a place as a link would. */
  go: (place: StepLocation) => void;
}

interface Found {
  problems: readonly Problem[];
  raw: RawAnswers;
}

/** Where the applicant is. The address of the page decides; Back, Forward and links only change it. */
export function useJourney(form: Form, paper: FormElements, raw: RawAnswers): Journey {
  const reached = (asked: StepLocation | undefined, answers: RawAnswers): StepLocation => {
    const wanted = asked ?? { step: form.steps[0]!.id };
    const { exit } = exitOf(form, answers);
    if (wanted.step === exitStep && exit) return wanted;
    const step = reachableStep(form, wanted.step, answers, context());
    return step === wanted.step ? wanted : { step };
  };
  const [place, setPlace] = useState(() => reached(locationOf(form, location.hash), raw));
  const [found, setFound] = useState<Found>({ problems: [], raw });
  const problems = useMemo(() => stillThere(form, found, raw), [form, found, raw]);
  const latest = useRef(raw);
  latest.current = raw;

  const arrive = (next: StepLocation) => {
    setPlace(next);
    setFound({ problems: [], raw: latest.current });
  };
  useEffect(() => {
    const follow = () => {
      const asked = locationOf(form, location.hash);
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
    if (!isFirst && location.hash !== address && locationOf(form, location.hash)) {
      history.replaceState(null, '', address);
    }
    showStep(paper.form, place.step);
    paper.root.dataset['at'] = place.step;
  }, [address]);
  useLayoutEffect(() => showProblems(form, paper.form, problems), [problems]);
  useFocus(paper, place, address);

  const go = (next: StepLocation) => {
    if (addressOf(next) === location.hash) arrive(next);
    else location.hash = addressOf(next);
  };
  const show = (shown: readonly Problem[], answers: RawAnswers) => {
    const step = shown[0]?.step;
    if (step !== undefined && step !== place.step) {
      history.pushState(null, '', addressOf({ step }));
      setPlace({ step });
    }
    setFound({ problems: shown, raw: answers });
  };
  const advance = (answers: RawAnswers) => {
    // Those that the address is followed with before the next render.
    latest.current = answers;
    const judgement = validateStep(form, place.step, answers, context());
    if (judgement.ok) go(placeAfter(answers));
    else if (judgement.exit) go({ step: exitStep });
    else show(judgement.problems, answers);
  };
  const placeAfter = (answers: RawAnswers): StepLocation => {
    if (place.change === undefined) return { step: nextStep(form, place.step) ?? place.step };
    // A changed answer can make another one due before one is back at the check page.
    const due = reachableStep(form, checkStep, answers, context());
    return due === checkStep ? { step: due } : { step: due, change: place.change };
  };
  const exit = place.step === exitStep ? exitOf(form, raw).exit : undefined;
  return { place, problems, found, exit, advance, show, go };
}

/** Of the problems found, those whose answer was not changed, or still does not pass. */
function stillThere(form: Form, { problems, raw: then }: Found, raw: RawAnswers): readonly Problem[] {
  if (problems.length === 0 || raw === then) return problems;
  const judgement = validateForm(form, raw, context());
  const wrong = new Set(judgement.ok ? [] : judgement.problems.map(({ field }) => field));
  const isChanged = (field: string) => JSON.stringify(raw[field]) !== JSON.stringify(then[field]);
  const left = problems.filter(({ field }) => !isChanged(field) || wrong.has(field));
  return left.length === problems.length ? problems : left;
}

function exitOf(form: Form, raw: RawAnswers): { exit?: Exit | undefined } {
  const judgement = validateForm(form, raw, context());
  return judgement.ok ? {} : judgement;
}

/** Brings the reader to the top of a new step, or to the answer they came to change; the first step is where the page began. */
function useFocus(paper: FormElements, { step, change }: StepLocation, address: string): void {
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
