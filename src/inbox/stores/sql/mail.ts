import { sql, type ExpressionBuilder } from 'kysely';
import type { FormId } from '#forms/form.ts';
import {
  heldMark,
  type Actor,
  type GroupMail,
  type MailCounts,
  type MailKind,
  type MailOutage,
  type MailOutcome,
  type MailRecord,
  type NewMail,
  type QueuedMail,
  type SubmissionName,
} from '../types/records.ts';
import { mailAgainEntry } from '../audit-entries.ts';
import { countOf } from './count-expression.ts';
import type { Transact, Writer } from './recorder.ts';
import { seqOf } from './submissions.ts';
import type { Db, Tables } from './tables.ts';
import { columnsOrNull, sealedOrNull } from './sealed-columns.ts';

/** Sorts before every instant and stands for "never due". */
export const never = '';

/**
 * Returns the mail that is due and has waited longest, and claims it until `until`. The first claim sets the
 * Message-ID.
 * @param isShared skips rows that another process is claiming; SQLite has one writer at a time
 */
export async function claimMail(
  db: Db,
  now: string,
  until: string,
  messageId: string,
  isShared: boolean,
): Promise<QueuedMail | undefined> {
  const claimed = await db
    .with(
      (name) => name('next').materialized(),
      (query) =>
        query
          .selectFrom('outbox')
          .select('seq')
          .where('sent_at', 'is', null)
          .where('due_at', '<=', now)
          .where('due_at', '>', never)
          .where((where) => where.or([where('claimed_until', 'is', null), where('claimed_until', '<=', now)]))
          .where(hasItsTimeCome)
          .orderBy('due_at')
          .orderBy('seq')
          .limit(1)
          .$if(isShared, (next) => next.forUpdate().skipLocked()),
    )
    .updateTable('outbox')
    .set((set) => ({ claimed_until: until, message_id: set.fn.coalesce('message_id', set.val(messageId)) }))
    .where('seq', 'in', (query) => query.selectFrom('next').select('seq'))
    .returning(['seq', 'kind', 'tries', 'message_id', 'key_id', 'nonce', 'box'])
    .returning((query) => [
      formOf(query, 'submission').as('form'),
      idOf(query, 'submission').as('submission_id'),
      formOf(query, 'other').as('other_form'),
      idOf(query, 'other').as('other_id'),
    ])
    .executeTakeFirst();
  if (!claimed) return undefined;
  const { seq, kind, tries } = claimed;
  return {
    seq,
    kind,
    tries,
    messageId: claimed.message_id!,
    name: nameIn(claimed.form, claimed.submission_id),
    other: nameIn(claimed.other_form, claimed.other_id),
    content: sealedOrNull(claimed),
  };
}

type OfMail = ExpressionBuilder<Tables, 'outbox'>;

/** True for a mail that waits on purpose, so that staff may take it back: to a group, or to whom staff imported. */
export const waitsOnPurpose = (mail: OfMail) =>
  mail.or([mail('deed', 'like', 'group %'), mail('deed', 'like', 'imported %')]);

/**
 * False for a mail that waits on purpose and whose time is not known to have come: the clock was not checked since, or
 * leapt over it and is in doubt.
 */
const hasItsTimeCome = (mail: OfMail) =>
  mail.or([
    mail('deed', 'is', null),
    mail.not(waitsOnPurpose(mail)),
    mail.not(
      mail.exists(
        mail
          .selectFrom('clock')
          .select('clock.id')
          .where((clock) =>
            clock.or([
              clock('clock.seen_at', '<', clock.ref('outbox.due_at')),
              clock.and([
                clock('clock.moved_from', '<', clock.ref('outbox.due_at')),
                clock('clock.doubted_at', '>', clock.ref('outbox.due_at')),
              ]),
            ]),
          ),
      ),
    ),
  ]);

const formOf = (query: OfMail, side: 'submission' | 'other') =>
  query.selectFrom('submission as named').select('named.form').whereRef('named.seq', '=', `outbox.${side}`);

const idOf = (query: OfMail, side: 'submission' | 'other') =>
  query.selectFrom('submission as named').select('named.submission_id').whereRef('named.seq', '=', `outbox.${side}`);

