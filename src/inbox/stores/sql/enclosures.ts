/** Enclosures: the data stored beside a submission, such as repeated answers, notes and meetings. */
import type { Selectable } from 'kysely';
import type { Enclosure, EnclosuresBySeq, Repeat, StoredSubmission, SubmissionName } from '../types/records.ts';
import type { Sealed } from '../../vault.ts';
import { columnsOf, sealedIn, type SealedColumns } from './sealed-columns.ts';
import { columns, fromRow } from './submissions.ts';
import type { Db, Tables } from './tables.ts';

export async function enclosures(db: Db, { form, submissionId }: SubmissionName): Promise<Enclosure[]> {
  const rows = await db
    .selectFrom('enclosure')
    .innerJoin('submission', 'submission.seq', 'enclosure.submission')
    .select(['enclosure.kind', 'enclosure.at', 'enclosure.key_id', 'enclosure.nonce', 'enclosure.box'])
    .where('submission.form', '=', form)
    .where('submission.submission_id', '=', submissionId)
    .orderBy('enclosure.seq')
    .execute();
  return rows.map(asEnclosure);
}

/** Returns the enclosures of some hundred submissions at most, by `seq`. Submissions without any are left out. */
export async function enclosuresOf(
  db: Db,
  submissions: readonly Pick<StoredSubmission, 'seq'>[],
): Promise<EnclosuresBySeq> {
  if (submissions.length === 0) return new Map();
  const rows = await db
    .selectFrom('enclosure')
    .select(['submission', 'kind', 'at', 'key_id', 'nonce', 'box'])
    .where(
      'submission',
      'in',
      submissions.map(({ seq }) => seq),
    )
    .orderBy('seq')
    .execute();
  const bySubmission = Map.groupBy(rows, ({ submission }) => submission);
  return new Map([...bySubmission].map(([seq, each]) => [seq, each.map(asEnclosure)]));
}

const asEnclosure = (row: Pick<Selectable<Tables['enclosure']>, 'kind' | 'at' | keyof SealedColumns>): Enclosure => ({
  kind: row.kind as Enclosure['kind'],
  at: row.at,
  content: sealedIn(row),
});

/** Selects submissions with their enclosures of one kind. */
export const withEnclosures = (db: Db, kind: Enclosure['kind']) =>
  db
    .selectFrom('submission')
    .innerJoin('enclosure', 'enclosure.submission', 'submission.seq')
    .select(columns.map((column) => `submission.${column}` as const))
    .select([
      'enclosure.seq as enclosure_seq',
      'enclosure.at as enclosure_at',
      'enclosure.key_id as enclosure_key',
      'enclosure.nonce as enclosure_nonce',
      'enclosure.box as enclosure_box',
    ])
    .where('enclosure.kind', '=', kind);

/** Returns the sealed content of a row of `withEnclosures`. */
export const enclosedIn = (row: {
  enclosure_key: string;
  enclosure_nonce: Uint8Array;
  enclosure_box: Uint8Array;
}): Sealed => ({
  keyId: row.enclosure_key,
  nonce: row.enclosure_nonce,
  box: row.enclosure_box,
});

/** Returns all different answers that were sent under the id of a stored submission, oldest first. */
export async function repeats(db: Db): Promise<Repeat[]> {
  const rows = await withEnclosures(db, 'differing').orderBy('enclosure.seq').execute();
  return rows.map((row) => ({
    seq: row.enclosure_seq,
    submission: fromRow(row),
    at: row.enclosure_at,
    content: enclosedIn(row),
  }));
}

export async function enclose(
  db: Db,
  submission: number,
  kind: Enclosure['kind'],
  at: string,
  content: Sealed,
): Promise<void> {
  await db
    .insertInto('enclosure')
    .values({ submission, kind, at, ...columnsOf(content) })
    .execute();
}

/** Returns true if there was one. */
export async function removeEnclosure(db: Db, submission: number, kind: 'adjustments' | 'meeting'): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('enclosure')
    .where('submission', '=', submission)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
