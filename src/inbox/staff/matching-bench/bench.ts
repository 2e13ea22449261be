/** The bench is the page on which staff match a whole round. Every change of staff makes a new proposal; nothing is matched before it is published. */
import { setImmediate } from 'node:timers/promises';
import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { problemOf, rulesAfter, runOf, type MatchingSettings } from '../../services/matching/run.ts';
import { pairKey } from '../../services/matching/matching-round.ts';
import { solveRounds, NoProposal } from '../../services/matching/solver.ts';
import type { Actor, PairRulesChange, Run } from '../../stores/store.ts';
import { actorOf, recordAction, staffName } from '../actor.ts';
import { formValue } from '../../pages/form-value.ts';
import { staffBar } from '../ui/bar.ts';
import { benchAddress, benchPage, readShown, type BenchPageOptions } from './bench-page.ts';
import { readBench, type Bench } from './read-bench.ts';
import { readSettings } from './settings-form.ts';

export async function showBench(c: Context<AppEnv>, services: Services, bench: Bench): Promise<Response> {
  await recordAction(c, services, 'matching viewed', `round/${bench.round.id}`);
  return drawBench(c, services, bench);
}

async function drawBench(
  c: Context<AppEnv>,
  { store, clock }: Services,
  bench: Bench,
  {
    news,
    typed,
    status = 200,
  }: Pick<Partial<BenchPageOptions>, 'news' | 'typed'> & {
    status?: 200 | 409 | 422 | 503;
  } = {},
): Promise<Response> {
  const { runs, openRun } = bench;
  const before = openRun && runs.find(({ seq, state }) => seq < openRun.seq && state === 'draft');
  return c.html(
    benchPage({
      bar: staffBar(c),
      mayChange: isAtLeast(c, 'officer'),
      isOpen: clock() < new Date(bench.round.closesAt),
      bench,
      before: before && { run: before, pairs: (await store.runContent(before.seq)).pairs },
      show: readShown(c.req.query('show')),
      news,
      typed,
    }),
    status,
  );
}

/** Makes a new proposal with one rule more or less, with other settings, or with the same ones; or goes back to an earlier proposal. */
export async function changeBench(c: Context<AppEnv>, services: Services, bench: Bench): Promise<Response> {
  const { store } = services;
  const body = await c.req.parseBody({ all: true });
  const text = (name: string) => formValue(body[name]);
  const show = readShown(c.req.query('show'));
  const address = benchAddress(bench.round.id, show);
  const refuse = async (news: string, status: 409 | 422 | 503) =>
    drawBench(c, services, (await readBench(c, services))!, {
      ...{ news, status },
      typed: text('act') === 'settings' ? text : undefined,
    });
  if (text('after') !== String(bench.openRun?.seq ?? ''))
    return refuse(conflictWords(bench.openRun, actorOf(c, services)), 409);

  if (text('act') === 'back') {
    const isBack = await store.goBackToRun(Number(text('run')), bench.openRun?.seq ?? 0, actorOf(c, services));
    return isBack ? c.redirect(address, 303) : refuse(conflictWords(bench.openRun, actorOf(c, services)), 409);
  }
  const picks = [body[text('all') === 'yes' ? 'shown' : 'pick'] ?? []].flat();
  const wanted = readChange(bench, text, picks);
  if (typeof wanted === 'string') return refuse(wanted, 422);
  const { cause, changes = [], settings = bench.settings } = wanted;
  const rules = rulesAfter(bench.rules, changes);
  // In the list of all pairs, staff stay at the pair that they changed; the other lists may have lost it.
  const isListed = show === '' && bench.candidates.people.has(text('mentee'));
  const anchor = changes.length === 0 ? '' : isListed ? `#${text('mentee')}` : '#pairs';
  const problem = problemOf(bench.candidates, rules, settings, bench.content.pairs);
  try {
    const [proposal] = await solveRounds([problem]);
    const run = runOf(bench.round.id, cause, settings, problem, proposal!);
    await setImmediate();
    const stored = await store.addRun(run, changes, bench.openRun?.seq, actorOf(c, services));
    return 'conflict' in stored
      ? await refuse(conflictWords(stored.conflict, actorOf(c, services)), 409)
      : c.redirect(`${address}${anchor}`, 303);
  } catch (error) {
    if (!(error instanceof NoProposal)) throw error;
    services.log.error({ requestId: c.get('requestId'), err: error }, 'no proposal was made');
    return refuse(`${error.message} Nothing was changed. Try again when less is going on.`, 503);
  }
}

interface WantedChange {
  cause: string;
  changes?: readonly PairRulesChange[];
  settings?: MatchingSettings;
}

/** Reads the action that staff chose; or returns, in words, why it cannot be done. */
function readChange(
  { candidates, rules }: Bench,
  text: (name: string) => string,
  picks: readonly unknown[],
): WantedChange | string {
  const add = (kind: 'lock' | 'forbid', pairs: readonly string[]): PairRulesChange[] =>
    pairs.flatMap((pair) => {
      const [mentee = '', mentor = ''] = pair.split(' ');
      const isPair = candidates.people.get(mentee)?.submission.form === 'mentee' && candidates.people.has(mentor);
      return isPair ? [{ add: { kind, mentee, mentor } }] : [];
    });
  const [isLock, isMany] = [text('act').startsWith('lock'), text('act').endsWith('-ticked')];
  const pairs = isMany ? picks.map(formValue) : [pairKey(text('mentee'), text('mentor'))];
  switch (text('act')) {
    case 'propose':
      return { cause: 'Proposed' };
    case 'settings': {
      const settings = readSettings(text);
      return typeof settings === 'string' ? settings : { cause: 'Changed what counts', settings };
    }
    case 'lock':
    case 'forbid':
    case 'lock-ticked':
    case 'forbid-ticked': {
      if (pairs.length === 0) return 'Nothing was changed: tick the pairs first.';
      if (!isMany && text('mentor') === '') return 'Nothing was changed: choose a mentor first.';
      const changes = add(isLock ? 'lock' : 'forbid', pairs);
      const cause = `${isLock ? 'Locked' : 'Forbade'} ${pairs.length === 1 ? 'a pair' : `${String(pairs.length)} pairs`}`;
      return changes.length === pairs.length ? { cause, changes } : noPair;
    }
    case 'end-rule': {
      const rule = rules.find(({ seq }) => String(seq) === text('rule'));
      return rule
        ? { cause: rule.kind === 'lock' ? 'Unlocked a pair' : 'Allowed a pair again', changes: [{ end: rule.seq }] }
        : 'Nothing was changed: this was taken back already.';
    }
    default:
      return 'Nothing was changed: choose what to do.';
  }
}

const noPair = 'Nothing was changed: one of the two is not there any more.';

const conflictWords = (newest: Run | undefined, { actor }: Actor): string =>
  newest
    ? `Nothing was changed: ${newest.made.actor === actor ? 'you' : staffName(newest.made.actor)} made another proposal meanwhile. This is it.`
    : 'Nothing was changed: meanwhile the proposal was published or discarded.';
