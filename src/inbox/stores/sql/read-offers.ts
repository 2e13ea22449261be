import type { ExpressionBuilder } from 'kysely';
import type { FormId } from '#forms/form.ts';
import type { DeclineReason, Offer, OfferAnswer, SubmissionName } from '../types/records.ts';
import { sealedOrNull } from './sealed-columns.ts';
import type { Db, Tables } from './tables.ts';

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
