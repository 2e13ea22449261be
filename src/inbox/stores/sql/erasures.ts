import type { FormId } from '#forms/form.ts';
import type { Actor, NewMail, Repeat, SubmissionName } from '../types/records.ts';
import { subjectOf } from '../audit-entries.ts';
import { countErased } from './erased-counts.ts';
import { leaveCheckIns } from './check-ins.ts';
import { insertMail, never } from './mail.ts';
import { leaveMatches } from './matches.ts';
import { leaveRuns } from './matching-runs.ts';
import { leaveOffers, leaveWaiting } from './waiting-offers.ts';
import type { Transact, Writer } from './recorder.ts';
import { restoredAt } from './restored.ts';
import { leaveSeen } from './seen.ts';
import { seqOf } from './submissions.ts';
import type { Db } from './tables.ts';

/**
 * Erases submissions with all their data; from other submissions, erases these repeats. Ends their matches and all that
 * mentors are asked about them. In the same commit, writes the audit entries and queues the mails that tell the others:
 * those of a match or of a question to a mentor, and these `mails`. Until mails go on after a restore, mails about a
 * match and `mails` are held, because the erasure may be a repetition. Returns how many submissions were erased.
 * `erasures` lists them until no copy is left in files.
 */
export const erase = (
  transact: Transact,
  names: readonly SubmissionName[],
  actor: Actor,
  repeats?: readonly Repeat[],
  mails?: readonly NewMail[],
): Promise<number> => transact((db, record) => eraseInside({ db, record, actor }, names, repeats, mails));

/** Does the same inside a transaction. */
export async function eraseInside(
  writer: Writer,
  names: readonly SubmissionName[],
  repeats: readonly Repeat[] = [],
  mails: readonly NewMail[] = [],
): Promise<number> {
  const { db, record, actor } = writer;
  let erased = 0;
  // After a restore, they may have been told when these submissions were erased for the first time.
  const dueAt = (await restoredAt(db)) === undefined ? actor.at : never;
  const tell = (mail: NewMail) => insertMail(db, mail, actor.at, undefined, dueAt);
  for (const mail of mails) await tell(mail);
  for (const { seq, submission } of repeats) {
    await record({ ...actor, action: 'answers sent again erased', subject: subjectOf(submission), detail: '' });
    await db.deleteFrom('enclosure').where('seq', '=', seq).where('kind', '=', 'differing').execute();
  }
  const found = new Map<number, SubmissionName>();
  for (const name of names) {
    const seq = await seqOf(db, name);
    if (seq !== undefined) found.set(seq, name);
  }
  await countErased(db, [...found.keys()]);
  for (const [seq, name] of found) {
    // A mentor who is asked about an erased mentee is told, in a mail without a name.
    await leaveWaiting(writer, name, dueAt);
    for (const table of ['enclosure', 'outbox', 'link'] as const) {
      await db.deleteFrom(table).where('submission', '=', seq).execute();
    }
    // A test of a text shows the data of both of a pair.
    await db.deleteFrom('outbox').where('other', '=', seq).where('kind', '=', 'test').execute();
    await db.updateTable('outbox').set({ other: null }).where('other', '=', seq).execute();
    await leaveSeen(db, seq);
    await leaveCheckIns(db, seq);
    for (const partner of await leaveMatches(writer, { seq, name })) await tell({ to: partner, kind: 'match-ended' });
    await leaveRuns(db, seq);
    await leaveOffers(db, seq);
    await db.deleteFrom('submission').where('seq', '=', seq).execute();
    // The next submission of the applicant becomes their first.
    await db
      .updateTable('submission')
      .set({ duplicate_of: null })
      .where('form', '=', name.form)
      .where('duplicate_of', '=', name.submissionId)
      .execute();
    await record({ ...actor, action: 'submission erased', subject: subjectOf(name), detail: '' });
    await db
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
