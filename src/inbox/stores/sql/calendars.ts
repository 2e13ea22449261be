import type { Db } from './tables.ts';

export async function setCalendar(db: Db, staff: string, tokenHash: Uint8Array | null): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('calendar').where('staff', '=', staff).execute();
    if (tokenHash) await transaction.insertInto('calendar').values({ staff, token_hash: tokenHash }).execute();
  });
}

export async function hasCalendar(db: Db, staff: string): Promise<boolean> {
  return (await db.selectFrom('calendar').select('staff').where('staff', '=', staff).executeTakeFirst()) !== undefined;
}

export async function calendarOwner(db: Db, tokenHash: Uint8Array): Promise<string | undefined> {
  const row = await db.selectFrom('calendar').select('staff').where('token_hash', '=', tokenHash).executeTakeFirst();
  return row?.staff;
}
