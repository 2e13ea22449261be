import type { Transaction } from 'kysely';
import type {
  Actor,
  CheckIn,
  CheckInKind,
  CheckInToAsk,
  FoundWorry,
  NewMail,
  Side,
  SubmissionName,
} from '../types/records.ts';
import { checkInEntry } from '../audit-entries.ts';
import type { Sealed } from '../../vault.ts';
import { insertMail, never } from './mail.ts';
import type { Transact } from './recorder.ts';
import type { Db, Tables } from './tables.ts';
import { sealedOrNull } from './sealed-columns.ts';

/**
 * Asks, each by a mail unless `tells` is false; a check-in that was asked before stays as it is. Returns how many are
 * new.
 */
export const askCheckIns = (
  transact: Transact,
  wanted: readonly CheckInToAsk[],
  actor: Actor,
  tells = true,
): Promise<number> =>
  transact(async (transaction, record) => {
    const keyOf = ({ match, kind, side }: { match: number; kind: string; side: string }) => `${match} ${kind} ${side}`;
    const known = await transaction.selectFrom('check_in').select(['match', 'kind', 'side']).execute();
    const isAsked = new Set(known.map(keyOf));
    let asked = 0;
    for (const each of wanted.filter((one) => !isAsked.has(keyOf(one)))) {
      const { match, kind, side } = each;
      const { seq } = await transaction
        .insertInto('check_in')
        .values({ match, kind, side, asked_at: actor.at, answers: '{}' })
        .returning('seq')
        .executeTakeFirstOrThrow();
      const { person, partner } = (await checkIn(transaction, seq))!;
      if (!person) continue;
      await record(checkInEntry('check-in asked', person, kind, actor));
      const mail = { to: person, kind: `check-in-${kind}`, other: partner ?? undefined } as const;
      if (tells) await insertMail(transaction, mail, actor.at, `check-in ${seq}`);
      asked += 1;
    }
    return asked;
  });

/** Reminds people of those of these check-ins that have no answer, once for each; the mails are held if `tells` is false. */
export const remindOfCheckIns = (
  transact: Transact,
  seqs: readonly number[],
  at: string,
  tells = true,
): Promise<void> =>
  transact(async (transaction) => {
    for (const seq of seqs) {
      const current = await checkIn(transaction, seq);
      if (!current?.person || current.answeredAt !== null) continue;
      const { person, partner } = current;
      await insertMail(
        transaction,
        { to: person, kind: 'check-in-reminder', other: partner ?? undefined },
        at,
        `check-in-reminder ${seq}`,
        tells ? at : never,
      );
    }
  });

/**
 * Adds answers to those that a check-in has; a later answer replaces an earlier one. With `note`, it replaces the note.
 * Queues the mail that `noticeOf` writes about the check-in as it was just before. Returns false if there is no such
 * check-in.
 */
export const answerCheckIn = (
  transact: Transact,
  seq: number,
  answers: Readonly<Record<string, string>>,
  note: Sealed | undefined,
  actor: Actor,
  noticeOf?: (before: CheckIn) => NewMail | undefined,
): Promise<boolean> =>
  transact(async (transaction, record) => {
    const current = await checkIn(transaction, seq);
    if (!current) return false;
    await transaction
      .updateTable('check_in')
      .set({
        answers: JSON.stringify({ ...current.answers, ...answers }),
        answered_at: current.answeredAt ?? actor.at,
        ...(note ? { key_id: note.keyId, nonce: note.nonce, box: note.box } : {}),
      })
      .where('seq', '=', seq)
      .execute();
    if (current.answeredAt === null && current.person)
      await record(checkInEntry('check-in answered', current.person, current.kind, actor));
    const notice = noticeOf?.(current);
    if (notice) await insertMail(transaction, notice, actor.at);
    return true;
  });

