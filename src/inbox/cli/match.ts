import { join } from 'node:path';
import { siteFolder } from '#site-folder';
import { silentLog } from '../log.ts';
import { defaultSettings, problemOf } from '../services/matching/run.ts';
import { matchScoreOf } from '../services/matching/match-score.ts';
import { proposeRound } from '../services/matching/propose.ts';
import { readRoundCandidates } from '../services/matching/read-round.ts';
import { openSiteContent } from '../site-content.ts';
import { CommandError, roundNamed, type Command } from './command.ts';

const folder = join(import.meta.dirname, '../../..', siteFolder, 'content');

/** Proposes the matches of a round without storing anything. */
export const match: Command = {
  usage: 'match ROUND --json [--floor POINTS]',
  summary: 'Propose who mentors whom in a round; nothing is saved, nobody is told',
  help: `ROUND is the name of a file in content/rounds, like 2026-27. As many mentees as possible get a mentor; among all ways to do that, those come
first who waited since an earlier round, then pairs who can really meet, then pairs with at least --floor points, then the best fit. The
result is proven to be the best there is. Mentors take part whose status is Eligible or Matching; second applications and offers of one person do not.
--json writes one object: pairs and who is left over by submission id, with the reason and what would change it.`,
  opensInbox: true,
  writesData: true,
  async run([id = '', ...more], options, { store, vault, clock, terminal }) {
    if (more.length > 0 || options['json'] === undefined)
      throw new CommandError('Type: npm run inbox -- match ROUND --json');
    const { rounds } = await openSiteContent({ store, clock, log: silentLog }, folder);
    const round = roundNamed(rounds, id);
    const floor = Number(options['floor'] ?? 0);
    if (!Number.isInteger(floor) || floor < 0) throw new CommandError('--floor takes a whole number, like 6.');

    const candidates = await readRoundCandidates({ store, vault, round: id, starts: round.cycleStarts });
    const { mentees, mentors, left } = candidates;
    const problem = problemOf(candidates, await store.rules(id), { ...defaultSettings, floor }, []);
    const began = performance.now();
    const proposal = proposeRound(problem);
    const took = Math.round(performance.now() - began);

    const menteeBy = new Map(mentees.map((mentee) => [mentee.id, mentee]));
    const mentorBy = new Map(mentors.map((mentor) => [mentor.id, mentor]));
    const { matched, carriedOver, canMeet, aboveFloor, points, unchanged } = proposal.totals;
    const written = {
      round: id,
      made_at: clock().toISOString(),
      milliseconds: took,
      mentees: mentees.length,
      mentors: mentors.length,
      places: mentors.reduce((sum, { places }) => sum + places, 0),
      totals: { matched, carried_over: carriedOver, can_meet: canMeet, above_floor: aboveFloor, points, unchanged },
      pairs: proposal.pairs.map((pair) => {
        const words = matchScoreOf(menteeBy.get(pair.mentee)!.profile, mentorBy.get(pair.mentor)!.profile);
        return {
          mentee: pair.mentee,
          mentor: pair.mentor,
          points: pair.score,
          can_meet: pair.canMeet,
          sector_choice: pair.rank === undefined ? null : pair.rank + 1,
          carried_over: pair.isCarriedOver,
          reasons: words?.reasons ?? [],
          cautions: words?.cautions ?? ['Nothing in common'],
        };
      }),
      left_over: proposal.left,
      not_taking_part: left,
    };
    terminal.output.write(`${JSON.stringify(written)}\n`);
  },
};
