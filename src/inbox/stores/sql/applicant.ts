import type { Transaction } from 'kysely';
import { meetingEntry, subjectOf } from '../audit-entries.ts';
import type { Actor, NewAnswers, SubmissionName, Withdrawal } from '../types/store.ts';
import { counted } from './count-expression.ts';
import { insertMail } from './mail.ts';
import { endMatchesOf, giveStatus } from './matches.ts';
import type { Transact } from './recorder.ts';
import { find } from './submissions.ts';
import { withdrawWaitingOf } from './waiting-offers.ts';
import { makeUnread } from './seen.ts';
import type { Tables } from './tables.ts';

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
      .select(counted().as('versions'))
      .where('submission', '=', seq)
      .where('kind', '=', 'version')
      .executeTakeFirstOrThrow();
    if (versions !== from.versions) return false;
    const enclose = (kind: 'version' | 'adjustments', { keyId, nonce, box }: NewAnswers['before']) =>
      transaction
        .insertInto('enclosure')
        .values({ submission: seq, kind, at: actor.at, key_id: keyId, nonce, box })
        .execute();
    await enclose('version', before);
    await removeEnclosure(transaction, seq, 'adjustments');
    if (adjustments) await enclose('adjustments', adjustments);
    await transaction
      .updateTable('submission')
      .set({ key_id: answers.keyId, nonce: answers.nonce, box: answers.box })
      .where('seq', '=', seq)
      .execute();
    await makeUnread(transaction, seq);
    await record({ ...actor, action: 'answers changed', subject: subjectOf(submission), detail: '' });
    for (const kind of mails) await insertMail(transaction, { to: submission, kind }, actor.at);
    return true;
  });

export const withdraw = (
  transact: Transact,
  { submission, from, status, mails }: Withdrawal,
  actor: Actor,
): Promise<boolean> =>
  transact(async (transaction, record) => {
    const current = await find(transaction, submission);
    if (current?.status !== from) return false;
    const name: SubmissionName = { form: current.form, submissionId: current.submissionId };
    for (const partner of await endMatchesOf(transaction, record, name, actor))
      await insertMail(transaction, { to: partner, kind: 'match-ended', other: name }, actor.at);
    await withdrawWaitingOf(transaction, record, { seq: current.seq, name }, actor);
    if (await removeEnclosure(transaction, current.seq, 'meeting')) await record(meetingEntry(name, false, actor));
    await giveStatus(transaction, record, name, status, actor);
    await makeUnread(transaction, current.seq);
    for (const mail of mails) await insertMail(transaction, mail, actor.at);
    return true;
  });

/** Returns true if there was one. */
async function removeEnclosure(
  transaction: Transaction<Tables>,
  submission: number,
  kind: 'adjustments' | 'meeting',
): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('enclosure')
    .where('submission', '=', submission)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
