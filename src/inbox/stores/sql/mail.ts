import { sql, type Kysely } from 'kysely';
import type { FormId } from '#forms/form.ts';
import type { MailCounts, MailKind, MailOutcome, MailRecord, QueuedMail, SubmissionName } from '../../store.ts';
import { counted } from './counted.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

/** Sorts before every instant, and so is never due. */
const never = '';

export async function dueMail(db: Db, now: string, limit: number): Promise<QueuedMail[]> {
  const rows = await db
    .selectFrom('outbox')
    .leftJoin('submission', 'submission.seq', 'outbox.submission')
    .select(['outbox.submission', 'outbox.kind', 'outbox.tries', 'submission.form', 'submission.submission_id'])
    .where('outbox.sent_at', 'is', null)
    .where('outbox.due_at', '<=', now)
    .where('outbox.due_at', '>', never)
    .orderBy('outbox.due_at')
    .limit(limit)
    .execute();
  return rows.map(({ submission, kind, tries, form, submission_id: submissionId }) => ({
    submission,
    kind,
    tries,
    name: form === null || submissionId === null ? null : { form: form as FormId, submissionId },
  }));
}

export async function settleMail(db: Db, { submission, kind, tries }: QueuedMail, outcome: MailOutcome): Promise<void> {
  const change =
    'sentAt' in outcome
      ? { sent_at: outcome.sentAt, failure: null }
      : { failure: outcome.failure, due_at: outcome.dueAt ?? never };
  await db
    .updateTable('outbox')
    .set({ tries: tries + 1, ...change })
    .where('submission', '=', submission)
    .where('kind', '=', kind)
    .execute();
}

export async function queueDigest(db: Db, day: string, at: string): Promise<void> {
  await db
    .insertInto('outbox')
    .values({ submission: 0, kind: `digest ${day}`, tries: 0, due_at: at, sent_at: null, failure: null })
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
    ])
    .executeTakeFirstOrThrow();
}
