import type { Transaction } from 'kysely';
import type { Status } from '../../statuses.ts';
import { meetingEntry, offerEntry } from '../audit-entries.ts';
import type {
  Actor,
  AnsweredMeeting,
  MeetingAnswer,
  Proposal,
  QuestionBefore,
  QuestionStep,
  Side,
  SubmissionName,
} from '../types/records.ts';
import { insertMail } from './mail.ts';
import { giveStatus } from './matches.ts';
import { offerOf } from './read-offers.ts';
import type { Transact } from './recorder.ts';
import { find } from './submissions.ts';
import { makeUnread } from './seen.ts';
import { answerOffer } from './waiting-offers.ts';
import type { Db, Tables } from './tables.ts';
import { enclose, removeEnclosure } from './enclosures.ts';
import { columnsOf, sealedIn } from './sealed-columns.ts';

/** Takes a step, with its mails and audit entries, in one transaction. Returns false, and changes nothing, if something is not as it was. */
export const takeQuestionStep = (transact: Transact, step: QuestionStep, actor: Actor): Promise<boolean> =>
  transact(async (transaction, record) => {
    const offer = await offerOf(transaction, step.offer);
    const question = offer && (await find(transaction, offer.about));
    if (!question) return false;
    const { seq } = question;
    const before = (await proposals(transaction, [offer.seq])).at(-1);
    if (!isStill(step.from, await markOf(transaction, offer.seq, seq))) return false;
    const name: SubmissionName = { form: question.form, submissionId: question.submissionId };
    await record(offerEntry(step.action, { about: name, mentor: offer.mentor }, '', actor));
    if (step.answer) await answerOffer(transaction, offer.seq, step.answer, actor);
    if (step.choose !== undefined && before)
      await transaction
        .updateTable('proposal')
        .set({ answered_at: actor.at, chosen: step.choose })
        .where('seq', '=', before.seq)
        .execute();
    if (step.propose) {
      const { times, place } = step.propose;
      await transaction
        .insertInto('proposal')
        .values({ offer: offer.seq, made_at: actor.at, times: JSON.stringify(times), ...columnsOf(place) })
        .execute();
    }
    if (step.meeting !== undefined) {
      await removeEnclosure(transaction, seq, 'meeting');
      if (step.meeting) await enclose(transaction, seq, 'meeting', actor.at, step.meeting);
      if (step.meeting ?? step.from.meeting) await record(meetingEntry(name, step.meeting !== null, actor));
    }
    if (step.status) await giveStatus({ db: transaction, record, actor }, name, step.status);
    if (step.forStaff) await makeUnread(transaction, seq);
    for (const mail of step.mails) await insertMail(transaction, mail, actor.at);
    return true;
  });

async function markOf(transaction: Transaction<Tables>, offerSeq: number, question: number): Promise<QuestionBefore> {
  const { answer, status } = await transaction
    .selectFrom('offer')
    .innerJoin('submission', 'submission.seq', 'offer.mentee')
    .select(['offer.answer', 'submission.status'])
    .where('offer.seq', '=', offerSeq)
    .executeTakeFirstOrThrow();
  const meeting = await transaction
    .selectFrom('enclosure')
    .select(['key_id', 'nonce', 'box'])
    .where('submission', '=', question)
    .where('kind', '=', 'meeting')
    .executeTakeFirst();
  const made = await proposals(transaction, [offerSeq]);
  return {
    answer: answer as QuestionBefore['answer'],
    status: status as Status,
    meeting: meeting ? sealedIn(meeting) : null,
    proposals: made.length,
    isOpen: made.at(-1)?.answeredAt === null,
  };
}

const isStill = (was: QuestionBefore, is: QuestionBefore): boolean =>
  was.answer === is.answer &&
  was.status === is.status &&
  was.proposals === is.proposals &&
  was.isOpen === is.isOpen &&
  Buffer.compare(was.meeting?.box ?? new Uint8Array(), is.meeting?.box ?? new Uint8Array()) === 0;

/** Returns what the mentors of these offers proposed, oldest first. */
export async function proposals(db: Db, offers: readonly number[]): Promise<Proposal[]> {
  if (offers.length === 0) return [];
  const rows = await db.selectFrom('proposal').selectAll().where('offer', 'in', offers).orderBy('seq').execute();
  return rows.map((row) => ({
    seq: row.seq,
    offer: row.offer,
    madeAt: row.made_at,
    times: JSON.parse(row.times) as string[],
    place: sealedIn(row),
    answeredAt: row.answered_at,
    chosen: row.chosen,
  }));
}

/** Stores what one side says after a meeting, with an audit entry; a later answer replaces it. Returns false if there is no such offer. */
export const answerMeeting = (
  transact: Transact,
  { offer: seq, meeting, side, answer }: Omit<AnsweredMeeting, 'answeredAt'>,
  actor: Actor,
): Promise<boolean> =>
  transact(async (transaction, record) => {
    const offer = await offerOf(transaction, seq);
    if (!offer) return false;
    const [stored] = (await meetingAnswers(transaction, [seq])).filter(
      (each) => each.meeting === meeting && each.side === side,
    );
    if (stored?.answer === answer) return true;
    await transaction
      .insertInto('meeting_answer')
      .values({ offer: seq, meeting, side, answered_at: actor.at, answer })
      .onConflict((conflict) =>
        conflict.columns(['offer', 'meeting', 'side']).doUpdateSet({ answered_at: actor.at, answer }),
      )
      .execute();
    await record(offerEntry('said whether they met', offer, `${side} ${answer}`, actor));
    return true;
  });

/** Returns what was said after the meetings of these questions or mentors' offers. */
export async function meetingAnswers(db: Db, offers: readonly number[]): Promise<AnsweredMeeting[]> {
  if (offers.length === 0) return [];
  const rows = await db.selectFrom('meeting_answer').selectAll().where('offer', 'in', offers).orderBy('seq').execute();
  return rows.map((row) => ({
    offer: row.offer,
    meeting: row.meeting,
    side: row.side as Side,
    answeredAt: row.answered_at,
    answer: row.answer as MeetingAnswer,
  }));
}
