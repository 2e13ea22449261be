import type { Kysely, Transaction } from 'kysely';
import type {
  Actor,
  NewRun,
  Published,
  PairRule,
  NewPairRule,
  PairRulesChange,
  Run,
  RunConflict,
  RunLeft,
  RunPair,
} from '../types/store.ts';
import { matchInside } from './matches.ts';
import type { Recorder, Transact } from './recorder.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

/** How many rows are inserted together. PostgreSQL takes 65,535 values in a statement. */
const rowsAtOnce = 500;

export async function addRun(
  transact: Transact,
  run: NewRun,
  changes: readonly PairRulesChange[],
  after: number | undefined,
  actor: Actor,
): Promise<Run | RunConflict> {
  return transact(async (transaction, record) => {
    const newest = await newestDraft(transaction, run.round);
    if (newest?.seq !== after) return { conflict: newest };
    const { seq } = await transaction
      .insertInto('matching_run')
      .values({
        round: run.round,
        made_at: actor.at,
        made_by: actor.actor,
        state: 'draft',
        cause: run.cause,
        settings: run.settings,
        totals: run.totals,
        input_hash: run.inputHash,
      })
      .returning('seq')
      .executeTakeFirstOrThrow();
    for (const change of changes) await changeRules(transaction, record, { seq, round: run.round }, change, actor);
    const seqs = await seqsOf(transaction, [
      ...run.pairs.flatMap(({ mentee, mentor }) => [mentee, mentor]),
      ...run.left.map(({ mentee }) => mentee),
    ]);
    const pairs = run.pairs.flatMap((pair) => {
      const [mentee, mentor] = [seqs.get(pair.mentee), seqs.get(pair.mentor)];
      // Somebody who was erased while the round was solved is not in it.
      if (mentee === undefined || mentor === undefined) return [];
      return {
        run: seq,
        mentee,
        mentor,
        points: pair.points,
        can_meet: Number(pair.canMeet),
        sector_rank: pair.sectorRank,
        is_carried_over: Number(pair.isCarriedOver),
        is_locked: Number(pair.isLocked),
      };
    });
    const left = run.left.flatMap(({ mentee, why }) =>
      seqs.has(mentee) ? [{ run: seq, mentee: seqs.get(mentee)!, why }] : [],
    );
    for (let from = 0; from < pairs.length; from += rowsAtOnce)
      await transaction
        .insertInto('run_pair')
        .values(pairs.slice(from, from + rowsAtOnce))
        .execute();
    for (let from = 0; from < left.length; from += rowsAtOnce)
      await transaction
        .insertInto('run_left')
        .values(left.slice(from, from + rowsAtOnce))
        .execute();
    await record({ ...actor, action: 'matches proposed', subject: `round/${run.round}`, detail: run.cause });
    return toRun(await runsOf(transaction, run.round).where('seq', '=', seq).executeTakeFirstOrThrow());
  });
}

async function changeRules(
  transaction: Transaction<Tables>,
  record: Recorder,
  { seq: run, round }: { seq: number; round: string },
  change: PairRulesChange,
  actor: Actor,
): Promise<void> {
  const ended = { ended_at: actor.at, ended_by: actor.actor, ended_run: run };
  if ('end' in change) {
    await transaction
      .updateTable('matching_rule')
      .set(ended)
      .where('seq', '=', change.end)
      .where('round', '=', round)
      .where('ended_at', 'is', null)
      .execute();
    await record({ ...actor, action: 'matching rule ended', subject: `round/${round}`, detail: String(change.end) });
    return;
  }
  const { kind, mentee: menteeId, mentor: mentorId } = change.add;
  const seqs = await seqsOf(transaction, [menteeId, mentorId]);
  const [mentee, mentor] = [seqs.get(menteeId), seqs.get(mentorId)];
  if (mentee === undefined || mentor === undefined) return;
  await transaction
    .updateTable('matching_rule')
    .set(ended)
    .where('round', '=', round)
    .where('mentee', '=', mentee)
    .where('ended_at', 'is', null)
    .where((where) =>
      kind === 'lock'
        ? where.or([where('kind', '=', 'lock'), where('mentor', '=', mentor)])
        : where('mentor', '=', mentor),
    )
    .execute();
  await transaction
    .insertInto('matching_rule')
    .values({ round, kind, mentee, mentor, made_at: actor.at, made_by: actor.actor, made_run: run })
    .execute();
  await record({
    ...actor,
    action: kind === 'lock' ? 'pair locked' : 'pair forbidden',
    subject: `mentee/${menteeId}`,
    detail: `mentor/${mentorId}`,
  });
}