const nameIn = (form: string | null, submissionId: string | null): SubmissionName | null =>
  form === null || submissionId === null ? null : { form: form as FormId, submissionId };

/** Stores the result of a try. A second call with the same arguments changes nothing more. */
export async function settleMail(
  db: Db,
  { seq, tries, messageId }: Pick<QueuedMail, 'seq' | 'tries' | 'messageId'>,
  outcome: MailOutcome,
): Promise<void> {
  const change =
    outcome === 'untried'
      ? {}
      : 'sentAt' in outcome
        ? { tries: tries + 1, sent_at: outcome.sentAt, failure: null }
        : { tries: tries + 1, failure: outcome.failure, due_at: outcome.dueAt ?? never };
  await db
    .updateTable('outbox')
    .set({ claimed_until: null, ...change })
    .where('seq', '=', seq)
    // After a mail is erased, its number may be used again; the Message-ID is never used again.
    .where('message_id', '=', messageId)
    .where('sent_at', 'is', null)
    .execute();
}

/** Returns a row that waits for its first try; it is held if it is never due. */
const fresh = (submission: number, kind: string, at: string, dueAt = at) => ({
  submission,
  kind,
  queued_at: at,
  due_at: dueAt,
  failure: dueAt === never ? heldMark : null,
  tries: 0,
});

/** Queues mails about submissions that exist, one for each key; with `isHeld`, as a restore holds those that may have been sent. */
export const queueMail = (
  transact: Transact,
  mails: readonly (NewMail & { key: string })[],
  at: string,
  isHeld = false,
): Promise<void> =>
  transact(async (transaction) => {
    for (const { key, ...mail } of mails) await insertMail(transaction, mail, at, key, isHeld ? never : at);
  });

/**
 * Queues a mail about a submission that exists; it is held if it is never due. Runs inside a transaction with the write
 * lock, so that nobody erases the submission meanwhile.
 */
export async function insertMail(
  db: Db,
  { to, kind, other, content }: NewMail,
  at: string,
  deed?: string,
  dueAt?: string,
): Promise<void> {
  const submission = await seqOf(db, to);
  if (submission === undefined) return;
  await db
    .insertInto('outbox')
    .values({
      ...fresh(submission, kind, at, dueAt),
      deed: deed ?? null,
      other: (other && (await seqOf(db, other))) ?? null,
      ...columnsOrNull(content),
    })
    .onConflict((conflict) => conflict.column('deed').doNothing())
    .execute();
}

/** Queues the digest of a day unless it is queued already; with `isHeld`, as a restore holds one that may have been sent. */
export async function queueDigest(db: Db, day: string, at: string, isHeld = false): Promise<void> {
  await db
    .insertInto('outbox')
    .values({ ...fresh(0, 'digest', at, isHeld ? never : at), deed: `digest ${day}` })
    .onConflict((conflict) => conflict.column('deed').doNothing())
    .execute();
}

/**
 * Sends a mail about this submission again: tries a failed mail again, or queues one copy of a sent mail. Writes an
 * audit entry. Returns the mail's kind, or undefined if the mail does not exist or still waits.
 */
export const sendMailAgain = (
  transact: Transact,
  name: SubmissionName,
  seq: number,
  actor: Actor,
): Promise<MailKind | undefined> =>
  transact(async (transaction, record) => {
    const submission = await seqOf(transaction, name);
    const row = await transaction.selectFrom('outbox').selectAll().where('seq', '=', seq).executeTakeFirst();
    if (!row || row.submission !== submission) return undefined;
    const kind = row.kind as MailKind;
    if (row.sent_at === null && row.due_at !== never) return undefined;
    if (row.sent_at === null) {
      await transaction
        .updateTable('outbox')
        .set({ due_at: actor.at, tries: 0, failure: null })
        .where('seq', '=', seq)
        .execute();
    } else {
      const copied = await transaction
        .insertInto('outbox')
        .values({
          ...fresh(row.submission, kind, actor.at),
          deed: `again ${String(seq)}`,
          other: row.other,
          key_id: row.key_id,
          nonce: row.nonce,
          box: row.box,
        })
        .onConflict((conflict) => conflict.column('deed').doNothing())
        .returning('seq')
        .executeTakeFirst();
      // The copy was queued by an earlier request.
      if (!copied) return kind;
    }
    await record(mailAgainEntry(name, kind, actor));
    return kind;
  });

