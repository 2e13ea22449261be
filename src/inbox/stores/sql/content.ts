import { sql, type Selectable } from 'kysely';
import type {
  Actor,
  ContentChange,
  ContentChangeResult,
  ContentCounts,
  ContentPath,
  NewContentChange,
} from '../types/records.ts';
import { countOf } from './count-expression.ts';
import { deleteWaitingGroup, insertGroup } from './mail.ts';
import type { Transact } from './recorder.ts';
import type { Db, Tables } from './tables.ts';

/** Stores a change with its mails and audit entries, or nothing. */
export const changeContent = (
  transact: Transact,
  { file, text, appliesAt, after, tells }: NewContentChange,
  actor: Actor,
): Promise<ContentChangeResult> =>
  transact(async (transaction, record) => {
    const last = await transaction
      .selectFrom('content_change')
      .selectAll()
      .where('file', '=', file)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    if ((last?.seq ?? 0) !== after)
      return last?.text === text && last.made_by === actor.actor && last.undone_at === null ? 'repeated' : 'overtaken';
    await transaction
      .insertInto('content_change')
      .values({
        file,
        text,
        made_at: actor.at,
        made_by: actor.actor,
        applies_at: appliesAt,
        mail_group: tells?.group ?? null,
      })
      .execute();
    await record({
      ...actor,
      action: text === null ? 'content reset' : 'content changed',
      subject: file,
      detail: appliesAt > actor.at ? `from ${appliesAt}` : '',
    });
    if (tells) await insertGroup({ db: transaction, record, actor }, tells.group, tells.mails, tells.dueAt);
    return 'stored';
  });

/** Returns how many changes were made, and how many of them are undone. While both are the same, so is every change. */
export const contentCounts = (db: Db): Promise<ContentCounts> =>
  db
    .selectFrom('content_change')
    .select([countOf().as('made'), countOf(sql.ref('undone_at')).as('undone')])
    .executeTakeFirstOrThrow();

/** Returns all changes in the order in which they were made. */
export async function contentChanges(db: Db): Promise<ContentChange[]> {
  return (await db.selectFrom('content_change').selectAll().orderBy('seq').execute()).map(fromRow);
}

const fromRow = (row: Selectable<Tables['content_change']>): ContentChange => ({
  seq: row.seq,
  file: row.file as ContentPath,
  text: row.text,
  made: { at: row.made_at, actor: row.made_by },
  appliesAt: row.applies_at,
  group: row.mail_group,
  undone: row.undone_at === null || row.undone_by === null ? null : { at: row.undone_at, actor: row.undone_by },
});

/**
 * Undoes a change that does not count yet at the actor's time, and takes back those of its mails that no process has
 * taken up, with an audit entry. Returns false if it counts, was undone before, or is not stored.
 */
export const undoContentChange = (transact: Transact, seq: number, actor: Actor): Promise<boolean> =>
  transact(async (transaction, record) => {
    const undone = await transaction
      .updateTable('content_change')
      .set({ undone_at: actor.at, undone_by: actor.actor })
      .where('seq', '=', seq)
      .where('undone_at', 'is', null)
      .where('applies_at', '>', actor.at)
      .returning(['file', 'mail_group'])
      .executeTakeFirst();
    if (!undone) return false;
    await record({ ...actor, action: 'content change undone', subject: undone.file, detail: '' });
    if (undone.mail_group !== null) await deleteWaitingGroup({ db: transaction, record, actor }, undone.mail_group);
    return true;
  });
