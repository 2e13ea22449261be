import type { Kysely } from 'kysely';
import type { FormId } from '#forms/form.ts';
import { isEnded, unmatched, type Status } from '../../statuses.ts';
import type { Actor, Match, MatchResult, Pair, SubmissionName } from '../types/store.ts';
import { matchEntry, statusEntry } from '../audit-entries.ts';
import { insertMail } from './mail.ts';
import type { Recorder, Transact } from './recorder.ts';
import { seqOf } from './submissions.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

/** A match is current while the mentee has this status. */
const lasting = 'matched' satisfies Status;

export async function match(
  transact: Transact,
  { mentee, mentor }: Pair,
  places: number,
  tell: boolean,
  actor: Actor,
): Promise<MatchResult> {
  return transact(async (transaction, record) => {
    const [menteeSeq, mentorSeq] = [await seqOf(transaction, mentee), await seqOf(transaction, mentor)];
    if (menteeSeq === undefined || mentorSeq === undefined) return 'missing';
    if ((await matches(transaction, mentee)).length > 0) return 'has mentor';
    if (!unmatched.includes(await statusOf(transaction, mentee))) return 'not open';
    if (![...unmatched, lasting].includes(await statusOf(transaction, mentor))) return 'not open';
    const taken = (await matches(transaction, mentor)).length;
    if (taken >= places) return 'full';
    await forgetLapsed(transaction, mentorSeq);
    await transaction
      .insertInto('match')
      .values({ mentee: menteeSeq, mentor: mentorSeq, at: actor.at })
      .onConflict((conflict) => conflict.column('mentee').doUpdateSet({ mentor: mentorSeq, at: actor.at }))
      .execute();
    await record(matchEntry(mentee, mentor, actor));
    await record(matchEntry(mentor, mentee, actor));
    await giveStatus(transaction, record, mentee, lasting, actor);
    await giveStatus(transaction, record, mentor, taken + 1 < places ? 'matching' : lasting, actor);
    if (tell) await tellBoth(transaction, { mentee, mentor }, 'matched', actor);
    return 'matched';
  });
}

export async function unmatch(
  transact: Transact,
  { mentee, mentor }: Pair,
  tell: boolean,
  actor: Actor,
): Promise<boolean> {
  return transact(async (transaction, record) => {
    const [current] = await matches(transaction, mentee);
    if (current?.mentor.submissionId !== mentor.submissionId) return false;
    await transaction
      .deleteFrom('match')
      .where('mentee', '=', (await seqOf(transaction, mentee))!)
      .execute();
    for (const [one, other] of [
      [current.mentee, current.mentor],
      [current.mentor, current.mentee],
    ] as const) {
      await record({ ...matchEntry(one, other, actor), action: 'match ended' });
      await giveStatus(transaction, record, one, 'matching', actor);
    }
    if (tell) await tellBoth(transaction, { mentee, mentor }, 'match-ended', actor);
    return true;
  });
}

export async function matches(db: Db, of?: SubmissionName): Promise<Match[]> {
  const rows = await db
    .selectFrom('match')
    .innerJoin('submission as mentee', 'mentee.seq', 'match.mentee')
    .innerJoin('submission as mentor', 'mentor.seq', 'match.mentor')
    .select(['match.at', 'mentee.submission_id as mentee_id', 'mentor.submission_id as mentor_id'])
    .where('mentee.status', '=', lasting)
    .$if(of !== undefined, (query) => {
      const side = of!.form === 'mentee' ? 'mentee' : 'mentor';
      // The index needs the form too: without it, the query would scan every match.
      return query.where(`${side}.form`, '=', of!.form).where(`${side}.submission_id`, '=', of!.submissionId);
    })
    .orderBy('match.at')
    .execute();
  return rows.map(({ at, mentee_id: mentee, mentor_id: mentor }) => ({
    at,
    mentee: named('mentee', mentee),
    mentor: named('mentor', mentor),
  }));
}

const named = (form: FormId, submissionId: string): SubmissionName => ({ form, submissionId });

/**
 * Deletes matches that are no longer current. Otherwise a mentee marked as matched again would take a place that is
 * filled.
 */
async function forgetLapsed(db: Db, mentor: number): Promise<void> {
  await db
    .deleteFrom('match')
    .where('mentor', '=', mentor)
    .where('mentee', 'in', (query) => query.selectFrom('submission').select('seq').where('status', '<>', lasting))
    .execute();
}

async function statusOf(db: Db, { form, submissionId }: SubmissionName): Promise<Status> {
  const { status } = await db
    .selectFrom('submission')
    .select('status')
    .where('form', '=', form)
    .where('submission_id', '=', submissionId)
    .executeTakeFirstOrThrow();
  return status as Status;
}

async function giveStatus(db: Db, record: Recorder, name: SubmissionName, status: Status, actor: Actor): Promise<void> {
  const before = await statusOf(db, name);
  if (before === status) return;
  await db
    .updateTable('submission')
    .set({ status, closed_at: isEnded(status) ? actor.at : null })
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
