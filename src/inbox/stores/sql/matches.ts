import { type ExpressionBuilder, type Transaction } from 'kysely';
import { isEnded, unmatched, type Status } from '../../statuses.ts';
import type {
  Actor,
  EndReason,
  Ending,
  Match,
  MatchRecord,
  MatchResult,
  MatchToEnd,
  MatchOutcome,
  Pair,
  SubmissionName,
} from '../types/records.ts';
import { decidedAt, endingByStatus, matchEndedEntry, matchEntry, statusEntry } from '../audit-entries.ts';
import { insertMail } from './mail.ts';
import type { Recorder, Transact } from './recorder.ts';
import { seqOf } from './submissions.ts';
import { placesHeld, withdrawWaiting } from './waiting-offers.ts';
import type { Db, Tables } from './tables.ts';

/** The status of a mentee with a mentor, and of a mentor without a free place. */
export const lasting = 'matched' satisfies Status;

/**
 * Matches a mentee and a mentor. The mentee's status becomes "matched"; the mentor's becomes "matched" when no place
 * is left, otherwise "eligible". Writes the audit entries in the same transaction.
 * @param places how many mentees the mentor takes
 * @param tell whether to queue a mail to both
 */
export const match = (
  transact: Transact,
  pair: Pair,
  places: number,
  tell: boolean,
  actor: Actor,
): Promise<MatchResult> =>
  transact((transaction, record) => matchInside(transaction, record, pair, places, tell, actor));

/** Matches two people inside a transaction. */
export async function matchInside(
  transaction: Transaction<Tables>,
  record: Recorder,
  { mentee, mentor }: Pair,
  places: number,
  tell: boolean,
  actor: Actor,
): Promise<MatchResult> {
  const [menteeSeq, mentorSeq] = [await seqOf(transaction, mentee), await seqOf(transaction, mentor)];
  if (menteeSeq === undefined || mentorSeq === undefined) return 'missing';
  if ((await matches(transaction, mentee)).length > 0) return 'has mentor';
  if (!unmatched.includes(await statusOf(transaction, mentee))) return 'not open';
  if (![...unmatched, lasting].includes(await statusOf(transaction, mentor))) return 'not open';
  // A place that an offer about another mentee holds is not free.
  const taken = (await matches(transaction, mentor)).length;
  if (taken + (await placesHeld(transaction, mentorSeq, menteeSeq)) >= places) return 'full';
  await transaction
    .insertInto('match')
    .values((from) => ({
      mentee: menteeSeq,
      mentor: mentorSeq,
      round: from.selectFrom('submission').select('round').where('seq', '=', menteeSeq),
      began_at: actor.at,
      began_by: actor.actor,
    }))
    .execute();
  await withdrawWaiting(transaction, record, { seq: menteeSeq, name: mentee }, mentor, actor);
  await record(matchEntry(mentee, mentor, actor));
  await record(matchEntry(mentor, mentee, actor));
  await giveStatus(transaction, record, mentee, lasting, actor);
  // A place that an offer holds is free again after a no.
  await giveStatus(transaction, record, mentor, taken + 1 < places ? 'eligible' : lasting, actor);
  if (tell) await tellBoth(transaction, { mentee, mentor }, 'matched', actor);
  return 'matched';
}

/**
 * Ends those of these matches that are still current, in one transaction, and returns them. The mentor's status
 * becomes "eligible", because a place is free again.
 * @param tell whether to queue a mail to both
 */
