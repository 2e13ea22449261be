import { parseMonth } from '#forms/dates/calendar.ts';
import { namesInLanguages } from '#forms/dates/names-in-languages.ts';
import { eligibility } from '#forms/eligibility/eligibility.ts';
import { Words } from '../dom/Words.tsx';
import { now } from '../clock/server-clock.ts';

/** Shows until when a graduate of this month can apply. Continue tells the others why they cannot. */
export function GraduateWindow({ graduated }: { graduated: string }) {
  const month = parseMonth(graduated, namesInLanguages);
  const answer = month === undefined ? undefined : eligibility(month, now());
  const isEligible = answer?.state === 'eligible';
  return (
    <p class={isEligible ? 'panel answer' : undefined} role="status">
      <Words>{isEligible && `${answer.sentence}.`}</Words>
    </p>
  );
}
