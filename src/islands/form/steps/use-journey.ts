import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers/answers.ts';
import { checkStep, type Exit, type Form } from '#forms/form.ts';
import { firstStepDue, nextStep, reachableStep } from '#forms/journey.ts';
import { validateForm, validateStep, type Problem } from '#forms/validate.ts';
import { context } from './rule-context.ts';
import { controlsOf } from '../dom/form-answers.ts';
import { showProblems, showStep } from '../dom/form-view.ts';
import { focusedStep } from '../dom/hold-place.ts';
import type { FormElements } from '../dom/form-elements.ts';
import { addressOf, exitStep, locationOf, type StepLocation } from './step-address.ts';

export interface Journey {
  place: StepLocation;
  /** Problems found at the last press of Continue or Send. A problem disappears as soon as its answer is valid. */
  problems: readonly Problem[];
  /** The problems with the answers they were found in; a new object each time. */
  found: FoundProblems;
  /** The reason why the applicant cannot apply, when `place` is the exit page. */
  exit: Exit | undefined;
  /** Goes to the next step, or shows the problems of this one. */
  advance: (answers: RawAnswers) => void;
  /** Shows problems, on the step of the first one. */
  show: (problems: readonly Problem[], answers: RawAnswers) => void;
  /** Goes to the field of a problem on another step. The problems stay. */
  showField: (problem: Problem) => void;
  /** Goes to a place, as a link to it does. */
  go: (place: StepLocation) => void;
}

interface FoundProblems {
  problems: readonly Problem[];
  raw: RawAnswers;
}

/** True unless the page was reloaded, or shown again by Back or Forward. */
const isOpenedAnew = () =>
  performance.getEntriesByType('navigation').some((entry) => 'type' in entry && entry.type === 'navigate');

/**
 * Returns the applicant's place in the form, its problems and the moves from it. The place follows the address of the page, so that Back,
 * Forward and links work. It begins at the step that holds the focus, if one does; when answers were restored, an address without a step
 * leads to the first incomplete one, but a reload or Back to the first, which was shown there.
 */
export function useJourney(form: Form, elements: FormElements, raw: RawAnswers, isRestored: boolean): Journey {
  const first = form.steps[0]!.id;
  const reachable = (requested: StepLocation | undefined, answers: RawAnswers): StepLocation => {
    const target = requested ?? { step: first };
    if (target.step === exitStep && validateForm(form, answers, context()).exit) return target;
    const step = reachableStep(form, target.step, answers, context());
    return step === target.step ? target : { step };
  };
  const [place, setPlace] = useState((): StepLocation => {
    const focused = focusedStep(elements);
    if (focused !== undefined) return { step: focused };
    if (isRestored && location.hash === '' && isOpenedAnew()) return { step: firstStepDue(form, raw, context()) };
    return reachable(locationOf(form, location.hash), raw);
  });
  const [found, setFound] = useState<FoundProblems>({ problems: [], raw });
  // A problem that was solved stays away until the next press: the summary would take the focus from someone who is still typing.
  const unsolved = useRef({ found, problems: found.problems });
  const problems = useMemo(() => {
    const earlier = unsolved.current.found === found ? unsolved.current.problems : found.problems;
    const left = remainingProblems(form, { problems: earlier, raw: found.raw }, raw);
    unsolved.current = { found, problems: left };
    return left;
  }, [form, found, raw]);
  const latest = useRef(raw);
  latest.current = raw;

  const setLocation = (next: StepLocation) => {
    setPlace(next);
    setFound({ problems: [], raw: latest.current });
  };
  useEffect(() => {
    const followAddress = () => {
      const requested = locationOf(form, location.hash);
      if (!requested) return;
      const next = reachable(requested, latest.current);
      // The address never names a step that is not shown.
      if (next.step !== requested.step) history.replaceState(null, '', addressOf(next));
      setLocation(next);
    };
    addEventListener('hashchange', followAddress);
    return () => removeEventListener('hashchange', followAddress);
  });

  const address = addressOf(place);
  useLayoutEffect(() => {
    const isLater = place.step !== first;
    // The address never names a step that is not shown.
    if ((isLater || location.hash !== '') && location.hash !== address && locationOf(form, location.hash)) {
      history.replaceState(null, '', address);
    }
    showStep(elements.form, place.step);
    elements.root.dataset['at'] = place.step;
    elements.root.toggleAttribute('data-later', isLater);
  }, [address]);
  useLayoutEffect(() => showProblems(form, elements.form, problems), [problems]);
  useFocus(elements, place, address);

  const go = (next: StepLocation) => {
    if (addressOf(next) === location.hash) setLocation(next);
    else location.hash = addressOf(next);
  };
  const turnTo = (next: StepLocation) => {
    history.pushState(null, '', addressOf(next));
    setPlace(next);
  };
  const show = (shown: readonly Problem[], answers: RawAnswers) => {
    const step = shown[0]?.step;
    if (step !== undefined && step !== place.step) turnTo({ step });
    setFound({ problems: shown, raw: answers });
  };
  const showField = ({ step, field }: Problem) => turnTo({ step, change: field });
  const advance = (answers: RawAnswers) => {
    // The change of address may be handled before the next render.
    latest.current = answers;
    const result = validateStep(form, place.step, answers, context());
    if (result.ok) go(placeAfter(answers));
    else if (result.exit) go({ step: exitStep });
    else show(result.problems, answers);
  };
  const placeAfter = (answers: RawAnswers): StepLocation => {
    if (place.change === undefined) return { step: nextStep(form, place.step) ?? place.step };
    // A changed answer can add a question to answer before the check page.
    const due = reachableStep(form, checkStep, answers, context());
    return due === checkStep ? { step: due } : { step: due, change: place.change };
  };
  const exit = place.step === exitStep ? validateForm(form, raw, context()).exit : undefined;
  return { place, problems, found, exit, advance, show, showField, go };
}

/**
 * Returns the problems that are left: those that the rules still find, and those that only the server found, until their answer changes. A
 * change of another answer can solve a problem too: an email address may hold the student number.
 */
function remainingProblems(form: Form, { problems, raw: earlier }: FoundProblems, raw: RawAnswers): readonly Problem[] {
  if (problems.length === 0 || raw === earlier) return problems;
  const wrongIn = (answers: RawAnswers) =>
    validateForm(form, answers, context()).problems?.map(({ field }) => field) ?? [];
  const wrong = wrongIn(raw);
  const wasWrong = wrongIn(earlier);
  const left = problems.filter(
    ({ field }) =>
      wrong.includes(field) ||
      (!wasWrong.includes(field) && JSON.stringify(raw[field]) === JSON.stringify(earlier[field])),
  );
  return left.length === problems.length ? problems : left;
}

/** Moves the focus to the heading of a new step, or to the answer to change. Does nothing for the step the page opened at. */
function useFocus(elements: FormElements, { step, change }: StepLocation, address: string): void {
  const shown = useRef(address);
  useEffect(() => {
    if (shown.current === address) return;
    shown.current = address;
    const section = elements.form.querySelector<HTMLElement>(`[data-step="${step}"]`);
    const control = change === undefined ? undefined : controlsOf(elements.form, change)[0];
    if (control && section?.contains(control)) {
      control.focus();
      return;
    }
    elements.root.scrollIntoView({ behavior: 'instant' });
    section?.querySelector('h2')?.focus({ preventScroll: true });
  }, [address]);
}
