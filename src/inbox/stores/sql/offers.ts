import type { FormId } from '#forms/form.ts';
import { available, isEnded, unmatched } from '../../statuses.ts';
import type {
  Actor,
  NewOffer,
  Offer,
  Offered,
  OfferRefusal,
  OfferReply,
  OfferTerms,
  RunConflict,
  StoredSubmission,
  SubmissionName,
} from '../types/records.ts';
import { offerEntry, remindersEntry } from '../audit-entries.ts';
import { insertMail, never } from './mail.ts';
import { giveStatus, matches, matchInside } from './matches.ts';
import { openRunOf, runContent, settleRun } from './matching-runs.ts';
import { offerOf, offers } from './read-offers.ts';
import type { Transact, Writer } from './recorder.ts';
import { find, seqOf } from './submissions.ts';
import type { Db } from './tables.ts';
import {
  answerOffer,
  endWaiting,
  giveToStaff,
  mailAbout,
  offerDeeds,
  placesHeld,
  questionsOf,
  type WaitingEnd,
} from './waiting-offers.ts';
import { columnsOrNull } from './sealed-columns.ts';

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
    const [of, to] = [await find(db, about), await find(db, mentor)];
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

async function refusalOf(
  db: Db,
  { about, mentor }: NewOffer,
  of: StoredSubmission | undefined,
  to: StoredSubmission | undefined,
  places: number,
): Promise<OfferRefusal | undefined> {
  if (!of || !to) return 'missing';
  if (about.form === 'ask') return questionRefusal(db, of, to);
  if ((await matches(db, about)).length > 0) return 'has mentor';
  if (!unmatched.includes(of.status) || !available.includes(to.status)) return 'not open';
  if ((await offers(db, about)).some(({ answer }) => answer === 'waiting')) return 'asked already';
  const taken = (await matches(db, mentor)).length + (await placesHeld(db, to.seq, of.seq));
  return taken >= places ? 'full' : undefined;
}

async function questionRefusal(db: Db, of: StoredSubmission, to: StoredSubmission): Promise<OfferRefusal | undefined> {
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
  answer: WaitingEnd,
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

/** Gives a question back to staff, as new to them, because no next mentor is to be asked after this one. */
export const stopMovingOn = (transact: Transact, seq: number, actor: Actor): Promise<void> =>
  transact(async (transaction, record) => {
    const current = await offerOf(transaction, seq);
    if (!current?.movesOn) return;
    await transaction.updateTable('offer').set({ moves_on: 0 }).where('seq', '=', seq).execute();
    await giveToStaff(transaction, { ...current, movesOn: false });
    await record(offerEntry('nobody else to ask', current, '', actor));
  });

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
