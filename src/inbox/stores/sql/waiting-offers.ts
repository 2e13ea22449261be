/** The offers that wait for a mentor's answer: how a match, somebody who leaves and an erasure change them. */
import type { Transaction } from 'kysely';
import type { FormId } from '#forms/form.ts';
import type {
  Actor,
  DeclineReason,
  MailKind,
  NewOffer,
  OfferAnswer,
  OfferMailKind,
  SubmissionName,
} from '../types/records.ts';
import type { Status } from '../../statuses.ts';
import { meetingEntry, offerEntry, statusEntry } from '../audit-entries.ts';
import { removeEnclosure } from './enclosures.ts';
import { insertMail, never } from './mail.ts';
import type { Writer } from './recorder.ts';
import { makeUnread } from './seen.ts';
import type { columnsOrNull } from './sealed-columns.ts';
import type { Db, Tables } from './tables.ts';

/** Returns the mail to a mentor about a mentee, or about a question. */
export const mailAbout = ({ form }: SubmissionName, kind: OfferMailKind): MailKind =>
  form === 'ask' ? ofQuestions[kind] : kind;

const ofQuestions: Readonly<Record<OfferMailKind, MailKind>> = {
  offer: 'question',
  'offer-reminder': 'question-reminder',
  'offer-withdrawn': 'question-withdrawn',
};

/**
 * Returns the numbers of the offers about questions that hold this question or this mentor: those that wait for an
 * answer, and those with a yes whose question is not over.
 */
export async function questionsOf(db: Db, side: 'mentee' | 'mentor', seq: number): Promise<number[]> {
  const rows = await db
    .selectFrom('offer')
    .innerJoin('submission as question', 'question.seq', 'offer.mentee')
    .select('offer.seq')
    .where('question.form', '=', 'ask')
    .where(`offer.${side}`, '=', seq)
    .where((where) =>
      where.or([
        where('offer.answer', '=', 'waiting'),
        where.and([where('offer.answer', '=', 'accepted'), where('question.status', 'not in', ['met', 'closed'])]),
      ]),
    )
    .orderBy('offer.seq')
    .execute();
  return rows.map((row) => row.seq);
}

/** The keys of the mails about an offer, each of which is queued once: the offer, and the reminder of it. */
export const offerDeeds = (seq: number) => [`offer ${seq}`, `offer-reminder ${seq}`] as const;

/**
 * Tells a mentor of an offer that has ended that they are no longer needed. Where they had not answered, and the mail that asks them has not begun to go
 * out, that one is taken back, and they hear nothing. One that is held since a restore may have gone out before.
 */
export async function tellWithdrawn(
  transaction: Transaction<Tables>,
  { seq, about, mentor, answer }: NewOffer & { seq: number; answer: OfferAnswer },
  at: string,
  dueAt = at,
): Promise<void> {
  if (answer === 'waiting') {
    const { numDeletedRows } = await transaction
      .deleteFrom('outbox')
      .where('deed', '=', offerDeeds(seq)[0])
      .where('message_id', 'is', null)
      .where('due_at', '<>', never)
      .executeTakeFirst();
    if (numDeletedRows > 0n) return;
  }
  const mail = { to: mentor, kind: mailAbout(about, 'offer-withdrawn'), other: about };
  await insertMail(transaction, mail, at, undefined, dueAt);
}

/** Returns how many places of a mentor are held by offers that wait, beside one about this mentee. */
export async function placesHeld(db: Db, mentor: number, mentee: number): Promise<number> {
  const waiting = await db
    .selectFrom('offer')
    .innerJoin('submission as other', 'other.seq', 'offer.mentee')
    .select('offer.seq')
    .where('other.form', '=', 'mentee')
    .where('offer.mentor', '=', mentor)
    .where('offer.mentee', '<>', mentee)
    .where('offer.answer', '=', 'waiting')
    .execute();
  return waiting.length;
}

/**
 * Withdraws the offer that waits about a mentee who was matched, and tells the mentor, unless it is the mentor who was
 * matched.
 */
export async function withdrawWaiting(
  { db, record, actor }: Writer,
  { seq, name }: { seq: number; name: SubmissionName },
  matched: SubmissionName,
): Promise<void> {
  const row = await db
    .selectFrom('offer')
    .innerJoin('submission as asked', 'asked.seq', 'offer.mentor')
    .select(['offer.seq', 'asked.submission_id'])
    .where('offer.mentee', '=', seq)
    .where('offer.answer', '=', 'waiting')
    .executeTakeFirst();
  if (!row) return;
  await answerOffer(db, row.seq, 'withdrawn', actor);
  const mentor = { form: 'mentor', submissionId: row.submission_id } as const;
  await record(offerEntry('question withdrawn', { about: name, mentor }, '', actor));
  if (mentor.submissionId === matched.submissionId) return;
  await tellWithdrawn(db, { seq: row.seq, about: name, mentor, answer: 'waiting' }, actor.at);
}

/** Stores what has become of an offer. */
export const answerOffer = (
  db: Db,
  seq: number,
  answer: OfferAnswer,
  { at }: Actor,
  more: { reason?: DeclineReason } & Partial<ReturnType<typeof columnsOrNull>> = {},
) =>
  db
    .updateTable('offer')
    .set({ answer, answered_at: at, ...more })
    .where('seq', '=', seq)
    .execute();