export async function endMatches(
  transact: Transact,
  ended: readonly MatchToEnd[],
  tell: boolean,
  actor: Actor,
): Promise<Pair[]> {
  return transact(async (transaction, record) => {
    const done: Pair[] = [];
    for (const { mentee, mentor, outcome, reason, next } of ended) {
      const [current] = await matches(transaction, mentee);
      if (current?.mentor.submissionId !== mentor.submissionId) continue;
      await endRow(transaction, current.seq, { outcome, reason }, actor);
      await record(matchEndedEntry(mentee, mentor, { outcome, reason }, actor));
      await record(matchEndedEntry(mentor, mentee, { outcome, reason }, actor));
      await giveStatus(transaction, record, mentee, next, actor);
      if ([...unmatched, lasting].includes(await statusOf(transaction, mentor)))
        await giveStatus(transaction, record, mentor, 'eligible', actor);
      if (tell) await tellBoth(transaction, { mentee, mentor }, 'match-ended', actor);
      done.push({ mentee, mentor });
    }
    return done;
  });
}

/** Ends the match of a mentee whom staff give this status; the mentor keeps theirs. Does nothing for anybody else. */
export async function endMatchByStatus(
  transaction: Transaction<Tables>,
  record: Recorder,
  mentee: SubmissionName,
  status: Status,
  actor: Actor,
): Promise<void> {
  if (mentee.form !== 'mentee') return;
  const ending = endingByStatus(status);
  for (const { seq, mentor } of await matches(transaction, mentee)) {
    await endRow(transaction, seq, ending, actor);
    await record(matchEndedEntry(mentee, mentor, ending, actor));
    await record(matchEndedEntry(mentor, mentee, ending, actor));
  }
}

/** Ends the current matches of somebody who leaves, and returns their partners, who are looked at again. */
export async function endMatchesOf(
  transaction: Transaction<Tables>,
  record: Recorder,
  name: SubmissionName,
  actor: Actor,
): Promise<SubmissionName[]> {
  if (name.form !== 'mentee' && name.form !== 'mentor') return [];
  const isMentee = name.form === 'mentee';
  const partners: SubmissionName[] = [];
  for (const { seq: match, mentee, mentor } of await matches(transaction, name)) {
    const ending: Ending = { outcome: 'ended-early', reason: isMentee ? 'mentee-left' : 'mentor-left' };
    const partner = isMentee ? mentor : mentee;
    await endRow(transaction, match, ending, actor);
    await record(matchEndedEntry(name, partner, ending, actor));
    await record(matchEndedEntry(partner, name, ending, actor));
    if ((await statusOf(transaction, partner)) === lasting)
      await giveStatus(transaction, record, partner, isMentee ? 'eligible' : 'matching', actor);
    partners.push(partner);
  }
  return partners;
}

/**
 * Ends the current matches of a submission that is about to be erased, and takes its name off all of its matches. The
 * rows stay as figures of their rounds. Returns the partners.
 */
export async function leaveMatches(
  transaction: Transaction<Tables>,
  record: Recorder,
  { seq, name }: { seq: number; name: SubmissionName },
  actor: Actor,
): Promise<SubmissionName[]> {
  const side = name.form;
  if (side !== 'mentee' && side !== 'mentor') return [];
  const partners = await endMatchesOf(transaction, record, name, actor);
  await transaction
    .updateTable('match')
    .set({ [side]: null })
    .where(side, '=', seq)
    .execute();
  return partners;
}

/** Ends a match, and the lock that may have made it: the next proposal need not bring the two together again. */
async function endRow(db: Db, seq: number, { outcome, reason }: Ending, { at, actor }: Actor): Promise<void> {
  const ended = { ended_at: at, ended_by: actor };
  await db
    .updateTable('match')
    .set({ ...ended, outcome, reason })
    .where('seq', '=', seq)
    .execute();
  await db
    .updateTable('matching_rule')
    .set(ended)
    .where('kind', '=', 'lock')
    .where('ended_at', 'is', null)
    .where((where) =>
      where.exists(
        where
          .selectFrom('match')
          .select('match.seq')
          .where('match.seq', '=', seq)
          .whereRef('match.mentee', '=', 'matching_rule.mentee')
          .whereRef('match.mentor', '=', 'matching_rule.mentor'),
      ),
    )
    .execute();
}

