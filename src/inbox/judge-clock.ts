import { day, minute } from './clock.ts';
import type { AuditEntry, ClockState } from './stores/types/store.ts';

/** From one look to the next, or to the next start, the clock may go on by so much. A server that was off for longer is doubted, too. */
const mostForwardMs = day;
/** The clocks of several machines may differ by so much. */
export const mostBackMs = 5 * minute;
/** For how long the clock must agree with itself to be trusted again. */
export const doubtLastsMs = day;

export interface ClockJudgement {
  state: ClockState;
  /** It shows an earlier instant than something that is stored. */
  wentBack: boolean;
  entry: AuditEntry | undefined;
}

/**
 * Judges what the clock shows.
 * @param newest instant of the newest entry of the audit
 */
export function judgeClock(before: ClockState | undefined, newest: string | undefined, now: string): ClockJudgement {
  const known = [before?.seenAt, newest].filter((each) => each !== undefined);
  const latest = known.toSorted().at(-1);
  const seen = before?.seenAt ?? newest;
  const ms = Date.parse(now);
  const wentBack = latest !== undefined && ms < Date.parse(latest) - mostBackMs;
  const leapt = seen !== undefined && ms > Date.parse(seen) + mostForwardMs;
  const movedFrom = wentBack ? latest : seen;
  if ((wentBack || leapt) && movedFrom !== undefined) {
    const entry = entryOf(now, 'clock doubted', `from ${movedFrom} to ${now}`);
    return { state: { seenAt: now, doubt: { at: now, movedFrom } }, wentBack, entry };
  }
  const doubt = before?.doubt ?? null;
  const isOver = doubt !== null && ms >= Date.parse(doubt.at) + doubtLastsMs;
  return {
    state: { seenAt: now, doubt: isOver ? null : doubt },
    wentBack: false,
    entry: isOver ? entryOf(now, 'clock trusted', 'it has agreed for a day') : undefined,
  };
}

const entryOf = (at: string, action: string, detail: string): AuditEntry => ({
  at,
  actor: 'clock',
  action,
  subject: 'inbox',
  detail,
});