/** The audit entry of an offer whose mentor left or takes a break. */
export const notAvailable = 'mentor not available' as const;

/**
 * Ends all offers that concern somebody who leaves. Mentors who were asked about a mentee or a question are told, but not
 * about a meeting: the function that cancels it queues that mail. A question that loses its mentor has no meeting any more and is
 * new again, unless the next mentor is asked by itself.
 * @param dueAt when these mails go out
 */
export async function withdrawWaitingOf(
  writer: Writer,
  { seq, name }: { seq: number; name: SubmissionName },
  dueAt = writer.actor.at,
): Promise<void> {
  const { db, record, actor } = writer;
  const held = [...(await questionsOf(db, 'mentee', seq)), ...(await questionsOf(db, 'mentor', seq))];
  const rows = await db
    .selectFrom('offer')
    .innerJoin('submission as mentee', 'mentee.seq', 'offer.mentee')
    .innerJoin('submission as mentor', 'mentor.seq', 'offer.mentor')
    .select(['offer.seq', 'offer.answer', 'offer.moves_on', 'mentee.seq as mentee_seq', 'mentee.form', 'mentee.status'])
    .select(['mentee.submission_id as mentee_id', 'mentor.submission_id as mentor_id'])
    .where((where) =>
      where.or([
        ...(held.length === 0 ? [] : [where('offer.seq', 'in', held)]),
        where.and([
          where('offer.answer', '=', 'waiting'),
          where.or([where('offer.mentee', '=', seq), where('offer.mentor', '=', seq)]),
        ]),
      ]),
    )
    .orderBy('offer.seq')
    .execute();
  for (const row of rows) {
    const about: SubmissionName = { form: row.form as FormId, submissionId: row.mentee_id };
    const mentor: SubmissionName = { form: 'mentor', submissionId: row.mentor_id };
    const [answer, action] =
      name.form === 'mentor' && row.answer === 'waiting'
        ? (['unavailable', notAvailable] as const)
        : (['withdrawn', 'question withdrawn'] as const);
    await answerOffer(db, row.seq, answer, actor);
    await record(offerEntry(action, { about, mentor }, '', actor));
    if (name.form !== 'mentor') {
      const offer = { seq: row.seq, about, mentor, answer: row.answer as OfferAnswer };
      if (row.status !== 'booked') await tellWithdrawn(db, offer, actor.at, dueAt);
    } else if (row.answer === 'accepted')
      await loseMentor(writer, { seq: row.mentee_seq, name: about, status: row.status as Status });
    else if (about.form === 'ask' && row.moves_on === 0) await makeUnread(db, row.mentee_seq);
  }
}

/** Gives a question back to staff, because its mentor leaves. */
async function loseMentor(
  { db, record, actor }: Writer,
  { seq, name, status }: { seq: number; name: SubmissionName; status: Status },
): Promise<void> {
  if (await removeEnclosure(db, seq, 'meeting')) await record(meetingEntry(name, false, actor));
  await db.updateTable('submission').set({ status: 'new' }).where('seq', '=', seq).execute();
  await makeUnread(db, seq);
  if (status !== 'new') await record(statusEntry(name, status, 'new', actor));
}

/** True if a mentor is asked about this mentee or question, or has said yes. */
const isAsked = async (transaction: Transaction<Tables>, mentee: number): Promise<boolean> =>
  (await transaction
    .selectFrom('offer')
    .select('seq')
    .where('mentee', '=', mentee)
    .where('answer', 'in', ['waiting', 'accepted'])
    .executeTakeFirst()) !== undefined;

/** Stands for an erased mentor. */
const nobody = 0;

/**
 * Takes a submission that is about to be erased out of all offers. An offer to an erased mentor about a mentee stays
 * without a name, so that the next best mentor is asked. A question that waited for one is new to staff again.
 */
export async function leaveOffers(transaction: Transaction<Tables>, seq: number): Promise<void> {
  await transaction
    .updateTable('offer')
    .set({ mentor: nobody, reason: null, key_id: null, nonce: null, box: null })
    .where('mentor', '=', seq)
    .where('mentee', 'in', (from) => from.selectFrom('submission').select('seq').where('form', '=', 'mentee'))
    .execute();
  const left = await transaction
    .deleteFrom('offer')
    .where((where) => where.or([where('mentee', '=', seq), where('mentor', '=', seq)]))
    .returning(['seq', 'mentee', 'answer', 'moves_on'])
    .execute();
  for (const { seq: offer, mentee, answer, moves_on } of left) {
    if (mentee !== seq && answer === 'unavailable' && moves_on === 1 && !(await isAsked(transaction, mentee)))
      await makeUnread(transaction, mentee);
    // SQLite may give the number of an erased offer to the next one, whose mails must still go out.
    await transaction.updateTable('outbox').set({ deed: null }).where('deed', 'in', offerDeeds(offer)).execute();
    await transaction.deleteFrom('proposal').where('offer', '=', offer).execute();
    await transaction.deleteFrom('meeting_answer').where('offer', '=', offer).execute();
  }
  await transaction.deleteFrom('no_reminders').where('submission', '=', seq).execute();
}
