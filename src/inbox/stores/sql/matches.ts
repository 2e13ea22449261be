import type { ExpressionBuilder } from 'kysely';
import { available, isEnded, unmatched, type Status } from '../../statuses.ts';
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
import { decidedAt, endingByStatus, matchEndedEntries, matchEntries, statusEntry } from '../audit-entries.ts';
import { insertMail } from './mail.ts';
import type { Transact, Writer } from './recorder.ts';
import { named, seqOf } from './submissions.ts';
import { endWaitingOf, placesHeld } from './waiting-offers.ts';
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
): Promise<MatchResult> => transact((db, record) => matchInside({ db, record, actor }, pair, places, tell));

/** Matches two people inside a transaction. */
export async function matchInside(writer: Writer, pair: Pair, places: number, tell: boolean): Promise<MatchResult> {
  const { db, record, actor } = writer;
  const { mentee, mentor } = pair;
  const [menteeSeq, mentorSeq] = [await seqOf(db, mentee), await seqOf(db, mentor)];
  if (menteeSeq === undefined || mentorSeq === undefined) return 'missing';
  if ((await matches(db, mentee)).length > 0) return 'has mentor';
  if (!unmatched.includes(await statusOf(db, mentee))) return 'not open';
  if (!available.includes(await statusOf(db, mentor))) return 'not open';
  // A place that an offer about another mentee holds is not free.
  const taken = (await matches(db, mentor)).length;
  if (taken + (await placesHeld(db, mentorSeq, menteeSeq)) >= places) return 'full';
  await db
    .insertInto('match')
    .values((from) => ({
      mentee: menteeSeq,
      mentor: mentorSeq,
      round: from.selectFrom('submission').select('round').where('seq', '=', menteeSeq),
      began_at: actor.at,
      began_by: actor.actor,
    }))
    .execute();
  await endWaitingOf(writer, mentee, actor.at, mentor);
  for (const entry of matchEntries(pair, actor)) await record(entry);
  await giveStatus(writer, mentee, lasting);
  // A place that an offer holds is free again after a no.
  await giveStatus(writer, mentor, taken + 1 < places ? 'eligible' : lasting);
  if (tell) await tellBoth(writer, pair, 'matched');
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
  return transact(async (db, record) => {
    const writer = { db, record, actor };
    const done: Pair[] = [];
    for (const { mentee, mentor, next, ...ending } of ended) {
      const [current] = await matches(db, mentee);
      if (current?.mentor.submissionId !== mentor.submissionId) continue;
      await endOne(writer, current.seq, [mentee, mentor], ending);
      await giveStatus(writer, mentee, next);
      if (available.includes(await statusOf(db, mentor))) await giveStatus(writer, mentor, 'eligible');
      if (tell) await tellBoth(writer, { mentee, mentor }, 'match-ended');
      done.push({ mentee, mentor });
    }
    return done;
  });
}

/** Ends the match of a mentee whom staff give this status; the mentor keeps theirs. Does nothing for anybody else. */
export async function endMatchByStatus(writer: Writer, mentee: SubmissionName, status: Status): Promise<void> {
  if (mentee.form !== 'mentee') return;
  for (const { seq, mentor } of await matches(writer.db, mentee))
    await endOne(writer, seq, [mentee, mentor], endingByStatus(status));
}

/** Ends the current matches of somebody who leaves, and returns their partners, who are looked at again. */
export async function endMatchesOf(writer: Writer, name: SubmissionName): Promise<SubmissionName[]> {
  if (name.form !== 'mentee' && name.form !== 'mentor') return [];
  const isMentee = name.form === 'mentee';
  const partners: SubmissionName[] = [];
  const ending: Ending = { outcome: 'ended-early', reason: isMentee ? 'mentee-left' : 'mentor-left' };
  for (const { seq, mentee, mentor } of await matches(writer.db, name)) {
    const partner = isMentee ? mentor : mentee;
    await endOne(writer, seq, [name, partner], ending);
    if ((await statusOf(writer.db, partner)) === lasting)
      await giveStatus(writer, partner, isMentee ? 'eligible' : 'matching');
    partners.push(partner);
  }
  return partners;
}

/**
 * Ends the current matches of a submission that is about to be erased, and takes its name off all of its matches. The
 * rows stay as figures of their rounds. Returns the partners.
 */
export async function leaveMatches(
  writer: Writer,
  { seq, name }: { seq: number; name: SubmissionName },
): Promise<SubmissionName[]> {
  const side = name.form;
  if (side !== 'mentee' && side !== 'mentor') return [];
  const partners = await endMatchesOf(writer, name);
  await writer.db
    .updateTable('match')
    .set({ [side]: null })
    .where(side, '=', seq)
    .execute();
  return partners;
}

/** Ends a match, and the lock that may have made it: the next proposal need not bring the two together again. */
async function endOne(
  { db, record, actor }: Writer,
  seq: number,
  [name, other]: readonly [SubmissionName, SubmissionName],
  ending: Ending,
): Promise<void> {
  const ended = { ended_at: actor.at, ended_by: actor.actor };
  await db
    .updateTable('match')
    .set({ ...ended, outcome: ending.outcome, reason: ending.reason })
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
  for (const entry of matchEndedEntries(name, other, ending, actor)) await record(entry);
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

async function statusOf(db: Db, name: SubmissionName): Promise<Status> {
  const { status } = await named(db, name).select('status').executeTakeFirstOrThrow();
  return status as Status;
}

export async function giveStatus(writer: Writer, name: SubmissionName, status: Status): Promise<void> {
  const { db, record, actor } = writer;
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

async function tellBoth({ db, actor }: Writer, { mentee, mentor }: Pair, kind: 'matched' | 'match-ended') {
  await insertMail(db, { to: mentee, kind, other: mentor }, actor.at);
  await insertMail(db, { to: mentor, kind, other: mentee }, actor.at);
}
