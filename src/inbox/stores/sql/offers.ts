import type { ExpressionBuilder, Transaction } from 'kysely';
import type { FormId } from '#forms/form.ts';
import { available, isEnded, unmatched, type Status } from '../../statuses.ts';
import type {
  Actor,
  DeclineReason,
  NewOffer,
  Offer,
  OfferAnswer,
  Offered,
  OfferRefusal,
  OfferReply,
  OfferTerms,
  RunConflict,
  SubmissionName,
} from '../types/records.ts';
import { offerEntry, remindersEntry } from '../audit-entries.ts';
import { insertMail, never } from './mail.ts';
import { giveStatus, matches, matchInside } from './matches.ts';
import { openRunOf, runContent, settleRun } from './matching-runs.ts';
import type { Transact, Writer } from './recorder.ts';
import { makeUnread } from './seen.ts';
import { named, seqOf } from './submissions.ts';
import type { Db, Tables } from './tables.ts';
import {
  answerOffer,
  mailAbout,
  notAvailable,
  offerDeeds,
  placesHeld,
  questionsOf,
  tellWithdrawn,
} from './waiting-offers.ts';
import { columnsOrNull, sealedOrNull } from './sealed-columns.ts';

/**
 * Asks the mentors of an open run, each by a mail, and marks the open run as published, in one transaction. A pair that has
 * become impossible is refused and does not stop the others. Returns a conflict if `seq` is not the newest open run.
 * @param places how many mentees each mentor takes, by submission id
 */
export const offerRun = (
  transact: Transact,
  seq: number,
  places: ReadonlyMap<string, number>,
  terms: OfferTerms,
  actor: Actor,
): Promise<Offered | RunConflict> =>
  transact(async (transaction, record) => {
    const run = await transaction.selectFrom('matching_run').select('round').where('seq', '=', seq).executeTakeFirst();
    const newest = run && (await openRunOf(transaction, run.round));
    if (!run || newest?.seq !== seq) return { conflict: newest };
    const wanted = (await runContent(transaction, seq)).pairs.map(({ mentee, mentor }): NewOffer => ({
      about: { form: 'mentee', submissionId: mentee },
      mentor: { form: 'mentor', submissionId: mentor },
    }));
    const done = await offerInside({ db: transaction, record, actor }, wanted, places, terms);
    await settleRun(transaction, seq, run.round);
    const detail = `${done.offered.length} asked, ${done.refused.length} refused`;
    await record({ ...actor, action: 'mentors asked', subject: `round/${run.round}`, detail });
    return done;
  });

/**
 * Asks these mentors, each by a mail. A mentor answers one question at a time, whatever `places` says.
 * @param dueAt when the mails go out
 */
export const offer = (
  transact: Transact,
  wanted: readonly NewOffer[],
  places: ReadonlyMap<string, number>,
  terms: OfferTerms,
  actor: Actor,
  dueAt?: string,
): Promise<Offered> => transact((db, record) => offerInside({ db, record, actor }, wanted, places, terms, dueAt));

async function offerInside(
  writer: Writer,
  wanted: readonly NewOffer[],
  places: ReadonlyMap<string, number>,
  { days, answerBy, movesOn }: OfferTerms,
  dueAt?: string,
): Promise<Offered> {
  const { db, record, actor } = writer;
  const done: Offered = { offered: [], refused: [] };
  for (const one of wanted) {
    const { about, mentor } = one;
    const [of, to] = [await rowOf(db, about), await rowOf(db, mentor)];
    const why = await refusalOf(db, one, of, to, places.get(mentor.submissionId) ?? 0);
    if (why || !of || !to) {
      done.refused.push({ ...one, why: why ?? 'missing' });
      continue;
    }
    const { seq } = await db
      .insertInto('offer')
      .values({
        round: of.round ?? '',
        mentee: of.seq,
        mentor: to.seq,
        asked_at: actor.at,
        asked_by: actor.actor,
        days,
        answer_by: answerBy,
        moves_on: movesOn ? 1 : 0,
        answer: 'waiting',
      })
      .returning('seq')
      .executeTakeFirstOrThrow();
    await record(offerEntry('mentor asked', one, `until ${answerBy}`, actor));
    // A question has a mentor only after a yes.
    if (about.form === 'mentee') await giveStatus(writer, about, 'matching');
    const mail = { to: mentor, kind: mailAbout(about, 'offer'), other: about };
    await insertMail(db, mail, actor.at, offerDeeds(seq)[0], dueAt);
    done.offered.push(one);
  }
  return done;
}

