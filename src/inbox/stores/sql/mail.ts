import { sql, type Kysely } from 'kysely';
import type { FormId } from '#forms/form.ts';
import type { MailCounts, MailKind, MailOutcome, MailRecord, QueuedMail, SubmissionName } from '../../store.ts';
import { counted } from './counted.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

/** Sorts before every instant, and so is never due. */
const never = '';

/** @param isShared passes over what another process is claiming at this moment; SQLite has one writer at a time */
export async function claimMail(
  db: Db,
  now: string,
  until: string,
  isShared: boolean,
): Promise<QueuedMail | undefined> {
  const claimed = await db
    .with(
      (name) => name('next').materialized(),
      (query) =>
        query
          .selectFrom('outbox')
          .select(['submission', 'kind'])
          .where('sent_at', 'is', null)
          .where('due_at', '<=', now)
          .where('due_at', '>', never)
          .where((where) => where.or([where('claimed_until', 'is', null), where('claimed_until', '<=', now)]))
          .orderBy('due_at')
          .limit(1)
          .$if(isShared, (next) => next.forUpdate().skipLocked()),
    )
    .updateTable('outbox')
    .from('next')
    .set({ claimed_until: until })
    .whereRef('outbox.submission', '=', 'next.submission')
    .whereRef('outbox.kind', '=', 'next.kind')
    .returning(['outbox.submission', 'outbox.kind', 'outbox.tries'])
    .executeTakeFirst();
  return claimed && { ...claimed, name: await nameOf(db, claimed.submission) };
}

async function nameOf(db: Db, seq: number): Promise<SubmissionName | null> {
  const row = await db
    .selectFrom('submission')
    .select(['form', 'submission_id'])
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row ? { form: row.form as FormId, submissionId: row.submission_id } : null;
}

export async function settleMail(db: Db, { submission, kind, tries }: QueuedMail, outcome: MailOutcome): Promise<void> {
  const change =
    'sentAt' in outcome
      ? { sent_at: outcome.sentAt, failure: null }
      : { failure: outcome.failure, due_at: outcome.dueAt ?? never };
  await db
    .updateTable('outbox')
    .set({ tries: tries + 1, claimed_until: null, ...change })
    .where('submission', '=', submission)
    .where('kind', '=', kind)
    .execute();
}

export async function queueDigest(db: Db, day: string, at: string): Promise<void> {
  await db
    .insertInto('outbox')
    .values({
      submission: 0,
      kind: `digest ${day}`,
      tries: 0,
      queued_at: at,
      due_at: at,
      sent_at: null,
      failure: null,
      claimed_until: null,
    })
    .onConflict((conflict) => conflict.columns(['submission', 'kind']).doNothing())
    .execute();
}

export async function mailOf(db: Db, { form, submissionId }: SubmissionName): Promise<MailRecord[]> {
  const rows = await db
    .selectFrom('outbox')
    .innerJoin('submission', 'submission.seq', 'outbox.submission')
    .select(['outbox.kind', 'outbox.tries', 'outbox.sent_at', 'outbox.failure', 'outbox.due_at'])
    .where('submission.form', '=', form)
    .where('submission.submission_id', '=', submissionId)
    .orderBy('outbox.due_at')
    .execute();
  return rows.map(({ kind, tries, sent_at: sentAt, failure, due_at: dueAt }) => ({
    kind: kind as MailKind,
    tries,
    sentAt,
    failure,
    isWaiting: sentAt === null && dueAt !== never,
  }));
}

export async function mailCounts(db: Db): Promise<MailCounts> {
  return db
    .selectFrom('outbox')
    .where('sent_at', 'is', null)
    .select([
      counted(sql`case when due_at > '' then 1 end`).as('waiting'),
      counted(sql`case when due_at > '' and failure is not null then 1 end`).as('failing'),
      counted(sql`case when due_at = '' and failure is not null then 1 end`).as('failed'),
      sql<string | null>`min(case when due_at > '' then coalesce(queued_at, due_at) end)`.as('oldest'),
    ])
    .executeTakeFirstOrThrow();
}
