import { attempt, type AttemptResult } from './attempt.ts';

/** How often it is tried before it waits in the queue or the applicant decides. */
export const tries = 4;

/** A wait that a busy server asks for is waited out while the page is open, up to this; a longer one is for the queue. In milliseconds. */
export const longestPause = 120_000;

export type OnAgain = (after?: number) => void;

interface Sending {
  /** The instant at which the applicant pressed Send (ISO): tries after the first say so, as the deadline may pass between them. */
  queuedAt: string;
  /** Called before each wait, with how long a busy server asked to wait, in milliseconds. */
  onAgain?: OnAgain;
  /** Asked before each wait: true ends the tries. */
  isPointless?: () => boolean;
}

/**
 * Tries to send until there is an answer to rely on, four times at most; waits about 1, 2 and 4 seconds between, or what was asked. A
 * refusal is final, but for the first try's that the round is closed.
 */
export async function send(
  url: string,
  body: object,
  { queuedAt, onAgain, isPointless }: Sending,
): Promise<AttemptResult> {
  for (let tried = 1; ; tried += 1) {
    const answer = await attempt(url, tried === 1 ? body : { ...body, queued_at: queuedAt });
    // The round may have closed while it was on its way: the second try says when it was sent.
    if (tried === 1 && isClosed(answer)) continue;
    if (answer.kind !== 'again' || tried === tries || isPointless?.()) return answer;
    if ((answer.after ?? 0) > longestPause) return answer;
    onAgain?.(answer.after);
    await pause(Math.max(answer.after ?? 0, jittered(1000 * 2 ** (tried - 1))));
  }
}

const isClosed = (answer: AttemptResult) =>
  answer.kind === 'refused' && answer.errors.some(({ code }) => code === 'INACTIVE');

/** Between half and the whole of it, so that many who failed together do not come back together. */
const jittered = (milliseconds: number) => milliseconds * (0.5 + Math.random() / 2);

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
