import { eligibility } from '#forms/eligibility/eligibility.ts';
import { Words } from '../dom/Words.tsx';
import { context } from './rule-context.ts';

/** Shows until when a graduate of this month can apply. Continue tells the others why they cannot. */
export function GraduateWindow({ graduated }: { graduated: string }) {
  const { dates, now } = context();
  const month = dates?.readMonth(graduated).value;
  const answer = month === undefined ? undefined : eligibility(month, now);
  const isEligible = answer?.state === 'eligible';
  return (
    <p class={isEligible ? 'panel answer' : undefined} role="status">
      <Words>{isEligible && `${answer.sentence}.`}</Words>
    </p>
  );
}
