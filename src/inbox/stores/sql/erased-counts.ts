import type { Kysely, NotNull, Transaction } from 'kysely';
import type { ErasedCount } from '../types/records.ts';
import { countOf } from './count-expression.ts';
import type { Tables } from './tables.ts';

/** Counts submissions that are about to be erased together, for the report of their round, and the offers of questions that go with them. */
export async function countErased(transaction: Transaction<Tables>, seqs: readonly number[]): Promise<void> {
  if (seqs.length === 0) return;
  for (const seq of seqs) await countOne(transaction, seq, seqs);
  const asked = await transaction
    .selectFrom('offer')
    .innerJoin('submission as question', 'question.seq', 'offer.mentee')
    .select(['question.round', 'offer.answer', countOf().as('count')])
    .where('question.form', '=', 'ask')
    .where('question.round', 'is not', null)
    .$narrowType<{ round: NotNull }>()
    .where((where) => where.or([where('offer.mentee', 'in', seqs), where('offer.mentor', 'in', seqs)]))
    .groupBy(['question.round', 'offer.answer'])
    .execute();
  for (const { answer: state, ...of } of asked) await add(transaction, { ...of, what: 'asked', state });
}

async function countOne(transaction: Transaction<Tables>, seq: number, together: readonly number[]): Promise<void> {
  const row = await transaction
    .selectFrom('submission')
    .select(['form', 'submission_id', 'round', 'status', 'duplicate_of'])
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow();
  const { form, round, status } = row;
  if (round !== null && (form === 'mentee' || form === 'ask')) {
    const what = form === 'mentee' && (await isCountedElsewhere(transaction, seq, row, together)) ? 'again' : form;
    await add(transaction, { round, what, state: status, count: 1 });
  }
}

/** True if an earlier application of the same person counts, or a later one that stays. */
async function isCountedElsewhere(
  transaction: Transaction<Tables>,
  seq: number,
  row: { submission_id: string; duplicate_of: string | null },
  together: readonly number[],
): Promise<boolean> {
  const matched = await transaction.selectFrom('match').select('seq').where('mentee', '=', seq).executeTakeFirst();
  if (matched) return false;
  if (row.duplicate_of !== null) return true;
  const later = await transaction
    .selectFrom('submission')
    .select('seq')
    .where('form', '=', 'mentee')
    .where('duplicate_of', '=', row.submission_id)
    .execute();
  return later.some((each) => !together.includes(each.seq));
}

const add = (transaction: Transaction<Tables>, values: Tables['erased_count']) =>
  transaction
    .insertInto('erased_count')
    .values(values)
    .onConflict((conflict) =>
      conflict
        .columns(['round', 'what', 'state'])
        .doUpdateSet(({ eb }) => ({ count: eb('erased_count.count', '+', values.count) })),
    )
    .execute();

export const erasedCounts = async (db: Kysely<Tables>, round: string): Promise<ErasedCount[]> =>
  (await db
    .selectFrom('erased_count')
    .select(['what', 'state', 'count'])
    .where('round', '=', round)
    .execute()) as ErasedCount[];