/** Holds all waiting mails. Returns how many. */
export async function holdMail(db: Db): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ due_at: never, claimed_until: null, failure: heldMark })
    .where('sent_at', 'is', null)
    .where('due_at', '>', never)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Makes all held mails due, or those of one group. Returns how many. */
export async function releaseMail(db: Db, at: string, group?: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ due_at: at, failure: null })
    .where('sent_at', 'is', null)
    .where('due_at', '=', never)
    .where('failure', '=', heldMark)
    .$if(group !== undefined, (of) => of.where('deed', 'like', `group ${group ?? ''} %`))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Makes all mails that wait for their next try due immediately; those that wait for their first keep their time. */
export async function retryMail(db: Db, now: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ due_at: now })
    .where('sent_at', 'is', null)
    .where('due_at', '>', now)
    .where('tries', '>', 0)
    .execute();
  await db.updateTable('mail_outage').set({ retry_at: now }).where('retry_at', '>', now).execute();
}

/** Stores that a mail came back, and why. Returns its kind and submission, or undefined if there is no such mail. */
export async function returnMail(
  db: Db,
  messageId: string,
  at: string,
  failure: string,
): Promise<{ kind: string; name: SubmissionName | null } | undefined> {
  const row = await db
    .updateTable('outbox')
    .set((set) => ({ returned_at: set.fn.coalesce('returned_at', set.val(at)), failure }))
    .where('message_id', '=', messageId)
    .returning('kind')
    .returning((query) => [formOf(query, 'submission').as('form'), idOf(query, 'submission').as('submission_id')])
    .executeTakeFirst();
  return row && { kind: row.kind, name: nameIn(row.form, row.submission_id) };
}

/** Returns the mails about a submission in the order in which they were queued. */
export async function mailOf(db: Db, { form, submissionId }: SubmissionName): Promise<MailRecord[]> {
  const rows = await db
    .selectFrom('outbox')
    .innerJoin('submission', 'submission.seq', 'outbox.submission')
    .select([
      'outbox.seq',
      'outbox.kind',
      'outbox.tries',
      'outbox.queued_at',
      'outbox.sent_at',
      'outbox.failure',
      'outbox.due_at',
      'outbox.returned_at',
      'outbox.deed',
      ...(['outbox.key_id', 'outbox.nonce', 'outbox.box'] as const),
    ])
    .where('submission.form', '=', form)
    .where('submission.submission_id', '=', submissionId)
    .orderBy('outbox.seq')
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    kind: row.kind as MailKind,
    tries: row.tries,
    queuedAt: row.queued_at,
    sentAt: row.sent_at,
    failure: row.failure,
    returnedAt: row.returned_at,
    isWaiting: row.sent_at === null && row.due_at !== never,
    group: groupIn(row.deed),
    content: sealedOrNull(row),
  }));
}

/** Returns the Message-IDs of mails sent to this applicant about any of their submissions, oldest first. */
export async function mailThread(db: Db, emailCode: Uint8Array): Promise<string[]> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('outbox', 'outbox.submission', 'submission.seq')
    .select('outbox.message_id')
    .where('submission.email_code', '=', emailCode)
    .where('outbox.sent_at', 'is not', null)
    .where('outbox.message_id', 'is not', null)
    .where('outbox.kind', 'not in', ['notice', 'test'])
    .orderBy('outbox.sent_at')
    .orderBy('outbox.seq')
    .execute();
  return rows.map(({ message_id: messageId }) => messageId!);
}

export async function mailCounts(db: Db): Promise<MailCounts> {
  return db
    .selectFrom('outbox')
    .where((where) => where.or([where('sent_at', 'is', null), where('returned_at', 'is not', null)]))
    .select([
      countOf(sql`case when sent_at is null and due_at > '' then 1 end`).as('waiting'),
      countOf(sql`case when sent_at is null and due_at > '' and failure is not null then 1 end`).as('failing'),
      countOf(sql`case when sent_at is null and due_at = '' and failure <> ${heldMark} then 1 end`).as('failed'),
      countOf(
        sql`case when sent_at is null and due_at = '' and failure = ${heldMark} and submission > 0 then 1 end`,
      ).as('held'),
      countOf(sql.ref('returned_at')).as('returned'),
      sql<string | null>`min(case when sent_at is null and due_at > '' then coalesce(queued_at, due_at) end)`.as(
        'oldest',
      ),
    ])
    .executeTakeFirstOrThrow();
}

