import { sql, type Selectable, type Transaction } from 'kysely';
import { hour } from '../../clock.ts';
import { judgeClock, mostBackMs } from '../judge-clock.ts';
import { undoneUntil } from '../../undo.ts';
import type { ClockState, Actor } from '../types/records.ts';
import { waitsOnPurpose } from './mail.ts';
import type { Transact } from './recorder.ts';
import type { Db, Tables } from './tables.ts';

/** Id of the only row. */
const id = 1;

/** Milliseconds between two checks that are not exceeded while a server runs and its clock is right. */
const mostUnseenMs = mostBackMs;

const fromRow = (row: Selectable<Tables['clock']>): ClockState => ({
  seenAt: row.seen_at,
  doubt: row.doubted_at === null || row.moved_from === null ? null : { at: row.doubted_at, movedFrom: row.moved_from },
});

/** Returns undefined before the first check. */
export async function clock(db: Db): Promise<ClockState | undefined> {
  const row = await db.selectFrom('clock').selectAll().where('id', '=', id).executeTakeFirst();
  return row && fromRow(row);
}

/**
 * Compares the clock with the stored state and stores the result. Mails, claims and limits that a fast clock dated in
 * the future are brought to the present.
 */
export const seeClock = (transact: Transact, now: string, isShared: boolean): Promise<ClockState> =>
  transact(async (transaction, record) => {
    const newest = await transaction
      .selectFrom('audit')
      .select('at')
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    const before = await clock(transaction);
    const { state, wentBack, leapt, entry } = judgeClock(before, newest?.at, now);
    if (wentBack) await bringToPresent(transaction, now, isShared);
    // After a leap forward, these mails wait until the clock is trusted.
    if (before && !leapt) await giveTimeToUndo(transaction, before.seenAt, now);
    if (entry) await record(entry);
    await keep(transaction, state);
    return state;
  });

/** Trusts the clock again if the doubt of `doubtedAt` still stands. Returns false if it does not. */
export const confirmClock = (transact: Transact, doubtedAt: string, actor: Actor): Promise<boolean> =>
  transact(async (transaction, record) => {
    const state = await clock(transaction);
    if (state?.doubt?.at !== doubtedAt) return false;
    const { movedFrom } = state.doubt;
    await record({ ...actor, action: 'clock confirmed', subject: 'inbox', detail: `it moved from ${movedFrom}` });
    await keep(transaction, { seenAt: state.seenAt, doubt: null });
    return true;
  });

async function keep(transaction: Transaction<Tables>, { seenAt, doubt }: ClockState): Promise<void> {
  const row = { seen_at: seenAt, doubted_at: doubt?.at ?? null, moved_from: doubt?.movedFrom ?? null };
  await transaction
    .insertInto('clock')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

/**
 * After the clock moved, or no server ran, gives staff the whole time again in which they may take back mails that wait
 * for it.
 */
async function giveTimeToUndo(transaction: Transaction<Tables>, seenAt: string, now: string): Promise<void> {
  if (Math.abs(Date.parse(now) - Date.parse(seenAt)) <= mostUnseenMs) return;
  const soonest = undoneUntil(new Date(now)).toISOString();
  await transaction
    .updateTable('outbox')
    .set({ due_at: soonest })
    .where(waitsOnPurpose)
    .where('message_id', 'is', null)
    .where('due_at', '>=', now < seenAt ? now : seenAt)
    .where('due_at', '<', soonest)
    .execute();
}

/** Makes due now what a fast clock dated in the future, and clears its counts and claims. */
async function bringToPresent(transaction: Transaction<Tables>, now: string, isShared: boolean): Promise<void> {
  const soon = new Date(Date.parse(now) + hour).toISOString();
  // A mail that is delayed on purpose has a queue date in the past and no try.
  await transaction
    .updateTable('outbox')
    .set({ due_at: now })
    .where('sent_at', 'is', null)
    .where('due_at', '>', now)
    .where((where) => where.or([where('tries', '>', 0), where('queued_at', 'is', null), where('queued_at', '>', now)]))
    .execute();
  await transaction.updateTable('outbox').set({ queued_at: now }).where('queued_at', '>', now).execute();
  await transaction.updateTable('outbox').set({ claimed_until: null }).where('claimed_until', '>', soon).execute();
  const late = new Date(Date.parse(now) + mostBackMs).toISOString();
  await transaction
    .deleteFrom('session')
    .where((where) => where.or([where('started_at', '>', late), where('seen_at', '>', late)]))
    .execute();
  // One-time codes are numbered by periods of 30 seconds.
  const period = Math.floor(Date.parse(now) / 30_000);
  await transaction
    .updateTable('second_step')
    .set({ used_period: period })
    .where('used_period', '>', period + 1)
    .execute();
  if (isShared) await sql`DELETE FROM throttle`.execute(transaction);
}
