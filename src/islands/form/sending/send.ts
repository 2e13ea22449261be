import { attempt, type AttemptResult } from './attempt.ts';

/** Number of tries before the submission is left to the queue or the applicant. */
export const tries = 4;

/** Longest wait that a busy server may ask of an open page, in milliseconds. A longer wait is left to the queue. */
export const longestPause = 120_000;

export type OnAgain = (after?: number) => void;

interface SendOptions {
  /** ISO instant at which the applicant pressed Send. Sent from the second try on, as the deadline may pass between tries. */
  queuedAt: string;
  /** Called before each wait with the milliseconds that a busy server asked for. */
  onAgain?: OnAgain;
  /** Called before each wait: true ends the tries. */
  isPointless?: () => boolean;
}

/**
 * Tries to send up to four times until the server stores or refuses the submission. Waits about 1, 2 and 4 seconds between tries, or as long
 * as the server asks. A refusal is final, except that a round closed at the first try gets a second.
 */
export async function send(
  url: string,
  body: object,
  { queuedAt, onAgain, isPointless }: SendOptions,
): Promise<AttemptResult> {
  for (let tried = 1; ; tried += 1) {
    const answer = await attempt(url, tried === 1 ? body : { ...body, queued_at: queuedAt });
    // The round may have closed while the first try was on its way; the second carries the time of Send.
    if (tried === 1 && isClosed(answer)) continue;
    if (answer.kind !== 'again' || tried === tries || isPointless?.()) return answer;
    if ((answer.after ?? 0) > longestPause) return answer;
    onAgain?.(answer.after);
    await pause(Math.max(answer.after ?? 0, jittered(1000 * 2 ** (tried - 1))));
  }
}

const isClosed = (answer: AttemptResult) =>
  answer.kind === 'refused' && answer.errors.some(({ code }) => code === 'INACTIVE');

/** Returns between half and all of it, so that many browsers that failed together do not retry together. */
const jittered = (milliseconds: number) => milliseconds * (0.5 + Math.random() / 2);

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