export async function goBackToRun(transact: Transact, seq: number, newest: number, actor: Actor): Promise<boolean> {
  return transact(async (transaction, record) => {
    const run = await transaction
      .selectFrom('matching_run')
      .selectAll()
      .where('seq', '=', seq)
      .where('state', '=', 'draft')
      .executeTakeFirst();
    if (!run || (await newestDraft(transaction, run.round))?.seq !== newest) return false;
    await transaction
      .updateTable('matching_run')
      .set({ state: 'discarded' })
      .where('round', '=', run.round)
      .where('state', '=', 'draft')
      .where('seq', '>', seq)
      .execute();
    const rules = transaction.updateTable('matching_rule').where('round', '=', run.round);
    await rules
      .set({ ended_at: null, ended_by: null, ended_run: null })
      .where('made_run', '<=', seq)
      .where('ended_run', '>', seq)
      .execute();
    await rules
      .set({ ended_at: actor.at, ended_by: actor.actor, ended_run: newest })
      .where('made_run', '>', seq)
      .where('ended_at', 'is', null)
      .execute();
    await record({ ...actor, action: 'proposal restored', subject: `round/${run.round}`, detail: String(seq) });
    return true;
  });
}

export async function publishRun(
  transact: Transact,
  seq: number,
  places: ReadonlyMap<string, number>,
  tell: boolean,
  actor: Actor,
): Promise<Published | RunConflict> {
  return transact(async (transaction, record) => {
    const run = await transaction.selectFrom('matching_run').selectAll().where('seq', '=', seq).executeTakeFirst();
    const newest = run && (await newestDraft(transaction, run.round));
    if (!run || newest?.seq !== seq) return { conflict: newest };
    const published: Published = { matched: [], refused: [] };
    for (const { mentee: menteeId, mentor: mentorId } of (await runContent(transaction, seq)).pairs) {
      const pair = {
        mentee: { form: 'mentee', submissionId: menteeId },
        mentor: { form: 'mentor', submissionId: mentorId },
      } as const;
      const result = await matchInside(transaction, record, pair, places.get(mentorId) ?? 0, tell, actor);
      if (result === 'matched') published.matched.push(pair);
      else published.refused.push({ ...pair, why: result });
    }
    await settleRun(transaction, seq, run.round);
    const detail = `${published.matched.length} matched, ${published.refused.length} refused`;
    await record({ ...actor, action: 'matches published', subject: `round/${run.round}`, detail });
    return published;
  });
}

/** Marks a draft as published, and the other drafts of its round as discarded. */
export async function settleRun(transaction: Transaction<Tables>, seq: number, round: string): Promise<void> {
  await transaction
    .updateTable('matching_run')
    .set((where) => ({
      state: where.case().when('seq', '=', seq).then('published').else('discarded').end(),
    }))
    .where('round', '=', round)
    .where('state', '=', 'draft')
    .execute();
}

/** Takes a submission that is about to be erased out of all proposals and rules. */
export async function leaveRuns(transaction: Transaction<Tables>, seq: number): Promise<void> {
  for (const table of ['run_pair', 'matching_rule'] as const)
    await transaction
      .deleteFrom(table)
      .where((where) => where.or([where('mentee', '=', seq), where('mentor', '=', seq)]))
      .execute();
  await transaction.deleteFrom('run_left').where('mentee', '=', seq).execute();
}

