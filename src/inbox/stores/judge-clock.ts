import { day, minute } from '../clock.ts';
import type { AuditEntry, ClockState } from './types/records.ts';

/**
 * Milliseconds by which the clock may move forward between two checks. A server that was off for longer is in doubt
 * too.
 */
const mostForwardMs = day;
/** Milliseconds by which the clocks of several machines may differ. */
export const mostBackMs = 5 * minute;
/** Milliseconds for which the clock must run without a jump to be trusted again. */
export const doubtLastsMs = day;

export interface ClockJudgement {
  state: ClockState;
  /** True if it shows an earlier instant than a stored one. */
  wentBack: boolean;
  /** True if it shows an instant that is too far after the last check. */
  leapt: boolean;
  entry: AuditEntry | undefined;
}

/**
 * Compares the clock with the stored state.
 * @param newest instant of the newest audit entry
 */
export function judgeClock(before: ClockState | undefined, newest: string | undefined, now: string): ClockJudgement {
  const known = [before?.seenAt, newest].filter((each) => each !== undefined);
  const latest = known.toSorted().at(-1);
  const seen = before?.seenAt ?? newest;
  const ms = Date.parse(now);
  const wentBack = latest !== undefined && ms < Date.parse(latest) - mostBackMs;
  const leapt = !wentBack && seen !== undefined && ms > Date.parse(seen) + mostForwardMs;
  const movedFrom = wentBack ? latest : seen;
  if ((wentBack || leapt) && movedFrom !== undefined) {
    const entry = entryOf(now, 'clock doubted', `from ${movedFrom} to ${now}`);
    return { state: { seenAt: now, doubt: { at: now, movedFrom } }, wentBack, leapt, entry };
  }
  const doubt = before?.doubt ?? null;
  const isOver = doubt !== null && ms >= Date.parse(doubt.at) + doubtLastsMs;
  return {
    state: { seenAt: now, doubt: isOver ? null : doubt },
    wentBack: false,
    leapt: false,
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
