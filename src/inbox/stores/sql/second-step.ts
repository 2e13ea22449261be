import type { SecondStep } from '../types/records.ts';
import type { Sealed } from '../../vault.ts';
import { countOf } from './count-expression.ts';
import type { Db } from './tables.ts';
import { columnsOf, sealedIn } from './sealed-columns.ts';

export async function secondStep(db: Db, staff: string): Promise<SecondStep | undefined> {
  const row = await db.selectFrom('second_step').selectAll().where('staff', '=', staff).executeTakeFirst();
  if (!row) return undefined;
  const { count } = await db
    .selectFrom('recovery_code')
    .select(countOf().as('count'))
    .where('staff', '=', staff)
    .executeTakeFirstOrThrow();
  return {
    staff,
    secret: sealedIn(row),
    confirmedAt: row.confirmed_at,
    usedPeriod: row.used_period,
    recoveryCodes: count,
  };
}

/** Returns the names of staff whose second step is confirmed. */
export async function secondSteps(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('second_step')
    .select('staff')
    .where('confirmed_at', 'is not', null)
    .orderBy('staff')
    .execute();
  return rows.map(({ staff }) => staff);
}

/** Stores an unconfirmed secret, replacing an earlier one. Returns false if a secret is confirmed already. */
export async function beginSecondStep(db: Db, staff: string, secret: Sealed, at: string): Promise<boolean> {
  const begun = { begun_at: at, ...columnsOf(secret) };
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('second_step')
    .values({ staff, confirmed_at: null, ...begun })
    .onConflict((conflict) => conflict.column('staff').doUpdateSet(begun).where('second_step.confirmed_at', 'is', null))
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows) === 1;
}

/** Requires the second step from this call on. Returns false if none was begun or it is confirmed already. */
export async function confirmSecondStep(
  db: Db,
  staff: string,
  usedPeriod: number,
  recoveryCodes: readonly Uint8Array[],
  at: string,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('second_step')
      .set({ confirmed_at: at, used_period: usedPeriod })
      .where('staff', '=', staff)
      .where('confirmed_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (Number(numUpdatedRows) === 0) return false;
    await transaction
      .insertInto('recovery_code')
      .values(recoveryCodes.map((code) => ({ staff, code })))
      .execute();
    return true;
  });
}

/** Uses up the code of a period. Returns false if the code of this or a later period was used already. */
export async function usePeriod(db: Db, staff: string, period: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('second_step')
    .set({ used_period: period })
    .where('staff', '=', staff)
    .where('used_period', '<', period)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows) === 1;
}

/** Uses up a recovery code. Returns false if there is no such code. */
export async function useRecoveryCode(db: Db, staff: string, code: Uint8Array): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('recovery_code')
    .where('staff', '=', staff)
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows) === 1;
}

/** Returns false if there was none. */
export async function removeSecondStep(db: Db, staff: string): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('recovery_code').where('staff', '=', staff).execute();
    const { numDeletedRows } = await transaction
      .deleteFrom('second_step')
      .where('staff', '=', staff)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows) === 1;
  });
}