export async function runs(db: Db, round: string): Promise<Run[]> {
  return (await runsOf(db, round).execute()).map(toRun);
}

export async function runContent(db: Db, seq: number): Promise<Pick<NewRun, 'pairs' | 'left'>> {
  const pairs = await db
    .selectFrom('run_pair')
    .innerJoin('submission as mentee', 'mentee.seq', 'run_pair.mentee')
    .innerJoin('submission as mentor', 'mentor.seq', 'run_pair.mentor')
    .select([
      'mentee.submission_id as mentee_id',
      'mentor.submission_id as mentor_id',
      'points',
      'can_meet',
      'sector_rank',
      'is_carried_over',
      'is_locked',
    ])
    .where('run', '=', seq)
    .orderBy('run_pair.mentee')
    .execute();
  const left = await db
    .selectFrom('run_left')
    .innerJoin('submission as mentee', 'mentee.seq', 'run_left.mentee')
    .select(['mentee.submission_id as mentee_id', 'why'])
    .where('run', '=', seq)
    .orderBy('run_left.mentee')
    .execute();
  return {
    pairs: pairs.map((row): RunPair => ({
      mentee: row.mentee_id,
      mentor: row.mentor_id,
      points: row.points,
      canMeet: row.can_meet === 1,
      sectorRank: row.sector_rank,
      isCarriedOver: row.is_carried_over === 1,
      isLocked: row.is_locked === 1,
    })),
    left: left.map((row): RunLeft => ({ mentee: row.mentee_id, why: row.why })),
  };
}

export async function rules(db: Db, round: string): Promise<PairRule[]> {
  const rows = await db
    .selectFrom('matching_rule')
    .innerJoin('submission as mentee', 'mentee.seq', 'matching_rule.mentee')
    .innerJoin('submission as mentor', 'mentor.seq', 'matching_rule.mentor')
    .select([
      'matching_rule.seq',
      'kind',
      'made_at',
      'made_by',
      'mentee.submission_id as mentee_id',
      'mentor.submission_id as mentor_id',
    ])
    .where('matching_rule.round', '=', round)
    .where('ended_at', 'is', null)
    .orderBy('matching_rule.seq')
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    kind: row.kind as NewPairRule['kind'],
    mentee: row.mentee_id,
    mentor: row.mentor_id,
    made: { at: row.made_at, actor: row.made_by },
  }));
}

const runsOf = (db: Db, round: string) =>
  db.selectFrom('matching_run').selectAll().where('round', '=', round).orderBy('seq', 'desc');

export async function newestDraft(db: Db, round: string): Promise<Run | undefined> {
  const row = await runsOf(db, round).where('state', '=', 'draft').limit(1).executeTakeFirst();
  return row && toRun(row);
}

const toRun = (row: Awaited<ReturnType<ReturnType<typeof runsOf>['executeTakeFirstOrThrow']>>): Run => ({
  seq: row.seq,
  round: row.round,
  made: { at: row.made_at, actor: row.made_by },
  state: row.state as Run['state'],
  cause: row.cause,
  settings: row.settings,
  totals: row.totals,
  inputHash: row.input_hash,
});

/** Returns the numbers of the mentees and mentors with these ids. */
async function seqsOf(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const seqs = new Map<string, number>();
  for (let from = 0; from < ids.length; from += rowsAtOnce) {
    const rows = await db
      .selectFrom('submission')
      .select(['seq', 'submission_id'])
      .where('form', 'in', ['mentee', 'mentor'])
      .where('submission_id', 'in', ids.slice(from, from + rowsAtOnce))
      .execute();
    for (const { seq, submission_id: id } of rows) seqs.set(id, seq);
  }
  return seqs;
}
