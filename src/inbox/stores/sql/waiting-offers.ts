/** What a match needs to know of the mentors who are asked. */
import type { Kysely, Transaction } from 'kysely';
import type { Actor, SubmissionName } from '../types/store.ts';
import { offerEntry } from '../audit-entries.ts';
import { insertMail } from './mail.ts';
import type { Recorder } from './recorder.ts';
import type { Tables } from './tables.ts';

/** The keys of the mails about a question, each of which is queued once: the question, and the reminder of it. */
export const offerDeeds = (seq: number) => [`offer ${seq}`, `offer-reminder ${seq}`] as const;

/** Returns how many places of a mentor are held by questions that wait, beside one about this mentee. */
export async function placesHeld(db: Kysely<Tables>, mentor: number, mentee: number): Promise<number> {
  const waiting = await db
    .selectFrom('offer')
    .select('seq')
    .where('mentor', '=', mentor)
    .where('mentee', '<>', mentee)
    .where('answer', '=', 'waiting')
    .execute();
  return waiting.length;
}

/**
 * Withdraws the question that waits about a mentee who was matched otherwise, and tells the mentor, unless it is the
 * mentor who was matched.
 */
export async function withdrawWaiting(
  transaction: Transaction<Tables>,
  record: Recorder,
  { seq, name }: { seq: number; name: SubmissionName },
  matched: SubmissionName,
  actor: Actor,
): Promise<void> {
  const row = await transaction
    .selectFrom('offer')
    .innerJoin('submission as asked', 'asked.seq', 'offer.mentor')
    .select(['offer.seq', 'asked.submission_id'])
    .where('offer.mentee', '=', seq)
    .where('offer.answer', '=', 'waiting')
    .executeTakeFirst();
  if (!row) return;
  await transaction
    .updateTable('offer')
    .set({ answer: 'withdrawn', answered_at: actor.at })
    .where('seq', '=', row.seq)
    .execute();
  const mentor = { form: 'mentor', submissionId: row.submission_id } as const;
  await record(offerEntry('question withdrawn', { mentee: name, mentor }, '', actor));
  if (mentor.submissionId === matched.submissionId) return;
  await insertMail(transaction, { to: mentor, kind: 'offer-withdrawn', other: name }, actor.at);
}

/** Withdraws all questions that wait and concern somebody who leaves. The mentors who were asked about a mentee are told. */
export async function withdrawWaitingOf(
  transaction: Transaction<Tables>,
  record: Recorder,
  { seq, name }: { seq: number; name: SubmissionName },
  actor: Actor,
): Promise<void> {
  const rows = await transaction
    .selectFrom('offer')
    .innerJoin('submission as mentee', 'mentee.seq', 'offer.mentee')
    .innerJoin('submission as mentor', 'mentor.seq', 'offer.mentor')
    .select(['offer.seq', 'mentee.submission_id as mentee_id', 'mentor.submission_id as mentor_id'])
    .where('offer.answer', '=', 'waiting')
    .where((where) => where.or([where('offer.mentee', '=', seq), where('offer.mentor', '=', seq)]))
    .orderBy('offer.seq')
    .execute();
  for (const { seq: offer, mentee_id: menteeId, mentor_id: mentorId } of rows) {
    const mentee = { form: 'mentee', submissionId: menteeId } as const;
    const mentor = { form: 'mentor', submissionId: mentorId } as const;
    await transaction
      .updateTable('offer')
      .set({ answer: 'withdrawn', answered_at: actor.at })
      .where('seq', '=', offer)
      .execute();
    await record(offerEntry('question withdrawn', { mentee, mentor }, '', actor));
    if (name.form === 'mentee')
      await insertMail(transaction, { to: mentor, kind: 'offer-withdrawn', other: mentee }, actor.at);
  }
}

/** Takes a submission that is about to be erased out of all questions. */
export async function leaveOffers(transaction: Transaction<Tables>, seq: number): Promise<void> {
  const left = await transaction
    .deleteFrom('offer')
    .where((where) => where.or([where('mentee', '=', seq), where('mentor', '=', seq)]))
    .returning('seq')
    .execute();
  // SQLite may give the number of an erased question to the next one, whose mails must go out all the same.
  for (const { seq: offer } of left)
    await transaction.updateTable('outbox').set({ deed: null }).where('deed', 'in', offerDeeds(offer)).execute();
  await transaction.deleteFrom('no_reminders').where('submission', '=', seq).execute();
}
