import type { ChoreWindow } from '../types/records.ts';
import type { Db } from './tables.ts';

/** Returns true to one of the processes that call it at once, if the chore is due. */
export async function claimChore(
  db: Db,
  name: string,
  { at, notSince, cutOffSince, notAfter }: ChoreWindow,
): Promise<boolean> {
  const begun = { began_at: at, done_at: null };
  const claimed = await db
    .insertInto('chore')
    .values({ name, ...begun })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet(begun)
        .where((where) =>
          where.or([
            where('chore.began_at', '>', notAfter),
            where.and([where('chore.done_at', 'is not', null), where('chore.began_at', '<=', notSince)]),
            where.and([where('chore.done_at', 'is', null), where('chore.began_at', '<=', cutOffSince)]),
          ]),
        ),
    )
    .returning('name')
    .executeTakeFirst();
  return claimed !== undefined;
}

export async function finishChore(db: Db, name: string, at: string): Promise<void> {
  await db.updateTable('chore').set({ done_at: at }).where('name', '=', name).execute();
}

/** Makes a chore due again after it failed. */
export async function forgetChore(db: Db, name: string): Promise<void> {
  await db.deleteFrom('chore').where('name', '=', name).execute();
}

/** Makes chores that were begun before this instant and are unfinished due again. Only for a server without others beside it. */
export async function forgetCutOffChores(db: Db, before: string): Promise<void> {
  await db.deleteFrom('chore').where('done_at', 'is', null).where('began_at', '<', before).execute();
}
