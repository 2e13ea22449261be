import { sql, type NotNull, type Selectable } from 'kysely';
import { formIds, type FormId } from '#forms/form.ts';
import { statuses, stillOpen, unmatched, type Arrival, type Status } from '../../statuses.ts';
import type {
  Counts,
  MinuteCount,
  ListFilter,
  ListOptions,
  StatusCount,
  StoredSubmission,
  SubmissionName,
} from '../types/records.ts';
import { countOf } from './count-expression.ts';
import { isUnreadBy } from './seen.ts';
import type { Db, Tables } from './tables.ts';
import { sealedIn } from './sealed-columns.ts';

export const columns = [
  'seq',
  'form',
  'submission_id',
  'reference',
  'arrived',
  'status',
  'assigned_to',
  'round',
  'form_version',
  'received_at',
  'queued_at',
  'duplicate_of',
  'read_at',
  'closed_at',
  'key_id',
  'nonce',
  'box',
] as const;

type SubmissionRow = Pick<Selectable<Tables['submission']>, (typeof columns)[number]>;

export const fromRow = (row: SubmissionRow): StoredSubmission => ({
  seq: row.seq,
  form: row.form as FormId,
  submissionId: row.submission_id,
  reference: row.reference,
  arrived: row.arrived as Arrival,
  status: row.status as Status,
  assignedTo: row.assigned_to,
  round: row.round,
  formVersion: row.form_version,
  receivedAt: row.received_at,
  queuedAt: row.queued_at,
  duplicateOf: row.duplicate_of,
  readAt: row.read_at,
  closedAt: row.closed_at,
  answers: sealedIn(row),
});

export async function find(db: Db, name: SubmissionName): Promise<StoredSubmission | undefined> {
  const row = await named(db, name).select(columns).executeTakeFirst();
  return row && fromRow(row);
}

/** Returns the number in the order of arrival, or undefined if the submission does not exist. */
export const seqOf = async (db: Db, name: SubmissionName): Promise<number | undefined> =>
  (await named(db, name).select('seq').executeTakeFirst())?.seq;

/** Selects a submission by its name. */
export const named = (db: Db, { form, submissionId }: SubmissionName) =>
  db.selectFrom('submission').where('form', '=', form).where('submission_id', '=', submissionId);

/** Selects the submissions that match a filter. */
const filtered = (db: Db, of: ListFilter) =>
  db
    .selectFrom('submission')
    .$if(of.form !== undefined, (query) => query.where('form', '=', of.form!))
    .$if(of.status !== undefined, (query) => query.where('status', '=', of.status!))
    .$if(of.round !== undefined, (query) => query.where('round', '=', of.round!))
    .$if(of.assignedTo !== undefined, (query) => query.where('assigned_to', '=', of.assignedTo!))
    .$if(of.unread === true, (query) => query.where(isUnreadBy(of.reader)))
    .$if(of.since !== undefined, (query) => query.where('received_at', '>=', of.since!))
    .$if(of.before !== undefined, (query) => query.where('received_at', '<', of.before!))
    .$if(of.undecided === true, (query) => query.whereRef('status', '=', 'arrived').where('status', '!=', 'suspect'))
    .$if(of.duplicates === true, (query) =>
      query.where('duplicate_of', 'is not', null).where('status', 'in', stillOpen),
    )
    .$if(of.mailFailed === true, (query) => query.where('seq', 'in', ofFailedMail(db)))
    .$if(of.pair !== undefined, (query) => query.where('seq', 'in', inMatch(db, of.pair)))
    .$if(of.matched === true, (query) => query.where('seq', 'in', inMatch(db)))
    .$if(of.matched === false, (query) => query.where('seq', 'not in', inMatch(db)).where('status', 'in', unmatched));

const ofFailedMail = (db: Db) =>
  db
    .selectFrom('outbox')
    .select('submission')
    .where('failure', 'is not', null)
    .where((where) => where.or([where('due_at', '=', ''), where('returned_at', 'is not', null)]));

/** Selects the mentees and mentors of current matches, or of one of them. */
function inMatch(db: Db, pair?: number) {
  const current = db
    .selectFrom('match')
    .where('ended_at', 'is', null)
    .where('mentee', 'is not', null)
    .where('mentor', 'is not', null)
    .$if(pair !== undefined, (query) => query.where('seq', '=', pair!))
    .$narrowType<{ mentee: NotNull; mentor: NotNull }>();
  return current.select('mentee as seq').union(current.select('mentor as seq'));
}

