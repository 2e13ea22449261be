import { sql, type Transaction } from 'kysely';
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
  RuledPair,
} from '../types/records.ts';
import { matchInside } from './matches.ts';
import type { Transact, Writer } from './recorder.ts';
import type { Db, Tables } from './tables.ts';

/**
 * Stores a proposal, and with it changes of the rules, in turn. A lock replaces an earlier lock of the mentee, and a rule about
 * a pair replaces earlier ones about it. Nothing is stored if `after` is not the newest open run of the round.
 * @param after number of the open run that the changes were made on; undefined for none
 */
export async function addRun(
  transact: Transact,
  run: NewRun,
  changes: readonly PairRulesChange[],
  after: number | undefined,
  actor: Actor,
): Promise<Run | RunConflict> {
  return transact(async (transaction, record) => {
    const newest = await openRunOf(transaction, run.round);
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
    for (const change of changes)
      await changeRules({ db: transaction, record, actor }, { seq, round: run.round }, change);
    await addContent(transaction, seq, run);
    await record({ ...actor, action: 'matches proposed', subject: `round/${run.round}`, detail: run.cause });
    return toRun(await runsOf(transaction, run.round).where('seq', '=', seq).executeTakeFirstOrThrow());
  });
}

/**
 * Adds the pairs and those left over in one statement each, in which the database reads the rows from JSON: building a statement for each row
 * would hold up submissions. Somebody who was erased while the round was solved is not in it. `json_each` of an object is the same in SQLite
 * and PostgreSQL.
 */
async function addContent(transaction: Transaction<Tables>, run: number, { pairs, left }: NewRun): Promise<void> {
  const rows = pairs.map(({ canMeet, isCarriedOver, isLocked, ...pair }) => ({
    ...pair,
    canMeet: Number(canMeet),
    isCarriedOver: Number(isCarriedOver),
    isLocked: Number(isLocked),
  }));
  const number = (name: keyof RunPair) => sql`cast((value ->> ${sql.lit(name)}) as integer)`;
  // In the select list, so that each is looked up by its id, whatever the database thinks of the number of rows.
  const seqOf = (form: 'mentee' | 'mentor') =>
    sql`(select seq from submission where form = ${sql.lit(form)} and submission_id = (value ->> ${sql.lit(form)}))`;
  await sql`insert into run_pair (run, mentee, mentor, points, can_meet, sector_rank, is_carried_over, is_locked)
    select cast(${run} as integer), mentee, mentor, points, can_meet, sector_rank, is_carried_over, is_locked from (
      select ${seqOf('mentee')} as mentee, ${seqOf('mentor')} as mentor, ${number('points')} as points,
        ${number('canMeet')} as can_meet, ${number('sectorRank')} as sector_rank,
        ${number('isCarriedOver')} as is_carried_over, ${number('isLocked')} as is_locked
      from json_each(${asObject(rows)})
    ) as pair where mentee is not null and mentor is not null`.execute(transaction);
  await sql`insert into run_left (run, mentee, why)
    select cast(${run} as integer), mentee, why from (
      select ${seqOf('mentee')} as mentee, value ->> 'why' as why from json_each(${asObject(left)})
    ) as one where mentee is not null`.execute(transaction);
}

const asObject = (rows: readonly object[]): string => JSON.stringify(Object.fromEntries(rows.entries()));

