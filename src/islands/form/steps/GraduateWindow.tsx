import { parseMonth } from '#forms/calendar.ts';
import { eligibility } from '#forms/eligibility.ts';
import { now } from '../clock/server-clock.ts';

/** Beside the month of graduation: until when its graduate may apply. Who no longer may, or not yet, hears it on Continue. */
export function GraduateWindow({ graduated }: { graduated: string }) {
  const month = parseMonth(graduated);
  const answer = month === undefined ? undefined : eligibility(month, now());
  const isEligible = answer?.state === 'eligible';
  return (
    <p class={isEligible ? 'panel answer' : undefined} role="status">
      {isEligible && `${answer.sentence}.`}
    </p>
  );
}
