/** Asks mentors whether to stay before their time is over: otherwise all mentors of one year are gone in the next. */
import { addDays } from '#forms/dates/calendar.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { askingDay } from '../mail-hours.ts';
import { unmatched, type Status } from '../statuses.ts';
import { subjectOf } from '../stores/audit-entries.ts';
import type { StoredSubmission } from '../stores/store.ts';
import { addressOf } from '../submissions/address-of.ts';
import { openEach, type SubmissionSource } from '../submissions/open-each.ts';
import { keptUntil } from './kept-until.ts';

export const stayingChore = 'staying';

/** Days before the end of their time in which mentors are asked whether to stay. */
export const askedWithin = 30;

const stayMail = 'stay-mentor';

/** True if the site has the mail that asks mentors to stay. */
export const asksToStay = (templates: ReadonlyMap<string, unknown>): boolean => templates.has(stayMail);

const mayStay: readonly Status[] = [...unmatched, 'matched', 'paused'];

export interface StayingSource extends SubmissionSource {
  /** Mails by name. */
  templates: ReadonlyMap<string, unknown>;
}

/** True if the time of a mentor is nearly over, so that they are asked whether to stay. @param until its last day */
export const isAskedToStay = (status: Status, until: string, now: Date): boolean =>
  mayStay.includes(status) && until <= addDays(localDay(now), askedWithin);

/** Writes once to each mentor whose time is nearly over. Whoever applied twice is asked about the application that lasts longer. */
export async function askToStay(source: StayingSource, now: Date, isHeld = false): Promise<void> {
  if (askingDay(now) === undefined || !asksToStay(source.templates)) return;
  const longest = new Map<string, { submission: StoredSubmission; until: string }>();
  for await (const { submission, content } of openEach(source, { form: 'mentor' })) {
    const until = keptUntil(content.answers);
    if (until === undefined || !mayStay.includes(submission.status)) continue;
    const email = addressOf(content);
    if (until >= (longest.get(email)?.until ?? '')) longest.set(email, { submission, until });
  }
  const due = [...longest.values()].filter(({ submission, until }) => isAskedToStay(submission.status, until, now));
  await source.store.queueMail(
    due.map(({ submission: { form, submissionId }, until }) => ({
      to: { form, submissionId },
      kind: 'stay',
      key: `stay ${subjectOf({ form, submissionId })} ${until}`,
    })),
    now.toISOString(),
    isHeld,
  );
}
