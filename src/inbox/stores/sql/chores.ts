import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** True for one of those that ask at the same time, and only when the chore last began at `notSince` or before. */
export async function claimChore(db: Kysely<Tables>, name: string, at: string, notSince: string): Promise<boolean> {
  const claimed = await db
    .insertInto('chore')
    .values({ name, began_at: at })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ began_at: at }).where('chore.began_at', '<=', notSince),
    )
    .returning('name')
    .executeTakeFirst();
  return claimed !== undefined;
}

export async function forgetChore(db: Kysely<Tables>, name: string): Promise<void> {
  await db.deleteFrom('chore').where('name', '=', name).execute();
}