export async function list(
  db: Db,
  { limit, after, offset = 0, order = 'newest', ...filter }: ListOptions,
): Promise<StoredSubmission[]> {
  const direction = order === 'oldest' ? 'asc' : 'desc';
  const rows = await filtered(db, filter)
    .select(columns)
    .$if(after !== undefined, (query) => query.where('seq', direction === 'asc' ? '>' : '<', after!))
    .$if(order === 'form', (query) => query.orderBy(placeIn('form', formIds)))
    .$if(order === 'status', (query) => query.orderBy(placeIn('status', statuses)))
    .orderBy('seq', direction)
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(fromRow);
}

/** Returns an expression that sorts a column by the order of a list. */
const placeIn = (column: 'form' | 'status', values: readonly string[]) =>
  sql`case ${sql.ref(column)} ${sql.join(
    values.map((value, place) => sql`when ${value} then ${sql.lit(place)}`),
    sql` `,
  )} end`;

export async function counts(db: Db, { form, reader }: Pick<ListFilter, 'form' | 'reader'>): Promise<Counts> {
  return db
    .selectFrom('submission')
    .$if(form !== undefined, (query) => query.where('form', '=', form as string))
    .select([
      countOf().as('all'),
      countOf(sql`case when ${isUnreadBy(reader)} then 1 end`).as('unread'),
      countOf(sql`case when status = 'late' then 1 end`).as('late'),
      countOf(sql`case when status = 'suspect' then 1 end`).as('suspect'),
      countOf(sql`case when status in (${sql.join(stillOpen)}) then duplicate_of end`).as('duplicate'),
    ])
    .executeTakeFirstOrThrow();
}

export async function count(db: Db, filter: ListFilter): Promise<number> {
  return (await filtered(db, filter).select(countOf().as('count')).executeTakeFirstOrThrow()).count;
}

export async function countByStatus(db: Db, filter: ListFilter): Promise<StatusCount[]> {
  const rows = await filtered(db, filter)
    .select(['form', 'status', countOf().as('count')])
    .groupBy(['form', 'status'])
    .execute();
  return rows.map(({ form, status, count }) => ({ form: form as FormId, status: status as Status, count }));
}

/** Returns the minutes in which a submission arrived, oldest first. */
export async function countByMinute(db: Db, filter: ListFilter): Promise<MinuteCount[]> {
  const minute = sql<string>`substr(received_at, 1, 16)`;
  return filtered(db, filter)
    .select([minute.as('minute'), countOf().as('count')])
    .groupBy(minute)
    .orderBy(minute)
    .execute();
}

/** Returns every submission of the applicant with this code, oldest first. */
export async function ofApplicant(db: Db, emailCode: Uint8Array): Promise<StoredSubmission[]> {
  const rows = await db
    .selectFrom('submission')
    .select(columns)
    .where('email_code', '=', emailCode)
    .orderBy('seq')
    .execute();
  return rows.map(fromRow);
}

/** Records that a member of staff has opened it. It is unread again for everybody once there is something new. */
export async function markRead(db: Db, name: SubmissionName, reader: string): Promise<void> {
  const submission = await seqOf(db, name);
  if (submission === undefined) return;
  await db
    .insertInto('seen')
    .values({ submission, staff: reader })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Returns the ids of all keys with which data is sealed. */
export async function keyIds(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('submission')
    .select('key_id')
    .union(db.selectFrom('enclosure').select('key_id'))
    .union(db.selectFrom('second_step').select('key_id'))
    .union(db.selectFrom('outbox').select('key_id').where('key_id', 'is not', null).$narrowType<{ key_id: NotNull }>())
    .union(
      db.selectFrom('check_in').select('key_id').where('key_id', 'is not', null).$narrowType<{ key_id: NotNull }>(),
    )
    .union(db.selectFrom('offer').select('key_id').where('key_id', 'is not', null).$narrowType<{ key_id: NotNull }>())
    .union(db.selectFrom('proposal').select('key_id'))
    .execute();
  return rows.map((row) => row.key_id);
}
