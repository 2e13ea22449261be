import type { Selectable } from 'kysely';
import type { AccountChange, Role, StaffAccount, StaffSession } from '../types/records.ts';
import { countOf } from './count-expression.ts';
import type { Transact } from './recorder.ts';
import type { Db, Tables } from './tables.ts';

const account = (row: Selectable<Tables['staff']>): StaffAccount => ({
  name: row.name,
  role: row.role as Role,
  password: row.password,
  createdAt: row.created_at,
  disabledAt: row.disabled_at,
});

/** Returns false if the name is taken. */
export async function addStaff(
  db: Db,
  { name, role, password, createdAt, disabledAt }: StaffAccount,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('staff')
    .values({ name, role, password, created_at: createdAt, disabled_at: disabledAt })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows) === 1;
}

export async function staff(db: Db, name: string): Promise<StaffAccount | undefined> {
  const row = await db.selectFrom('staff').selectAll().where('name', '=', name).executeTakeFirst();
  return row && account(row);
}

export async function allStaff(db: Db): Promise<StaffAccount[]> {
  return (await db.selectFrom('staff').selectAll().orderBy('name').execute()).map(account);
}

/**
 * Also ends the account's sessions. Returns false if there is no such account; with `keepsAdmin`, also if there would be
 * no other enabled admin.
 */
export const changeStaff = (
  transact: Transact,
  name: string,
  change: AccountChange,
  keepsAdmin = false,
): Promise<boolean> =>
  transact(async (transaction) => {
    const { count } = await transaction
      .selectFrom('staff')
      .select(countOf().as('count'))
      .where('role', '=', 'admin')
      .where('disabled_at', 'is', null)
      .where('name', '<>', name)
      .executeTakeFirstOrThrow();
    if (keepsAdmin && count === 0) return false;
    const { numUpdatedRows } = await transaction
      .updateTable('staff')
      .set({
        ...(change.role === undefined ? {} : { role: change.role }),
        ...(change.password === undefined ? {} : { password: change.password }),
        ...(change.disabledAt === undefined ? {} : { disabled_at: change.disabledAt }),
      })
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    await transaction.deleteFrom('session').where('staff', '=', name).execute();
    return Number(numUpdatedRows) === 1;
  });

export async function openSession(
  db: Db,
  { idHash, staff: name, startedAt, seenAt, browser }: StaffSession,
): Promise<void> {
  await db
    .insertInto('session')
    .values({ id_hash: idHash, staff: name, started_at: startedAt, seen_at: seenAt, browser })
    .execute();
}

const opened = (row: Selectable<Tables['session']>): StaffSession => ({
  idHash: row.id_hash,
  staff: row.staff,
  startedAt: row.started_at,
  seenAt: row.seen_at,
  browser: row.browser,
});

export async function session(db: Db, idHash: Uint8Array): Promise<StaffSession | undefined> {
  const row = await db.selectFrom('session').selectAll().where('id_hash', '=', idHash).executeTakeFirst();
  return row && opened(row);
}

export async function touchSession(db: Db, idHash: Uint8Array, at: string): Promise<void> {
  await db.updateTable('session').set({ seen_at: at }).where('id_hash', '=', idHash).execute();
}

export async function endSession(db: Db, idHash: Uint8Array): Promise<void> {
  await db.deleteFrom('session').where('id_hash', '=', idHash).execute();
}

/** Returns the sessions of one or all members of staff, newest first. */
export async function sessions(db: Db, name?: string): Promise<StaffSession[]> {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .$if(name !== undefined, (query) => query.where('staff', '=', name!))
    .orderBy('started_at', 'desc')
    .execute();
  return rows.map(opened);
}

/**
 * Ends sessions started before `startedBefore` or last seen before `seenBefore`. Returns the name of each session's
 * owner.
 */
export async function endSessions(db: Db, startedBefore: string, seenBefore: string): Promise<string[]> {
  const ended = await db
    .deleteFrom('session')
    .where((where) => where.or([where('started_at', '<', startedBefore), where('seen_at', '<', seenBefore)]))
    .returning('staff')
    .execute();
  return ended.map(({ staff: name }) => name);
}

/** Sets the one calendar link of a member of staff by the hash of its token; null removes it. */
export async function setCalendar(db: Db, staff: string, tokenHash: Uint8Array | null): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('calendar').where('staff', '=', staff).execute();
    if (tokenHash) await transaction.insertInto('calendar').values({ staff, token_hash: tokenHash }).execute();
  });
}

export async function hasCalendar(db: Db, staff: string): Promise<boolean> {
  return (await db.selectFrom('calendar').select('staff').where('staff', '=', staff).executeTakeFirst()) !== undefined;
}

/** Returns the owner of a calendar link. */
export async function calendarOwner(db: Db, tokenHash: Uint8Array): Promise<string | undefined> {
  const row = await db.selectFrom('calendar').select('staff').where('token_hash', '=', tokenHash).executeTakeFirst();
  return row?.staff;
}
