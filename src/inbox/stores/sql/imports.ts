import { sql, type Selectable, type Transaction } from 'kysely';
import type { FormId } from '#forms/form.ts';
import { importEntry } from '../audit-entries.ts';
import type {
  Actor,
  ImportedSubmission,
  ImportResult,
  NewImport,
  NewSubmission,
  StoredImport,
} from '../types/records.ts';
import { eraseInside } from './erasures.ts';
import type { Transact } from './recorder.ts';
import { rowsAtOnce } from './rows.ts';
import type { Db, Tables } from './tables.ts';
import { enclose } from './enclosures.ts';
import { columnsOf } from './sealed-columns.ts';

/** Stores all submissions of an import with their mails and audit entries, or none. */
export const addImport = (
  transact: Transact,
  { importId, form, submissions, mailDueAt }: NewImport,
  actor: Actor,
): Promise<ImportResult> =>
  transact(async (transaction, record) => {
    if (await named(transaction, importId).select('seq').executeTakeFirst()) return 'repeated';
    for (const some of portionsOf(submissions)) {
      const codes = some.flatMap(({ emailCode }) => (emailCode === null ? [] : [emailCode]));
      const there = await transaction
        .selectFrom('submission')
        .select('seq')
        .where('form', '=', form)
        .where('email_code', 'in', codes)
        .limit(1)
        .executeTakeFirst();
      if (there) return 'there';
    }
    const { seq } = await transaction
      .insertInto('import')
      .values({ import_id: importId, form, made_at: actor.at, made_by: actor.actor, count: submissions.length })
      .returning('seq')
      .executeTakeFirstOrThrow();
    await record({
      ...actor,
      action: 'submissions imported',
      subject: `import/${importId}`,
      detail: `${String(submissions.length)} ${form}`,
    });
    for (const submission of submissions) {
      await insertOne(transaction, submission, seq, mailDueAt);
      await record(importEntry(submission, importId, actor));
    }
    return 'stored';
  });

async function insertOne(
  transaction: Transaction<Tables>,
  submission: NewSubmission,
  importSeq: number,
  mailDueAt: string,
): Promise<void> {
  const { answers, adjustments, receivedAt } = submission;
  const { seq } = await transaction
    .insertInto('submission')
    .values({
      form: submission.form,
      submission_id: submission.submissionId,
      reference: submission.reference,
      arrived: submission.arrived,
      status: submission.arrived,
      round: submission.round,
      form_version: submission.formVersion,
      received_at: receivedAt,
      ...columnsOf(answers),
      body_code: submission.bodyCode,
      email_code: submission.emailCode,
      import: importSeq,
    })
    .returning('seq')
    .executeTakeFirstOrThrow();
  if (adjustments) await enclose(transaction, seq, 'adjustments', receivedAt, adjustments);
  for (const kind of submission.mail)
    await transaction
      .insertInto('outbox')
      .values({
        submission: seq,
        kind,
        deed: `${kind} ${String(seq)}`,
        tries: 0,
        queued_at: receivedAt,
        due_at: mailDueAt,
      })
      .execute();
}

function* portionsOf<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += rowsAtOnce) yield all.slice(at, at + rowsAtOnce);
}

const named = (db: Db, importId: string) => db.selectFrom('import').where('import_id', '=', importId);

const fromRow = (row: Selectable<Tables['import']>): StoredImport => ({
  importId: row.import_id,
  form: row.form as FormId,
  made: { at: row.made_at, actor: row.made_by },
  count: row.count,
  undone: row.undone_at === null || row.undone_by === null ? null : { at: row.undone_at, actor: row.undone_by },
});

/** Returns all imports, latest first. */
export async function imports(db: Db): Promise<StoredImport[]> {
  return (await db.selectFrom('import').selectAll().orderBy('seq', 'desc').execute()).map(fromRow);
}

export async function findImport(db: Db, importId: string): Promise<StoredImport | undefined> {
  const row = await named(db, importId).selectAll().executeTakeFirst();
  return row && fromRow(row);
}

/** Returns the submissions of an import that are still stored, in the order of the file. */
export async function imported(db: Db, importId: string): Promise<ImportedSubmission[]> {
  const about = (table: 'match' | 'offer' | 'matching_rule') =>
    sql<boolean>`exists (select 1 from ${sql.table(table)} as other
      where other.mentor = submission.seq or other.mentee = submission.seq)`;
  const rows = await db
    .selectFrom('submission')
    .innerJoin('import', 'import.seq', 'submission.import')
    .select(['submission.form', 'submission.submission_id'])
    .select(
      sql<number>`case when submission.status <> submission.arrived or submission.assigned_to is not null
        or exists (select 1 from enclosure where enclosure.submission = submission.seq and enclosure.kind <> 'adjustments')
        or exists (select 1 from outbox where outbox.submission = submission.seq
          and (outbox.sent_at is not null or outbox.message_id is not null))
        or ${about('match')} or ${about('offer')} or ${about('matching_rule')} then 1 else 0 end`.as('touched'),
    )
    .where('import.import_id', '=', importId)
    .orderBy('submission.seq')
    .execute();
  return rows.map(({ form, submission_id: submissionId, touched }) => ({
    name: { form: form as FormId, submissionId },
    isUntouched: touched === 0,
  }));
}

/**
 * Erases the untouched submissions of an import, and marks it as undone, in one transaction with audit entries.
 * Returns how many were erased; undefined if there is no such import or it was undone before.
 * @param isShared if true, waits for mails that other processes are claiming, and keeps them from claiming more
 */
export const undoImport = (
  transact: Transact,
  importId: string,
  actor: Actor,
  isShared: boolean,
): Promise<number | undefined> =>
  transact(async (transaction, record) => {
    const { numUpdatedRows } = await transaction
      .updateTable('import')
      .set({ undone_at: actor.at, undone_by: actor.actor })
      .where('import_id', '=', importId)
      .where('undone_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return undefined;
    if (isShared)
      await transaction
        .selectFrom('outbox')
        .innerJoin('submission', 'submission.seq', 'outbox.submission')
        .innerJoin('import', 'import.seq', 'submission.import')
        .select('outbox.seq')
        .where('import.import_id', '=', importId)
        .forUpdate('outbox')
        .execute();
    const untouched = (await imported(transaction, importId)).filter(({ isUntouched }) => isUntouched);
    const names = untouched.map(({ name }) => name);
    const count = await eraseInside({ db: transaction, record, actor }, names);
    await record({ ...actor, action: 'import undone', subject: `import/${importId}`, detail: String(count) });
    return count;
  });
