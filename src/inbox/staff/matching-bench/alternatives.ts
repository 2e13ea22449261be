import type { Context } from 'hono';
import { html } from 'hono/html';
import type { AppEnv, Services } from '../../env.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { problemOf, rulesAfter } from '../../services/matching/draft.ts';
import { pairScore } from '../../services/matching/match-score.ts';
import { solveRounds } from '../../services/matching/solver.ts';
import type { MatchingProposal } from '../../services/matching/propose.ts';
import type { NewPairRule, PairRulesChange } from '../../stores/types/store.ts';
import { recordAction } from '../actor.ts';
import { staffBar } from '../ui/bar.ts';
import { missingPage } from '../ui/missing-page.ts';
import { readBench, type Bench } from './read-bench.ts';
import { viewOf } from './pair-view.ts';
import { personHtml, personName } from './person.ts';
import { differenceWords } from './words.ts';
import { counted, countWords } from '../../count-words.ts';

/** How many mentors are shown with the price of choosing each. */
const shownMentors = 12;

/** Shows the mentors whom a mentee could have, with what each choice would cost the others. */
export async function showAlternatives(c: Context<AppEnv>, services: Services): Promise<Response> {
  const bench = await readBench(c, services);
  const id = c.req.param('mentee') ?? '';
  const mentee = bench?.candidates.mentees.find((each) => each.id === id);
  if (!bench?.draft || !mentee) return c.html(missingPage, 404);
  await recordAction(c, services, 'mentors compared', `mentee/${id}`);
  const current = bench.content.pairs.find((pair) => pair.mentee === id);
  const mentors = bench.candidates.mentors
    .map((mentor) => ({ mentor, fit: pairScore(mentee.profile, mentor.profile, bench.settings.weights) }))
    .filter(({ mentor }) => mentor.id !== current?.mentor)
    .sort((a, b) => (b.fit?.score ?? -1) - (a.fit?.score ?? -1))
    .slice(0, shownMentors);
  const changes: PairRulesChange[] = [
    ...mentors.map(({ mentor }) => ({ add: { kind: 'lock', mentee: id, mentor: mentor.id } as const })),
    ...(current ? [{ add: { kind: 'forbid', mentee: id, mentor: current.mentor } as const }] : []),
  ];
  const draft = bench.content.pairs;
  const problems = changes.map((change) =>
    problemOf(bench.candidates, rulesAfter(bench.rules, [change]), bench.settings, draft),
  );
  const [now, ...after] = await solveRounds([
    problemOf(bench.candidates, bench.rules, bench.settings, draft),
    ...problems,
  ]);
  const price = (index: number) => priceWords(bench, now!, after[index]!, id);
  const name = personName(bench, id);
  const isOfficer = isAtLeast(c, 'officer');
  return c.html(
    page({
      title: `A mentor for ${name}`,
      bar: staffBar(c),
      body: html`<p><a href="/inbox/match/${bench.round.id}/#${id}">Back to the proposal</a></p>
        <h1>A mentor for ${name}</h1>
        <p>${personHtml(bench, id)}</p>
        ${
          current
            ? html`<h2>Proposed</h2>
                ${mentorHtml(bench, id, current.mentor, current.points)}
                ${
                  isOfficer
                    ? html`<p class="hint">If these two must not be matched: ${price(mentors.length)}</p>
                        ${ruleFormHtml(bench, { kind: 'forbid', mentee: id, mentor: current.mentor }, 'Never match these two')}`
                    : nothing
                }`
            : html`<p>No mentor is proposed.</p>`
        }
        <h2>Other mentors</h2>
        ${
          mentors.length === 0
            ? html`<p class="empty">No other mentor takes part.</p>`
            : html`<ol class="pairs">
                ${mentors.map(
                  ({ mentor, fit }, index) =>
                    html`<li>
                      ${mentorHtml(bench, id, mentor.id, fit?.score ?? 0)}
                      <p class="hint">If chosen: ${price(index)}</p>
                      ${
                        isOfficer
                          ? ruleFormHtml(
                              bench,
                              { kind: 'lock', mentee: id, mentor: mentor.id },
                              html`Choose<span class="visually-hidden"> ${personName(bench, mentor.id)}</span>`,
                            )
                          : nothing
                      }
                    </li>`,
                )}
              </ol>`
        }`,
    }),
  );
}

function mentorHtml(bench: Bench, mentee: string, mentor: string, points: number): Html {
  const { reasons, cautions } = viewOf(bench, mentee, mentor);
  return html`<p>${personHtml(bench, mentor)}</p>
    <p class="hint">${[counted(points, 'point'), ...reasons].join(' · ')}</p>
    ${cautions.map((caution) => html`<p class="error">${caution}</p>`)}`;
}

const ruleFormHtml = ({ round, draft }: Bench, { kind, mentee, mentor }: NewPairRule, words: Html | string): Html =>
  html`<form method="post" action="/inbox/match/${round.id}/">
    <input type="hidden" name="after" value="${draft?.seq ?? ''}" />
    <input type="hidden" name="mentee" value="${mentee}" />
    <input type="hidden" name="mentor" value="${mentor}" />
    <p><button class="button quiet" name="act" value="${kind}">${words}</button></p>
  </form>`;

/** Says what a choice costs: what gets worse for the whole round, and who of the others gets another mentor or none. */
function priceWords(bench: Bench, now: MatchingProposal, after: MatchingProposal, mentee: string): string {
  const mentorNow = new Map(now.pairs.map((pair) => [pair.mentee, pair.mentor]));
  const mentorAfter = new Map(after.pairs.map((pair) => [pair.mentee, pair.mentor]));
  const others = [...new Set([...mentorNow.keys(), ...mentorAfter.keys()])].filter((id) => id !== mentee);
  const without = others.filter((id) => mentorNow.has(id) && !mentorAfter.has(id));
  const moved = others.filter(
    (id) => mentorNow.has(id) && mentorAfter.has(id) && mentorNow.get(id) !== mentorAfter.get(id),
  );
  const difference = differenceWords(now.totals, after.totals, bench.settings.floor);
  const words = [
    difference === '' ? 'the whole is just as good' : difference,
    ...(without.length === 0 ? [] : [`${without.map((id) => personName(bench, id)).join(', ')} would have no mentor`]),
    ...(moved.length === 0 ? [] : [`${countWords(moved.length, 'other mentee')} would get another mentor`]),
  ];
  return `${words.join('; ')}.`;
}
