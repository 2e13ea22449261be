import { html } from 'hono/html';
import type { Services } from '../../env.ts';
import { nothing, type Html } from '../../pages/layout.ts';
import { openCheckInNote, questions } from '../../services/check-ins.ts';
import type { CheckIn, CheckInKind } from '../../stores/store.ts';

const kindWords: Readonly<Record<CheckInKind, string>> = { start: 'Start', middle: 'Middle', end: 'End' };

/**
 * Returns what somebody answered in a check-in, and wrote to staff.
 * @param whose whose words they are, or about whom
 */
export function saidHtml({ vault }: Pick<Services, 'vault'>, checkIn: CheckIn, whose: string): Html {
  const note = openCheckInNote(vault, checkIn);
  return html`<p class="hint">${kindWords[checkIn.kind]}, ${whose}: ${answersOf(checkIn)}</p>
    ${note === undefined ? nothing : html`<p class="text">${note}</p>`}`;
}

/** Returns the answers in words: "Yes, we have met · All is well". */
function answersOf({ kind, answers, answeredAt }: CheckIn): string {
  if (answeredAt === null) return 'no answer yet';
  const words = questions[kind].flatMap(({ name, answers: choices }) =>
    choices.filter(([value]) => value === answers[name]).map(([, label]) => label),
  );
  return words.length === 0 ? 'a message only' : words.join(' · ');
}