interface PersonRow {
  seq: number;
  status: Status;
  round: string | null;
}

async function rowOf(db: Db, name: SubmissionName): Promise<PersonRow | undefined> {
  const row = await named(db, name).select(['seq', 'status', 'round']).executeTakeFirst();
  return row && { ...row, status: row.status as Status };
}

async function refusalOf(
  db: Db,
  { about, mentor }: NewOffer,
  of: PersonRow | undefined,
  to: PersonRow | undefined,
  places: number,
): Promise<OfferRefusal | undefined> {
  if (!of || !to) return 'missing';
  if (about.form === 'ask') return questionRefusal(db, of, to);
  if ((await matches(db, about)).length > 0) return 'has mentor';
  if (!unmatched.includes(of.status) || !available.includes(to.status)) return 'not open';
  const waiting = await select(db)
    .where('offer.mentee', '=', of.seq)
    .where('offer.answer', '=', 'waiting')
    .executeTakeFirst();
  if (waiting) return 'asked already';
  const taken = (await matches(db, mentor)).length + (await placesHeld(db, to.seq, of.seq));
  return taken >= places ? 'full' : undefined;
}

async function questionRefusal(db: Db, of: PersonRow, to: PersonRow): Promise<OfferRefusal | undefined> {
  if (isEnded(of.status) || of.status === 'booked' || !available.includes(to.status)) return 'not open';
  if ((await questionsOf(db, 'mentee', of.seq)).length > 0) return 'asked already';
  return (await questionsOf(db, 'mentor', to.seq)).length > 0 ? 'full' : undefined;
}

/**
 * Stores the answer to an offer that waits. With a yes, the two are matched and introduced to each other in the same
 * transaction; if that has become impossible, the offer is withdrawn. Returns the offer as it is then; undefined if it
 * does not exist. An offer that was answered before stays as it is.
 */
export const replyToOffer = (
  transact: Transact,
  seq: number,
  reply: OfferReply,
  places: number,
  actor: Actor,
): Promise<Offer | undefined> =>
  transact(async (transaction, record) => {
    const current = await offerOf(transaction, seq);
    if (current?.answer !== 'waiting') return current;
    if (reply.answer === 'declined') {
      await answerOffer(transaction, seq, 'declined', actor, { reason: reply.reason, ...columnsOrNull(reply.note) });
      await record(offerEntry('mentor declined', current, reply.reason, actor));
      await giveToStaff(transaction, current);
      if (reply.notice) {
        const mail = { to: current.mentor, kind: 'notice', content: reply.notice } as const;
        await insertMail(transaction, mail, actor.at);
      }
      return offerOf(transaction, seq);
    }
    await answerOffer(transaction, seq, 'accepted', actor);
    const pair = { mentee: current.about, mentor: current.mentor };
    const result = await matchInside({ db: transaction, record, actor }, pair, places, true);
    if (result === 'matched') await record(offerEntry('mentor accepted', current, '', actor));
    else {
      await answerOffer(transaction, seq, 'withdrawn', actor);
      await record(offerEntry('question withdrawn', current, result, actor));
    }
    return offerOf(transaction, seq);
  });

/**
 * Ends those of these offers that wait, and tells the mentors that they need not answer, except those who had their
 * time or left. Returns how many ended. A question that moves on to no other mentor is new to staff.
 */
export const endOffers = (
  transact: Transact,
  seqs: readonly number[],
  answer: keyof typeof endActions,
  actor: Actor,
): Promise<number> =>
  transact(async (transaction, record) => {
    let ended = 0;
    for (const seq of seqs) {
      const current = await offerOf(transaction, seq);
      if (current?.answer !== 'waiting') continue;
      await endWaiting({ db: transaction, record, actor }, current, answer);
      ended += 1;
    }
    return ended;
  });

