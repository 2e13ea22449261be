import { addDays } from '#forms/calendar.ts';
import type { Round } from '#forms/deadline.ts';
import type { FormId } from '#forms/form.ts';
import { localDay } from '#forms/zoned-time.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Store, StoredSubmission } from '../store.ts';
import { openContent } from '../submissions/sealed-content.ts';
import type { Vault } from '../vault.ts';
import { eraseSubmissions } from './erase.ts';
import { everyHour } from './hourly.ts';

/** What keeping to the times of the privacy page needs. */
export interface Retention {
  store: Store;
  vault: Vault;
  rounds: readonly Round[];
  /** For each form: after the end of the round, or after it was received where there is no round. */
  retentionDays: Readonly<Record<FormId, number>>;
  mailFolder: string;
  clock: Clock;
}

export interface Kept {
  submission: StoredSubmission;
  /** The last day on which it is kept, in the site's zone: `2027-07-16`. */
  until: string;
}

/**
 * The last day on which a submission is kept: so many days after the end of its round or, for questions, after it was received; a
 * mentor's offer until the date the mentor gave.
 */
export function keptUntil({ vault, rounds, retentionDays }: Retention, submission: StoredSubmission): string {
  const { form, round: id, receivedAt } = submission;
  if (form === 'mentor') {
    const { keepUntil } = openContent(vault, submission, submission.answers).answers;
    if (typeof keepUntil === 'string' && keepUntil !== '') return keepUntil;
  }
  const round = form === 'ask' ? undefined : rounds.find((each) => each.id === id);
  return addDays(round ? round.cycleEnds : localDay(new Date(receivedAt)), retentionDays[form]);
}

/** What is to be erased by the end of this day, soonest first. */
export async function expiringBy(retention: Retention, lastDay: string): Promise<Kept[]> {
  const found: Kept[] = [];
  let after: number | undefined;
  for (;;) {
    const portion = await retention.store.list({ order: 'oldest', after, limit: 500 });
    for (const submission of portion) {
      const until = keptUntil(retention, submission);
      if (until < lastDay) found.push({ submission, until });
    }
    after = portion.at(-1)?.seq;
    if (after === undefined) return found.sort((a, b) => a.until.localeCompare(b.until));
  }
}

/** Erases what has been kept long enough; gives how many. */
export async function eraseExpired(retention: Retention): Promise<number> {
  const now = retention.clock();
  const expired = await expiringBy(retention, localDay(now));
  const names = expired.map(({ submission }) => submission);
  return eraseSubmissions(retention, names, { at: now.toISOString(), actor: 'retention' });
}

/** Erases what has been kept long enough, every hour. Gives what ends it. */
export const startRetention = (retention: Retention, log: Log): (() => void) =>
  everyHour('retention', { ...retention, log }, async () => {
    const count = await eraseExpired(retention);
    if (count > 0) log.info({ count }, 'submissions were erased: their time was over');
  });