async function changeRules(
  { db, record, actor }: Writer,
  { seq: run, round }: { seq: number; round: string },
  change: PairRulesChange,
): Promise<void> {
  const ended = { ended_at: actor.at, ended_by: actor.actor, ended_run: run };
  if ('end' in change) {
    await db
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
  const seqs = await seqsOf(db, [menteeId, mentorId]);
  const [mentee, mentor] = [seqs.get(menteeId), seqs.get(mentorId)];
  if (mentee === undefined || mentor === undefined) return;
  await db
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
  await db
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

/**
 * Goes back to an earlier open run: discards the later ones, and lets the rules of its time hold again. Returns false if
 * it is not an open run, or `newest` is not the newest open run of the round.
 */
export async function goBackToRun(transact: Transact, seq: number, newest: number, actor: Actor): Promise<boolean> {
  return transact(async (transaction, record) => {
    const run = await transaction
      .selectFrom('matching_run')
      .selectAll()
      .where('seq', '=', seq)
      .where('state', '=', 'draft')
      .executeTakeFirst();
    if (!run || (await openRunOf(transaction, run.round))?.seq !== newest) return false;
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

/**
 * Matches the pairs of an open run in one transaction. A pair that has become impossible is refused and does not stop the
 * others. Returns a conflict if `seq` is not the newest open run of the round.
 * @param places how many mentees each mentor takes, by submission id
 * @param tell whether to queue a mail to both people of each pair
 */
export async function publishRun(
  transact: Transact,
  seq: number,
  places: ReadonlyMap<string, number>,
  tell: boolean,
  actor: Actor,
): Promise<Published | RunConflict> {
  return transact(async (transaction, record) => {
    const run = await transaction.selectFrom('matching_run').selectAll().where('seq', '=', seq).executeTakeFirst();
    const newest = run && (await openRunOf(transaction, run.round));
    if (!run || newest?.seq !== seq) return { conflict: newest };
    const published: Published = { matched: [], refused: [] };
    for (const { mentee: menteeId, mentor: mentorId } of (await runContent(transaction, seq)).pairs) {
      const pair = {
        mentee: { form: 'mentee', submissionId: menteeId },
        mentor: { form: 'mentor', submissionId: mentorId },
      } as const;
      const result = await matchInside({ db: transaction, record, actor }, pair, places.get(mentorId) ?? 0, tell);
      if (result === 'matched') published.matched.push(pair);
      else published.refused.push({ ...pair, why: result });
    }
    await settleRun(transaction, seq, run.round);
    const detail = `${published.matched.length} matched, ${published.refused.length} refused`;
    await record({ ...actor, action: 'matches published', subject: `round/${run.round}`, detail });
    return published;
  });
}

/** Marks an open run as published, and the other open runs of its round as discarded. */
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

/** Returns all proposals for a round, newest first. */
export async function runs(db: Db, round: string): Promise<Run[]> {
  return (await runsOf(db, round).execute()).map(toRun);
}

/** Returns the pairs and the mentees left over of a proposal; submissions that were erased are not in it. */
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

/** Returns the rules of a round that hold, oldest first. */
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

/** Returns the pairs about which each proposal of a round changed a rule, oldest first; a rule that gave way to a new one is not among them. */
export async function ruledPairs(db: Db, round: string): Promise<RuledPair[]> {
  const rows = await db
    .selectFrom('matching_rule')
    .innerJoin('submission as mentee', 'mentee.seq', 'matching_rule.mentee')
    .innerJoin('submission as mentor', 'mentor.seq', 'matching_rule.mentor')
    // Going back to an earlier proposal ends rules too, at another instant.
    .leftJoin('matching_run as last', (join) =>
      join.onRef('last.seq', '=', 'ended_run').onRef('last.made_at', '=', 'ended_at'),
    )
    .select([
      'made_run',
      'last.seq as last_run',
      'mentee.submission_id as mentee_id',
      'mentor.submission_id as mentor_id',
    ])
    .where('matching_rule.round', '=', round)
    .orderBy('matching_rule.seq')
    .execute();
  const made = new Set(rows.map((row) => row.made_run));
  return rows.flatMap(({ made_run: run, last_run: last, mentee_id: mentee, mentor_id: mentor }) => [
    { run, mentee, mentor },
    ...(last === null || made.has(last) ? [] : [{ run: last, mentee, mentor }]),
  ]);
}

const runsOf = (db: Db, round: string) =>
  db.selectFrom('matching_run').selectAll().where('round', '=', round).orderBy('seq', 'desc');

export async function openRunOf(db: Db, round: string): Promise<Run | undefined> {
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
  const rows = await db
    .selectFrom('submission')
    .select(['seq', 'submission_id'])
    .where('form', 'in', ['mentee', 'mentor'])
    .where('submission_id', 'in', ids)
    .execute();
  return new Map(rows.map(({ seq, submission_id: id }) => [id, seq]));
}