/** Notes that staff have dealt with these, or that they have not after all. What is so already stays as it is. */
export const dealWithWorries = (
  transact: Transact,
  worries: readonly FoundWorry[],
  isDealtWith: boolean,
  { at, actor }: Actor,
): Promise<void> =>
  transact(async (transaction, record) => {
    for (const { checkIn: seq, worry } of worries) {
      const found = await checkIn(transaction, seq);
      if (!found) continue;
      const changed = isDealtWith
        ? await transaction
            .insertInto('worry_dealt_with')
            .values({ check_in: seq, worry, at, by: actor })
            .onConflict((conflict) => conflict.columns(['check_in', 'worry']).doNothing())
            .returning('worry')
            .executeTakeFirst()
        : await transaction
            .deleteFrom('worry_dealt_with')
            .where('check_in', '=', seq)
            .where('worry', '=', worry)
            .returning('worry')
            .executeTakeFirst();
      if (!changed) continue;
      // The subject is the match: an entry about a person is in their copy, where it would tell what the other said.
      const action = isDealtWith ? 'worry dealt with' : 'worry looked at again';
      await record({ at, actor, action, subject: `match/${found.match}`, detail: worry });
    }
  });

/** Returns what staff have dealt with in a round, with who it was and when, in the order of the check-ins. */
export async function worriesDealtWith(db: Db, round: string): Promise<(FoundWorry & { by: Actor })[]> {
  const rows = await db
    .selectFrom('worry_dealt_with')
    .innerJoin('check_in', 'check_in.seq', 'worry_dealt_with.check_in')
    .innerJoin('match', 'match.seq', 'check_in.match')
    .select(['worry_dealt_with.check_in', 'worry', 'at', 'by'])
    .where('match.round', '=', round)
    .orderBy('worry_dealt_with.check_in')
    .orderBy('worry')
    .execute();
  return rows.map(({ check_in: seq, worry, at, by }) => ({ checkIn: seq, worry, by: { at, actor: by } }));
}

export async function checkIn(db: Db, seq: number): Promise<CheckIn | undefined> {
  const row = await select(db).where('check_in.seq', '=', seq).executeTakeFirst();
  return row && fromRow(row);
}

/** Returns the check-ins of a round or of one person, or all that have no answer, in the order in which they were asked. */
export async function checkIns(db: Db, of: 'unanswered' | SubmissionName | { round: string }): Promise<CheckIn[]> {
  const rows = await select(db)
    .where((where) =>
      of === 'unanswered'
        ? where('check_in.answered_at', 'is', null)
        : 'form' in of
          ? where.and([
              where('check_in.side', '=', of.form),
              where(of.form === 'mentor' ? 'mentor.submission_id' : 'mentee.submission_id', '=', of.submissionId),
            ])
          : where('match.round', '=', of.round),
    )
    .orderBy('check_in.seq')
    .execute();
  return rows.map(fromRow);
}

/** Removes what both wrote to staff about their matches, because one of them is about to be erased. */
export async function leaveCheckIns(transaction: Transaction<Tables>, seq: number): Promise<void> {
  await transaction
    .updateTable('check_in')
    .set({ key_id: null, nonce: null, box: null })
    .where('match', 'in', (from) =>
      from
        .selectFrom('match')
        .select('match.seq')
        .where((where) => where.or([where('mentee', '=', seq), where('mentor', '=', seq)])),
    )
    .execute();
}

const select = (db: Db) =>
  db
    .selectFrom('check_in')
    .innerJoin('match', 'match.seq', 'check_in.match')
    .leftJoin('submission as mentee', 'mentee.seq', 'match.mentee')
    .leftJoin('submission as mentor', 'mentor.seq', 'match.mentor')
    .selectAll('check_in')
    .select(['match.round', 'mentee.submission_id as mentee_id', 'mentor.submission_id as mentor_id']);

function fromRow(row: Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]): CheckIn {
  const mentee = row.mentee_id === null ? null : ({ form: 'mentee', submissionId: row.mentee_id } as const);
  const mentor = row.mentor_id === null ? null : ({ form: 'mentor', submissionId: row.mentor_id } as const);
  return {
    seq: row.seq,
    match: row.match,
    kind: row.kind as CheckInKind,
    side: row.side as Side,
    round: row.round,
    person: row.side === 'mentee' ? mentee : mentor,
    partner: row.side === 'mentee' ? mentor : mentee,
    askedAt: row.asked_at,
    answeredAt: row.answered_at,
    answers: JSON.parse(row.answers) as Record<string, string>,
    note: sealedOrNull(row),
  };
}
