/** The offers that wait for a mentor's answer: how a match, somebody who leaves and an erasure change them. */
import type { Transaction } from 'kysely';
import type {
  Actor,
  DeclineReason,
  MailKind,
  NewOffer,
  Offer,
  OfferAnswer,
  OfferMailKind,
  StoredSubmission,
  SubmissionName,
} from '../types/records.ts';
import { isEnded, type Status } from '../../statuses.ts';
import { meetingEntry, offerEntry, statusEntry } from '../audit-entries.ts';
import { removeEnclosure } from './enclosures.ts';
import { insertMail, never } from './mail.ts';
import { offers } from './read-offers.ts';
import type { Writer } from './recorder.ts';
import { makeUnread } from './seen.ts';
import type { columnsOrNull } from './sealed-columns.ts';
import { find } from './submissions.ts';
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

const endActions = {
  'timed-out': 'mentor did not answer',
  unavailable: 'mentor not available',
  withdrawn: 'question withdrawn',
} as const;

/** What an offer that waits can end with, but by its mentor's answer. */
export type WaitingEnd = keyof typeof endActions;

/** Statuses of mentors whose application is over. */
const hasLeft: readonly Status[] = ['declined', 'withdrawn'];

/**
 * Ends an offer that waits, and tells the mentor that they need not answer, except one who had their time or left. A
 * question that moves on to no other mentor is new to staff.
 * @param dueAt when the mail goes out; null if the mentor knows
 */
export async function endWaiting(
  { db, record, actor }: Writer,
  offer: Offer,
  answer: WaitingEnd,
  dueAt: string | null = actor.at,
): Promise<void> {
  await answerOffer(db, offer.seq, answer, actor);
  await record(offerEntry(endActions[answer], offer, '', actor));
  if (answer !== 'withdrawn') await giveToStaff(db, offer);
  // Who takes a break, or leaves, is told by their own page.
  const isOwnDeed = answer === 'unavailable' && actor.actor === 'applicant';
  if (dueAt === null || answer === 'timed-out' || isOwnDeed) return;
  if (!hasLeft.includes((await find(db, offer.mentor))!.status)) await tellWithdrawn(db, offer, actor.at, dueAt);
}

/**
 * Ends what waits for this mentor's answer, or is asked about this mentee or question: a yes could not be kept. What was promised before stands.
 * @param matched the mentor with whom the mentee is matched, who is told of that
 */
export async function endWaitingOf(
  writer: Writer,
  name: SubmissionName,
  dueAt = writer.actor.at,
  matched?: SubmissionName,
): Promise<void> {
  for (const offer of await offers(writer.db, name)) {
    if (offer.answer !== 'waiting') continue;
    const isKnown = offer.mentor.submissionId === matched?.submissionId;
    await endWaiting(writer, offer, name.form === 'mentor' ? 'unavailable' : 'withdrawn', isKnown ? null : dueAt);
  }
}

/** Makes a question new to staff, unless it is over or the next mentor is asked by itself. */
export async function giveToStaff(db: Transaction<Tables>, { about, movesOn }: Pick<Offer, 'about' | 'movesOn'>) {
  const question = about.form === 'ask' && !movesOn ? await find(db, about) : undefined;
  if (question && !isEnded(question.status)) await makeUnread(db, question.seq);
}

/**
 * Ends all offers that concern somebody who leaves. A mentor who promised to answer a question is told, but not
 * about a meeting: the function that cancels it queues that mail. A question that loses its mentor has no meeting any more and is
 * new again.
 * @param dueAt when these mails go out
 */
export async function leaveWaiting(writer: Writer, name: SubmissionName, dueAt = writer.actor.at): Promise<void> {
  const { db, record, actor } = writer;
  await endWaitingOf(writer, name, dueAt);
  for (const offer of await offers(db, name)) {
    const question =
      offer.answer === 'accepted' && offer.about.form === 'ask' ? await find(db, offer.about) : undefined;
    if (!question || isEnded(question.status)) continue;
    await answerOffer(db, offer.seq, 'withdrawn', actor);
    await record(offerEntry('question withdrawn', offer, '', actor));
    if (name.form === 'mentor') await loseMentor(writer, offer.about, question);
    else if (question.status !== 'booked') await tellWithdrawn(db, offer, actor.at, dueAt);
  }
}

/** Gives a question back to staff, because its mentor leaves. */
async function loseMentor(
  { db, record, actor }: Writer,
  name: SubmissionName,
  { seq, status }: Pick<StoredSubmission, 'seq' | 'status'>,
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
