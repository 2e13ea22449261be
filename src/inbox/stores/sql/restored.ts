import type { Actor } from '../types/records.ts';
import { holdMail, releaseMail } from './mail.ts';
import type { Transact } from './recorder.ts';
import type { Db } from './tables.ts';

/** Id of the only row, which is there while chores wait. */
const id = 1;

/**
 * Holds all waiting mails: none is sent until `goOnAfterRestore`, or one by one by `sendMailAgain`. Until then, chores
 * that write to people wait too. Ends what may have been replaced or ended since the backup: the links to applicants'
 * pages, the links to staff's calendars, and staff's sessions. The link to a single question, an offer or a check-in, is
 * never replaced: it ends with its day. Returns how many mails are held.
 */
export const holdAfterRestore = (db: Db, at: string): Promise<number> =>
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

/** Returns when the backup was restored; undefined unless chores wait because of it. */
export async function restoredAt(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom('restored').select('at').where('id', '=', id).executeTakeFirst();
  return row?.at;
}

/**
 * Lets the chores go on, and makes all held mails due if they are to be sent; writes an audit entry if anything waited.
 * Returns how many mails are due, or undefined if nothing waited.
 */
export const goOnAfterRestore = (transact: Transact, sends: boolean, actor: Actor): Promise<number | undefined> =>
  transact(async (transaction, record) => {
    const restored = await transaction.deleteFrom('restored').where('id', '=', id).returning('at').executeTakeFirst();
    let count = await releaseComing(transaction, restored?.at ?? actor.at);
    if (sends) count += await releaseMail(transaction, actor.at);
    if (count === 0 && !restored) return undefined;
    const [action, detail] = sends ? ['held mail sent', String(count)] : ['held mail kept', ''];
    await record({ ...actor, action, subject: 'inbox', detail });
    return count;
  });

/**
 * Makes the mails about changes of dates that did not count yet at the restore due when the change counts: nobody has
 * got them, for they never go out earlier. Returns how many.
 */
async function releaseComing(db: Db, restored: string): Promise<number> {
  const coming = await db
    .selectFrom('content_change')
    .select(['applies_at', 'mail_group'])
    .where('undone_at', 'is', null)
    .where('applies_at', '>', restored)
    .where('mail_group', 'is not', null)
    .execute();
  let count = 0;
  for (const { applies_at: at, mail_group: group } of coming) count += await releaseMail(db, at, group!);
  return count;
}