async function endWaiting({ db, record, actor }: Writer, offer: Offer, answer: keyof typeof endActions): Promise<void> {
  await answerOffer(db, offer.seq, answer, actor);
  await record(offerEntry(endActions[answer], offer, '', actor));
  if (answer !== 'withdrawn') await giveToStaff(db, offer);
  // Whoever took the break was told by the page.
  const isOwnBreak = answer === 'unavailable' && actor.actor === 'applicant';
  if (answer !== 'timed-out' && !isOwnBreak && !hasLeft.includes((await rowOf(db, offer.mentor))!.status))
    await tellWithdrawn(db, offer, actor.at);
}

/** Ends what waits for a mentor who is not available any more: a yes could not be kept. What was promised before stands. */
export async function endWaitingOf(writer: Writer, mentor: SubmissionName): Promise<void> {
  for (const offer of await offers(writer.db, mentor))
    if (offer.answer === 'waiting') await endWaiting(writer, offer, 'unavailable');
}

const endActions = {
  'timed-out': 'mentor did not answer',
  unavailable: notAvailable,
  withdrawn: 'question withdrawn',
} as const;

/** Makes a question new to staff, unless it is over or the next mentor is asked by itself. */
async function giveToStaff(transaction: Transaction<Tables>, { about, movesOn }: Pick<Offer, 'about' | 'movesOn'>) {
  const question = about.form === 'ask' && !movesOn ? await rowOf(transaction, about) : undefined;
  if (question && !isEnded(question.status)) await makeUnread(transaction, question.seq);
}

/** Gives a question back to staff, as new to them, because no next mentor is to be asked after this one. */
export const stopMovingOn = (transact: Transact, seq: number, actor: Actor): Promise<void> =>
  transact(async (transaction, record) => {
    const current = await offerOf(transaction, seq);
    if (!current?.movesOn) return;
    await transaction.updateTable('offer').set({ moves_on: 0 }).where('seq', '=', seq).execute();
    await giveToStaff(transaction, { ...current, movesOn: false });
    await record(offerEntry('nobody else to ask', current, '', actor));
  });

/** Statuses of mentors whose application is over. */
const hasLeft: readonly Status[] = ['declined', 'withdrawn'];

/** Queues a reminder of these offers, once for each; it is held if `tells` is false. */
export const remindOfOffers = (transact: Transact, seqs: readonly number[], at: string, tells = true): Promise<void> =>
  transact(async (transaction) => {
    for (const seq of seqs) {
      const current = await offerOf(transaction, seq);
      if (current?.answer !== 'waiting') continue;
      const { mentor, about } = current;
      const mail = { to: mentor, kind: mailAbout(about, 'offer-reminder'), other: about };
      await insertMail(transaction, mail, at, offerDeeds(seq)[1], tells ? at : never);
    }
  });

/**
 * Returns offers, oldest first: those about the mentees of a round, those about any mentee that wait, those to a mentor,
 * those about one mentee or question, those about all questions, or those of them after which something may follow: a
 * mentor is asked, or has said yes, and the question is not over; or it was closed and its mentor, whose times nobody
 * had chosen, is to be told.
 */
export async function offers(
  db: Db,
  of: 'waiting' | 'questions' | 'held questions' | SubmissionName | { round: string },
): Promise<Offer[]> {
  const rows = await select(db)
    .where((where) => {
      if (of === 'questions') return where('mentee.form', '=', 'ask');
      if (of === 'held questions') return where.and([where('mentee.form', '=', 'ask'), mayGoOn(where)]);
      if (of === 'waiting') return where.and([where('mentee.form', '=', 'mentee'), where('offer.answer', '=', of)]);
      // A submission has a round too.
      if (!('form' in of)) return where.and([where('mentee.form', '=', 'mentee'), where('offer.round', '=', of.round)]);
      const side = of.form === 'mentor' ? 'mentor' : 'mentee';
      return where.and([where(`${side}.form`, '=', of.form), where(`${side}.submission_id`, '=', of.submissionId)]);
    })
    .orderBy('offer.seq')
    .execute();
  return rows.map(fromRow);
}