/** Returns all current matches, or those of one mentee or mentor, in the order in which they began. */
export async function matches(db: Db, of?: SubmissionName): Promise<Match[]> {
  const records = await select(db)
    .where('match.ended_at', 'is', null)
    .$if(of !== undefined, (query) => query.where((where) => ofSubmission(where, of!)))
    .execute();
  // A current match has both sides: erasing one ends it.
  return records.map(toRecord).map(({ seq, mentee, mentor, round, began }) => ({
    seq,
    mentee: mentee!,
    mentor: mentor!,
    round,
    began,
  }));
}

/** Returns all current and earlier matches, or those of one mentee, mentor or round, in the order in which they began. */
export async function matchHistory(db: Db, of?: SubmissionName | { round: string }): Promise<MatchRecord[]> {
  const records = await select(db)
    .$if(of !== undefined, (query) =>
      query.where((where) => ('form' in of! ? ofSubmission(where, of) : where('match.round', '=', of!.round))),
    )
    .execute();
  return records.map(toRecord);
}

const select = (db: Db) =>
  db
    .selectFrom('match')
    .leftJoin('submission as mentee', 'mentee.seq', 'match.mentee')
    .leftJoin('submission as mentor', 'mentor.seq', 'match.mentor')
    .select([
      'match.seq',
      'match.round',
      'match.began_at',
      'match.began_by',
      'match.ended_at',
      'match.ended_by',
      'match.outcome',
      'match.reason',
      'mentee.submission_id as mentee_id',
      'mentor.submission_id as mentor_id',
    ])
    .orderBy('match.began_at')
    .orderBy('match.seq');

type Joined = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

/** Selects the matches of one submission by the number that the index is on. */
const ofSubmission = (where: ExpressionBuilder<Tables, 'match'>, { form, submissionId }: SubmissionName) =>
  where(`match.${form === 'mentee' ? 'mentee' : 'mentor'}`, '=', (from) =>
    from
      .selectFrom('submission')
      .select('submission.seq')
      .where('submission.form', '=', form)
      .where('submission.submission_id', '=', submissionId),
  );

const toRecord = (row: Joined): MatchRecord => ({
  seq: row.seq,
  mentee: row.mentee_id === null ? null : { form: 'mentee', submissionId: row.mentee_id },
  mentor: row.mentor_id === null ? null : { form: 'mentor', submissionId: row.mentor_id },
  round: row.round,
  began: { at: row.began_at, actor: row.began_by },
  ended:
    row.ended_at === null
      ? null
      : {
          at: row.ended_at,
          actor: row.ended_by ?? 'unknown',
          outcome: row.outcome as MatchOutcome,
          reason: row.reason as EndReason | null,
        },
});

async function statusOf(db: Db, { form, submissionId }: SubmissionName): Promise<Status> {
  const { status } = await db
    .selectFrom('submission')
    .select('status')
    .where('form', '=', form)
    .where('submission_id', '=', submissionId)
    .executeTakeFirstOrThrow();
  return status as Status;
}

export async function giveStatus(
  db: Db,
  record: Recorder,
  name: SubmissionName,
  status: Status,
  actor: Actor,
): Promise<void> {
  const before = await statusOf(db, name);
  if (before === status) return;
  await db
    .updateTable('submission')
    .set((set) => ({
      status,
      closed_at: isEnded(status) ? actor.at : null,
      read_at: set.fn.coalesce(set.val(decidedAt(actor)), 'read_at'),
    }))
    .where('form', '=', name.form)
    .where('submission_id', '=', name.submissionId)
    .execute();
  await record(statusEntry(name, before, status, actor));
}

async function tellBoth(
  db: Db,
  { mentee, mentor }: Pair,
  kind: 'matched' | 'match-ended',
  { at }: Actor,
): Promise<void> {
  await insertMail(db, { to: mentee, kind, other: mentor }, at);
  await insertMail(db, { to: mentor, kind, other: mentee }, at);
}
