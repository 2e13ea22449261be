import { addDays } from '#forms/calendar.ts';
import type { Round } from '#forms/deadline.ts';
import type { FormId } from '#forms/form.ts';
import { localDay } from '#forms/zoned-time.ts';
import type { Log } from '../log.ts';
import type { Store, StoredSubmission } from '../stores/types/store.ts';
import { openContent } from '../submissions/sealed-content.ts';
import type { Vault } from '../vault.ts';
import { backUp, type Backups } from './backups.ts';
import { eraseSubmissions } from './erase.ts';
import { lookAtClock } from './hourly.ts';

/** What it takes to know until when something is kept. */
export interface Keeping {
  store: Store;
  vault: Vault;
  rounds: readonly Round[];
  /** For each form: after the end of the round, or after it was received where there is no round. */
  retentionDays: Readonly<Record<FormId, number>>;
}

/** What keeping to the times of the privacy page needs. */
export interface Retention extends Keeping, Backups {
  mailFolder: string;
  log: Log;
}

export interface ExpiringSubmission {
  submission: StoredSubmission;
  /** The last day on which it is kept, in the site's zone: `2027-07-16`. */
  until: string;
}

/**
 * The last day on which a submission is kept: so many days after the end of its round or, for questions and messages, after it was received; a
 * mentor's offer until the date the mentor gave.
 */
export function keptUntil({ vault, rounds, retentionDays }: Keeping, submission: StoredSubmission): string {
  const { form, round: id, receivedAt } = submission;
  if (form === 'mentor') {
    const { keepUntil } = openContent(vault, submission, submission.answers).answers;
    if (typeof keepUntil === 'string' && keepUntil !== '') return keepUntil;
  }
  const isOfRound = form === 'mentee' || form === 'mentor';
  const round = isOfRound ? rounds.find((each) => each.id === id) : undefined;
  return addDays(round ? round.cycleEnds : localDay(new Date(receivedAt)), retentionDays[form]);
}

/** What is to be erased by the end of this day, soonest first. */
export async function expiringBy(retention: Keeping, now: Date, lastDay: string): Promise<ExpiringSubmission[]> {
  const found: ExpiringSubmission[] = [];
  const present = now.toISOString();
  let latest: string | undefined;
  let after: number | undefined;
  for (;;) {
    const portion = await retention.store.list({ order: 'oldest', after, limit: 500 });
    for (const submission of portion) {
      // They came in this order: one that seems older than the one before it, or not to have come yet, was dated by a wrong clock.
      const { receivedAt } = submission;
      const isDoubtful = receivedAt > present || (latest !== undefined && receivedAt < latest);
      if (!isDoubtful) latest = receivedAt;
      const until = keptUntil(retention, { ...submission, receivedAt: isDoubtful ? (latest ?? present) : receivedAt });
      if (until < lastDay) found.push({ submission, until });
    }
    after = portion.at(-1)?.seq;
    if (after === undefined) return found.sort((a, b) => a.until.localeCompare(b.until));
  }
}

/**
 * Erases what has been kept long enough; gives how many. Nothing goes while the clock is doubted, nor before a whole backup holds all that
 * goes.
 */
export async function eraseExpired(retention: Retention): Promise<number> {
  if ((await lookAtClock(retention)).doubt) return 0;
  const now = retention.clock();
  const expired = await expiringBy(retention, now, localDay(now));
  if (expired.length === 0) return 0;
  await backUp(retention);
  const names = expired.map(({ submission }) => submission);
  const { count, left } = await eraseSubmissions(retention, names, { at: now.toISOString(), actor: 'retention' });
  if (left !== undefined) retention.log.warn({ left }, 'something is left of what was erased; it is tried again');
  retention.log.info({ count }, 'submissions were erased: their time was over');
  return count;
}
