import type { Transaction } from 'kysely';
import type { FormId } from '#forms/form.ts';
import type { Actor, NewMail, Repeat, SubmissionName } from '../types/records.ts';
import { subjectOf } from '../audit-entries.ts';
import { countErased } from './erased-counts.ts';
import { leaveCheckIns } from './check-ins.ts';
import { insertMail, never } from './mail.ts';
import { leaveMatches } from './matches.ts';
import { leaveRuns } from './matching-runs.ts';
import { leaveOffers, withdrawWaitingOf } from './waiting-offers.ts';
import type { Recorder, Transact } from './recorder.ts';
import { restoredAt } from './restored.ts';
import { leaveSeen } from './seen.ts';
import { seqOf } from './submissions.ts';
import type { Db, Tables } from './tables.ts';

/**
 * Erases submissions with all their data; from other submissions, erases these repeats. Ends their matches and all that
 * mentors are asked about them. In the same commit, writes the audit entries and queues the mails that tell the others:
 * those of a match or of a question to a mentor, and these `mails`. Until mails go on after a restore, mails about a
 * match and `mails` are held, because the erasure may be a repetition. Returns how many submissions were erased.
 * `erasures` lists them until no copy is left in files.
 */
export const erase = (transact: Transact, ...wanted: Erasure): Promise<number> =>
  transact((transaction, record) => eraseInside(transaction, record, ...wanted));

type Erasure = [
  names: readonly SubmissionName[],
  actor: Actor,
  repeats?: readonly Repeat[],
  mails?: readonly NewMail[],
];

/** Does the same inside a transaction. */
export async function eraseInside(
  transaction: Transaction<Tables>,
  record: Recorder,
  ...[names, actor, repeats = [], mails = []]: Erasure
): Promise<number> {
  let erased = 0;
  // After a restore, they may have been told when these submissions were erased for the first time.
  const dueAt = (await restoredAt(transaction)) === undefined ? actor.at : never;
  const tell = (mail: NewMail) => insertMail(transaction, mail, actor.at, undefined, dueAt);
  for (const mail of mails) await tell(mail);
  for (const { seq, submission } of repeats) {
    await record({ ...actor, action: 'answers sent again erased', subject: subjectOf(submission), detail: '' });
    await transaction.deleteFrom('enclosure').where('seq', '=', seq).where('kind', '=', 'differing').execute();
  }
  const found = new Map<number, SubmissionName>();
  for (const name of names) {
    const seq = await seqOf(transaction, name);
    if (seq !== undefined) found.set(seq, name);
  }
  await countErased(transaction, [...found.keys()]);
  for (const [seq, name] of found) {
    // A mentor who is asked about an erased mentee is told, in a mail without a name.
    await withdrawWaitingOf(transaction, record, { seq, name }, actor, dueAt);
    for (const table of ['enclosure', 'outbox', 'link'] as const) {
      await transaction.deleteFrom(table).where('submission', '=', seq).execute();
    }
    // A test of a text shows the data of both of a pair.
    await transaction.deleteFrom('outbox').where('other', '=', seq).where('kind', '=', 'test').execute();
    await transaction.updateTable('outbox').set({ other: null }).where('other', '=', seq).execute();
    await leaveSeen(transaction, seq);
    await leaveCheckIns(transaction, seq);
    for (const partner of await leaveMatches(transaction, record, { seq, name }, actor))
      await tell({ to: partner, kind: 'match-ended' });
    await leaveRuns(transaction, seq);
    await leaveOffers(transaction, seq);
    await transaction.deleteFrom('submission').where('seq', '=', seq).execute();
    // The next submission of the applicant becomes their first.
    await transaction
      .updateTable('submission')
      .set({ duplicate_of: null })
      .where('form', '=', name.form)
      .where('duplicate_of', '=', name.submissionId)
      .execute();
    await record({ ...actor, action: 'submission erased', subject: subjectOf(name), detail: '' });
    await transaction
      .insertInto('erasure')
      .values({ form: name.form, submission_id: name.submissionId, at: actor.at })
      .onConflict((conflict) => conflict.columns(['form', 'submission_id']).doUpdateSet({ at: actor.at }))
      .execute();
    erased += 1;
  }
  return erased;
}

/** Returns erased submissions that may still be in files, oldest first. */
export async function erasures(db: Db): Promise<(SubmissionName & { at: string })[]> {
  const rows = await db.selectFrom('erasure').selectAll().orderBy('at').execute();
  return rows.map(({ form, submission_id: submissionId, at }) => ({ form: form as FormId, submissionId, at }));
}

/** Forgets the erasures up to this instant, because no file holds them any more. */
export async function settleErasures(db: Db, until: string): Promise<void> {
  await db.deleteFrom('erasure').where('at', '<=', until).execute();
}