/** Name of the only row. */
const outage = 'mail';

export async function mailOutage(db: Db): Promise<MailOutage | undefined> {
  const row = await db.selectFrom('mail_outage').selectAll().where('name', '=', outage).executeTakeFirst();
  return row && { since: row.since, failure: row.failure, tries: row.tries, retryAt: row.retry_at };
}

/** Stores the outage; undefined ends it. */
export async function setMailOutage(db: Db, now: MailOutage | undefined): Promise<void> {
  if (!now) {
    await db.deleteFrom('mail_outage').execute();
    return;
  }
  const row = { since: now.since, failure: now.failure, tries: now.tries, retry_at: now.retryAt };
  await db
    .insertInto('mail_outage')
    .values({ name: outage, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}

/** The key of a mail to a group: the group and the submission. */
const groupKey = (group: string, { form, submissionId }: SubmissionName) => `group ${group} ${form}/${submissionId}`;

const groupIn = (deed: string | null): string | null => /^group (\S+) /.exec(deed ?? '')?.[1] ?? null;

/**
 * Queues those mails of a group that are not there already, due at an instant, with one audit entry. Returns how many;
 * 0, without an entry, if all are there.
 */
export const queueGroup = (
  transact: Transact,
  group: string,
  mails: readonly NewMail[],
  dueAt: string,
  actor: Actor,
): Promise<number> => transact((db, record) => insertGroup({ db, record, actor }, group, mails, dueAt));

/** As `queueGroup`, inside a transaction. */
export async function insertGroup(
  { db, record, actor }: Writer,
  group: string,
  mails: readonly NewMail[],
  dueAt: string,
): Promise<number> {
  const have = new Set((await groupMails(db, group)).map(({ to }) => groupKey(group, to)));
  const lacking = mails.filter(({ to }) => !have.has(groupKey(group, to)));
  if (lacking.length === 0) return 0;
  for (const mail of lacking) await insertMail(db, mail, actor.at, groupKey(group, mail.to), dueAt);
  await record({ ...actor, action: 'group mail queued', subject: `mail/${group}`, detail: String(lacking.length) });
  return lacking.length;
}

/** Takes back the mails of a group that no process has taken up, with an audit entry. Returns how many. */
export const undoGroup = (transact: Transact, group: string, actor: Actor): Promise<number> =>
  transact((db, record) => deleteWaitingGroup({ db, record, actor }, group));

/** As `undoGroup`, inside a transaction. */
export async function deleteWaitingGroup({ db, record, actor }: Writer, group: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('outbox')
    .where('deed', 'like', `group ${group} %`)
    .where('message_id', 'is', null)
    .executeTakeFirst();
  const count = Number(numDeletedRows);
  if (count > 0)
    await record({ ...actor, action: 'group mail undone', subject: `mail/${group}`, detail: String(count) });
  return count;
}

/** Returns the mails of all groups or of one, in the order in which they were queued. */
export async function groupMails(db: Db, group?: string): Promise<GroupMail[]> {
  const rows = await db
    .selectFrom('outbox')
    .innerJoin('submission', 'submission.seq', 'outbox.submission')
    .select(['outbox.deed', 'outbox.key_id', 'outbox.nonce', 'outbox.box', 'outbox.queued_at', 'outbox.due_at'])
    .select(['outbox.sent_at', 'outbox.failure', 'outbox.message_id', 'submission.form', 'submission.submission_id'])
    .where('outbox.deed', 'like', group === undefined ? 'group %' : `group ${group} %`)
    .orderBy('outbox.seq')
    .execute();
  return rows.map((row) => ({
    group: groupIn(row.deed)!,
    to: { form: row.form as FormId, submissionId: row.submission_id },
    content: { keyId: row.key_id!, nonce: row.nonce!, box: row.box! },
    queuedAt: row.queued_at!,
    dueAt: row.due_at,
    sentAt: row.sent_at,
    failure: row.failure,
    mayUndo: row.message_id === null,
  }));
}