const mayGoOn = (where: ExpressionBuilder<Joined, 'offer' | 'mentee'>) => {
  const newestChoice = where
    .selectFrom('proposal')
    .select('proposal.chosen')
    .whereRef('proposal.offer', '=', 'offer.seq')
    .orderBy('proposal.seq', 'desc')
    .limit(1);
  return where.or([
    where('offer.answer', '=', 'waiting'),
    where.and([
      where('offer.answer', '=', 'accepted'),
      where.or([
        where('mentee.status', 'not in', ['met', 'closed']),
        where.and([where('mentee.status', '=', 'closed'), where(newestChoice, 'is', null)]),
      ]),
    ]),
  ]);
};

/**
 * Returns the mentees of a round whose newest offer came to nothing because of the mentor: a no, no answer in time, or
 * the mentor is not available any more, or erased.
 */
export async function withoutYes(db: Db, round: string): Promise<SubmissionName[]> {
  // An erased mentor has no submission.
  const rows = await db
    .selectFrom('offer')
    .innerJoin('submission as mentee', 'mentee.seq', 'offer.mentee')
    .select(['mentee.submission_id', 'offer.answer'])
    .where('mentee.form', '=', 'mentee')
    .where('offer.round', '=', round)
    .orderBy('offer.seq')
    .execute();
  const newest = new Map(rows.map(({ submission_id: id, answer }) => [id, answer as OfferAnswer]));
  return [...newest]
    .filter(([, answer]) => answer === 'declined' || answer === 'timed-out' || answer === 'unavailable')
    .map(([submissionId]) => ({ form: 'mentee', submissionId }));
}

export async function offerOf(db: Db, seq: number): Promise<Offer | undefined> {
  const row = await select(db).where('offer.seq', '=', seq).executeTakeFirst();
  return row && fromRow(row);
}

type Joined = Tables & { mentee: Tables['submission']; mentor: Tables['submission'] };

const select = (db: Db) =>
  db
    .selectFrom('offer')
    .innerJoin('submission as mentee', 'mentee.seq', 'offer.mentee')
    .innerJoin('submission as mentor', 'mentor.seq', 'offer.mentor')
    .selectAll('offer')
    .select(['mentee.form as mentee_form', 'mentee.submission_id as mentee_id', 'mentor.submission_id as mentor_id']);

const fromRow = (row: Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]): Offer => ({
  seq: row.seq,
  round: row.round,
  about: { form: row.mentee_form as FormId, submissionId: row.mentee_id },
  mentor: { form: 'mentor', submissionId: row.mentor_id },
  asked: { at: row.asked_at, actor: row.asked_by },
  days: row.days,
  answerBy: row.answer_by,
  movesOn: row.moves_on === 1,
  answer: row.answer as OfferAnswer,
  answeredAt: row.answered_at,
  reason: row.reason as DeclineReason | null,
  note: sealedOrNull(row),
});

/** Stores that this person wants no reminders, or wants them again. */
export const setReminders = (transact: Transact, name: SubmissionName, wanted: boolean, actor: Actor): Promise<void> =>
  transact(async (transaction, record) => {
    const submission = await seqOf(transaction, name);
    if (submission === undefined) return;
    const stored = await transaction
      .selectFrom('no_reminders')
      .select('at')
      .where('submission', '=', submission)
      .executeTakeFirst();
    if ((stored === undefined) === wanted) return;
    await (wanted
      ? transaction.deleteFrom('no_reminders').where('submission', '=', submission).execute()
      : transaction.insertInto('no_reminders').values({ submission, at: actor.at }).execute());
    await record(remindersEntry(name, wanted, actor));
  });

/** Returns the people who want no reminders. */
export async function withoutReminders(db: Db): Promise<SubmissionName[]> {
  const rows = await db
    .selectFrom('no_reminders')
    .innerJoin('submission', 'submission.seq', 'no_reminders.submission')
    .select(['submission.form', 'submission.submission_id'])
    .orderBy('submission.seq')
    .execute();
  return rows.map((row) => ({ form: row.form as FormId, submissionId: row.submission_id }));
}
