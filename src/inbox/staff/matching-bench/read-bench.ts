import type { Context } from 'hono';
import type { Round } from '#forms/dates/deadline.ts';
import type { AppEnv, Services } from '../../env.ts';
import { defaultSettings, settingsIn, type MatchingSettings } from '../../services/matching/run.ts';
import { asksToStay } from '../../services/staying.ts';
import { readRoundCandidates, type RoundCandidates } from '../../services/matching/read-round.ts';
import type { NewRun, Offer, PairRule, RuledPair, Run } from '../../stores/store.ts';

/** A round with everything that its bench shows. */
export interface Bench {
  round: Round;
  candidates: RoundCandidates;
  rules: PairRule[];
  /** The pairs about which each proposal changed a rule. */
  ruledPairs: RuledPair[];
  /** All proposals, newest first. */
  runs: Run[];
  /** The newest open run. */
  openRun: Run | undefined;
  content: Pick<NewRun, 'pairs' | 'left'>;
  settings: MatchingSettings;
  /** Mentors who were asked before a match. */
  offers: Offer[];
  /** True if mentors are asked by mail to stay before their time is over. */
  asksToStay: boolean;
  /** Number of pairs of the round that are matched now. */
  matched: number;
  /** Number of mentors about whom staff have not decided. */
  undecidedMentors: number;
}

/** Answers a request about the round in the address, which there is. */
export type BenchHandler = (c: Context<AppEnv>, services: Services, bench: Bench) => Promise<Response>;

/** Returns the bench of the round in the address; undefined if there is no such round. */
export async function readBench(c: Context<AppEnv>, services: Services): Promise<Bench | undefined> {
  const { store, vault, rounds } = services;
  const round = rounds.find(({ id }) => id === c.req.param('round'));
  if (!round) return undefined;
  const candidates = await readRoundCandidates({ store, vault, round: round.id, starts: round.cycleStarts });
  const rules = await store.rules(round.id);
  const runs = await store.runs(round.id);
  const openRun = runs.find(({ state }) => state === 'draft');
  const content = openRun ? await store.runContent(openRun.seq) : { pairs: [], left: [] };
  const settings = runs[0] ? settingsIn(runs[0]) : defaultSettings;
  const offers = await store.offers({ round: round.id });
  const matched = (await store.matches()).filter((match) => match.round === round.id).length;
  return {
    round,
    candidates,
    rules,
    ruledPairs: await store.ruledPairs(round.id),
    runs,
    openRun,
    content,
    settings,
    offers,
    asksToStay: asksToStay(services.templates),
    matched,
    undecidedMentors: await store.count({ form: 'mentor', undecided: true }),
  };
}
