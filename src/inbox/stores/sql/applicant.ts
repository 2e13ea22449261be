import { meetingEntry, subjectOf } from '../audit-entries.ts';
import type { Actor, NewAnswers, SubmissionName, Withdrawal } from '../types/records.ts';
import { countOf } from './count-expression.ts';
import { insertMail } from './mail.ts';
import { endMatchesOf, giveStatus } from './matches.ts';
import type { Transact } from './recorder.ts';
import { find } from './submissions.ts';
import { leaveWaiting } from './waiting-offers.ts';
import { makeUnread } from './seen.ts';
import { enclose, removeEnclosure } from './enclosures.ts';
import { columnsOf } from './sealed-columns.ts';

/** Returns false, and changes nothing, if the submission is not as it was, or does not exist. */
export const changeAnswers = (
  transact: Transact,
  { submission, from, answers, adjustments, before, mails }: NewAnswers,
  actor: Actor,
): Promise<boolean> =>
  transact(async (transaction, record) => {
    const current = await find(transaction, submission);
    if (current?.status !== from.status) return false;
    const { seq } = current;
    const { versions } = await transaction
      .selectFrom('enclosure')
      .select(countOf().as('versions'))
      .where('submission', '=', seq)
      .where('kind', '=', 'version')
      .executeTakeFirstOrThrow();
    if (versions !== from.versions) return false;
    await enclose(transaction, seq, 'version', actor.at, before);
    await removeEnclosure(transaction, seq, 'adjustments');
    if (adjustments) await enclose(transaction, seq, 'adjustments', actor.at, adjustments);
    await transaction.updateTable('submission').set(columnsOf(answers)).where('seq', '=', seq).execute();
    await makeUnread(transaction, seq);
    await record({ ...actor, action: 'answers changed', subject: subjectOf(submission), detail: '' });
    for (const kind of mails) await insertMail(transaction, { to: submission, kind }, actor.at);
    return true;
  });

/**
 * Gives the status, removes a meeting, ends every current match and queues a mail to each partner, withdraws what
 * mentors were asked, in one transaction.
 * Returns false, and changes nothing, if the submission is not as it was, or does not exist.
 */
export const withdraw = (
  transact: Transact,
  { submission, from, status, mails }: Withdrawal,
  actor: Actor,
): Promise<boolean> =>
  transact(async (db, record) => {
    const writer = { db, record, actor };
    const current = await find(db, submission);
    if (current?.status !== from) return false;
    const name: SubmissionName = { form: current.form, submissionId: current.submissionId };
    for (const partner of await endMatchesOf(writer, name))
      await insertMail(db, { to: partner, kind: 'match-ended', other: name }, actor.at);
    await leaveWaiting(writer, name);
    if (await removeEnclosure(db, current.seq, 'meeting')) await record(meetingEntry(name, false, actor));
    await giveStatus(writer, name, status);
    await makeUnread(db, current.seq);
    for (const mail of mails) await insertMail(db, mail, actor.at);
    return true;
  });
