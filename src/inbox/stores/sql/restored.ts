import type { Kysely } from 'kysely';
import type { Actor } from '../types/store.ts';
import { holdMail, releaseMail } from './mail.ts';
import type { Transact } from './recorder.ts';
import type { Tables } from './tables.ts';

/** Id of the only row, which is there while chores wait. */
const id = 1;

export const holdAfterRestore = (db: Kysely<Tables>, at: string): Promise<number> =>
  db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('link').where('purpose', '=', 'application').execute();
    await transaction.deleteFrom('calendar').execute();
    await transaction.deleteFrom('session').execute();
    await transaction
      .insertInto('restored')
      .values({ id, at })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ at }))
      .execute();
    return holdMail(transaction);
  });

export async function restoredAt(db: Kysely<Tables>): Promise<string | undefined> {
  const row = await db.selectFrom('restored').select('at').where('id', '=', id).executeTakeFirst();
  return row?.at;
}

export const goOnAfterRestore = (transact: Transact, sends: boolean, actor: Actor): Promise<number | undefined> =>
  transact(async (transaction, record) => {
    const { numDeletedRows } = await transaction.deleteFrom('restored').executeTakeFirst();
    const count = sends ? await releaseMail(transaction, actor.at) : 0;
    if (count + Number(numDeletedRows) === 0) return undefined;
    const [action, detail] = sends ? ['held mail sent', String(count)] : ['held mail kept', ''];
    await record({ ...actor, action, subject: 'inbox', detail });
    return count;
  });
