import { addDays } from '#forms/dates/calendar.ts';
import type { Round } from '#forms/dates/deadline.ts';
import type { FormId } from '#forms/form.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import type { Store, StoredSubmission } from '../stores/store.ts';
import { openContent } from '../submissions/sealed-content.ts';
import type { Vault } from '../vault.ts';
import { backUp, type Backups } from './backups.ts';
import { eraseSubmissions } from './erase.ts';
import { lookAtClock } from './hourly.ts';
import { keptUntil } from './kept-until.ts';

/** The parts needed to compute the last day of a submission's retention. */
export interface RetentionRules {
  store: Store;
  vault: Vault;
  rounds: readonly Round[];
  /** For each form, the days after the end of the round, or after arrival if there is no round: usually as in `retention-days.ts`. */
  retentionDays: Readonly<Record<FormId, number>>;
}

/** The services and settings that erasing expired submissions needs. */
export interface Retention extends RetentionRules, Omit<Backups, 'store'> {
  mailFolder: string;
}

export interface ExpiringSubmission {
  submission: StoredSubmission;
  /** The last day of its retention in the site's time zone, such as `2027-07-16`. */
  until: string;
}

/**
 * Returns the last day on which a submission is stored: the day that a mentor chose; otherwise `retentionDays` after the
 * end of its round, or after its arrival if it is of none.
 */
export function retainedUntil({ vault, rounds, retentionDays }: RetentionRules, submission: StoredSubmission): string {
  const { form, round: id, receivedAt } = submission;
  if (form === 'mentor') {
    const until = keptUntil(openContent(vault, submission, submission.answers).answers);
    if (until !== undefined) return until;
  }
  const isOfRound = form === 'mentee' || form === 'mentor';
  const round = isOfRound ? rounds.find((each) => each.id === id) : undefined;
  return addDays(round ? round.cycleEnds : localDay(new Date(receivedAt)), retentionDays[form]);
}

/** Returns the submissions that expire before the end of this day, soonest first. */
export async function expiringBy(retention: RetentionRules, now: Date, lastDay: string): Promise<ExpiringSubmission[]> {
  const expiring: ExpiringSubmission[] = [];
  const present = now.toISOString();
  let latest: string | undefined;
  let after: number | undefined;
  for (;;) {
    const portion = await retention.store.list({ order: 'oldest', after, limit: 500 });
    for (const submission of portion) {
      // Submissions are read in the order of arrival. One that seems older than the one before it, or dated in the
      // future, was dated by a wrong clock.
      const { receivedAt } = submission;
      const isDoubtful = receivedAt > present || (latest !== undefined && receivedAt < latest);
      if (!isDoubtful) latest = receivedAt;
      const until = retainedUntil(retention, {
        ...submission,
        receivedAt: isDoubtful ? (latest ?? present) : receivedAt,
      });
      if (until < lastDay) expiring.push({ submission, until });
    }
    after = portion.at(-1)?.seq;
    if (after === undefined) return expiring.sort((a, b) => a.until.localeCompare(b.until));
  }
}

/**
 * Erases expired submissions and returns how many. Erases nothing while the clock is in doubt, or before a complete
 * backup contains everything that expires.
 */
export async function eraseExpired(retention: Retention, stopping?: AbortSignal): Promise<number> {
  const { seenAt, doubt } = await lookAtClock(retention);
  if (doubt) return 0;
  // The instant that was checked: the clock may have jumped since.
  const now = new Date(seenAt);
  const expired = await expiringBy(retention, now, localDay(now));
  if (expired.length === 0) return 0;
  await backUp(retention, stopping);
  const names = expired.map(({ submission }) => submission);
  const actor = { at: now.toISOString(), actor: 'retention' };
  const { count, left } = await eraseSubmissions(retention, names, actor);
  if (left !== undefined) retention.log.warn({ left }, 'something is left of what was erased; it is tried again');
  retention.log.info({ count }, 'submissions were erased: their time was over');
  return count;
}
