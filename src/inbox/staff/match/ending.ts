import type { Html } from '../../pages/layout.ts';
import { endReasons, outcomes, type EndReason, type Ending, type MatchOutcome } from '../../stores/store.ts';
import { formValue } from '../../pages/form-value.ts';
import { selectHtml } from '../ui/select.ts';

const outcomeWords: Readonly<Record<Exclude<MatchOutcome, 'ended-early'>, string>> = {
  completed: 'Completed',
  'never-met': 'They never met',
  'not-known': 'Not known',
};

const reasonWords: Readonly<Record<EndReason, string>> = {
  'mentee-left': 'the mentee left',
  'mentor-left': 'the mentor left',
  'no-contact': 'one did not answer any more',
  'no-time': 'one had no time left',
  'not-suited': 'they did not suit each other',
  concern: 'something was wrong',
  other: 'another reason',
};

/** Says how a match ended: "Completed", "Ended early: the mentor left". */
export const endingWords = ({ outcome, reason }: Ending): string =>
  outcome === 'ended-early' ? `Ended early: ${reasonWords[reason ?? 'other']}` : outcomeWords[outcome];

/** All endings, as a form sends them: an outcome, or the reason of an early end. */
const endings: readonly (readonly [value: string, ending: Ending])[] = [
  ...outcomes
    .filter((outcome) => outcome !== 'ended-early')
    .map((outcome) => [outcome, { outcome, reason: null }] as const),
  ...endReasons.map((reason) => [reason, { outcome: 'ended-early', reason }] as const),
];

export const endingFieldHtml = (id: string, label: string, value: string): Html =>
  selectHtml(
    id,
    label,
    endings.map(([each, ending]) => [each, endingWords(ending)]),
    value,
  );

/** Reads the value of that field; undefined if it is none of the endings. */
export const readEnding = (value: unknown): Ending | undefined =>
  endings.find(([each]) => each === formValue(value))?.[1];
