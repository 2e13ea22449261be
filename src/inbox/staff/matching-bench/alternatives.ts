import type { Context } from 'hono';
import { html } from 'hono/html';
import type { AppEnv, Services } from '../../env.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { answersHtml } from '../../pages/answers.ts';
import { columns, nothing, page, type Html } from '../../pages/layout.ts';
import { optionHtml } from '../../pages/option.ts';
import { problemOf, rulesAfter } from '../../services/matching/run.ts';
import { pairScore } from '../../services/matching/match-score.ts';
import { solveRounds } from '../../services/matching/solver.ts';
import type { MatchingProposal } from '../../services/matching/propose.ts';
import type { PairRulesChange } from '../../stores/store.ts';
import { sharedAnswers } from '../../submissions/shared-answers.ts';
import { recordAction } from '../actor.ts';
import { staffBar } from '../ui/bar.ts';
import { missingPage } from '../ui/missing-page.ts';
import { noEnterHtml } from '../ui/no-enter.ts';
import { selectHtml } from '../ui/select.ts';
import type { Bench } from './read-bench.ts';
import { viewOf } from './pair-view.ts';
import { personHtml, personName, personWords } from './person.ts';
import { differenceWords } from './words.ts';
import { counted, countWords } from '../../count-words.ts';

/** How many mentors are shown with the price of choosing each. */
const shownMentors = 12;

/**
 * Shows the mentors whom a mentee could have, with what each choice would cost the others. Staff choose one for the
 * proposal, or match the two at once: a late mentee, one whose match has ended, or one for whom they know a mentor.
 */
export async function showAlternatives(c: Context<AppEnv>, services: Services, bench: Bench): Promise<Response> {
  const id = c.req.param('mentee') ?? '';
  const mentee = bench.candidates.mentees.find((each) => each.id === id);
  // The page of a mentee who takes no part says why.
  if (!mentee)
    return bench.candidates.people.get(id)?.submission.form === 'mentee'
      ? c.redirect(`/inbox/mentee/${id}/#match`, 303)
      : c.html(missingPage, 404);
  await recordAction(c, services, 'mentors compared', `mentee/${id}`);
  const current = bench.content.pairs.find((pair) => pair.mentee === id);
  const all = bench.candidates.mentors
    .map((mentor) => ({ mentor, fit: pairScore(mentee.profile, mentor.profile, bench.settings.weights) }))
    .filter(({ mentor }) => mentor.id !== current?.mentor && !isForbidden(bench, id, mentor.id))
    .sort((a, b) => (b.fit?.score ?? -1) - (a.fit?.score ?? -1));
  const known = all.filter(({ mentor }) => mentor.id === c.req.query('mentor'));
  const mentors = [...known, ...all.filter((each) => !known.includes(each)).slice(0, shownMentors)];
  const others = all.filter((each) => !mentors.includes(each));
  const changes: PairRulesChange[] = [
    ...mentors.map(({ mentor }) => ({ add: { kind: 'lock', mentee: id, mentor: mentor.id } as const })),
    ...(current ? [{ add: { kind: 'forbid', mentee: id, mentor: current.mentor } as const }] : []),
  ];
  const before = bench.content.pairs;
  const problems = [[], ...changes.map((change) => [change])].map((some) =>
    problemOf(bench.candidates, rulesAfter(bench.rules, some), bench.settings, before),
  );
  const [now, ...after] = await solveRounds(problems);
  const price = (index: number) => priceWords(bench, now!, after[index]!, id);
  const name = personName(bench, id);
  const asksFor = await sharedAnswers(services, bench.candidates.people.get(id)!.submission, 'asked');
  const mayChange = isAtLeast(c, 'officer');
  const options = others
    .map(({ mentor }) => [mentor.id, personWords(bench, mentor.id)] as const)
    .sort(([, a], [, b]) => a.localeCompare(b));
  return c.html(
    page({
      title: `A mentor for ${name}`,
      bar: staffBar(c),
      isWide: true,
      body: html`<p><a href="/inbox/match/${bench.round.id}/#${id}">Back to the matching</a></p>
        <h1>A mentor for ${name}</h1>
        ${columns(
          html`<p>${personHtml(bench, id)}</p>
            ${
              current
                ? html`<h2>Proposed</h2>
                    ${mentorHtml(bench, id, current.mentor, current.points)}
                    ${
                      mayChange
                        ? html`<p class="hint">If these two must not be matched: ${price(mentors.length)}</p>
                            ${choiceHtml(
                              bench,
                              id,
                              'forbid',
                              html`${tellHtml('tell-proposed')}
                                <p class="actions">
                                  ${matchNowHtml(bench, id, current.mentor)}
                                  <button class="button quiet" name="mentor" value="${current.mentor}">
                                    Never match these two
                                  </button>
                                </p>`,
                            )}`
                        : nothing
                    }`
                : html`<p>No mentor is proposed.</p>`
            }`,
          html`<section class="panel">
            <h2>What mentors see</h2>
            ${answersHtml(asksFor.filter((row) => row.name !== 'fullName'))}
          </section>`,
          html`<h2>${current ? 'Other mentors' : 'Mentors'}</h2>
            ${
              mentors.length === 0
                ? html`<p class="empty">
                    No ${current ? 'other ' : ''}mentor takes part: each needs the status Eligible, and a free place.
                  </p>`
                : choiceHtml(
                    bench,
                    id,
                    'lock',
                    html`${mayChange ? html`<div class="in-sight">${tellHtml('tell-other')}</div>` : nothing}
                      <ol class="rows" role="list">
                        ${mentors.map(
                          ({ mentor, fit }, index) =>
                            html`<li>
                              ${mentorHtml(bench, id, mentor.id, fit?.score ?? 0)}
                              <p class="hint">If chosen: ${price(index)}</p>
                              ${mayChange ? buttonsHtml(bench, id, mentor.id) : nothing}
                            </li>`,
                        )}
                      </ol>`,
                  )
            }
            ${
              options.length > 0
                ? html`<h2>A mentor whom you know</h2>
                    <form>
                      ${selectHtml('mentor', 'Any other mentor with a free place', [['', 'Choose a mentor'], ...options], '', html`required`)}
                      <p><button class="button quiet">Show what choosing this mentor costs</button></p>
                    </form>`
                : nothing
            }`,
        )}`,
    }),
  );
}

/** True if staff said never to match the two; the bench lists these pairs, and allows them again. */
const isForbidden = ({ rules }: Bench, menteeId: string, mentorId: string): boolean =>
  rules.some(({ kind, mentee, mentor }) => kind === 'forbid' && mentee === menteeId && mentor === mentorId);

/** Returns a form that changes the proposal by one rule about the mentee and the mentor of the button that is pressed. */
const choiceHtml = ({ round, openRun }: Bench, mentee: string, act: 'lock' | 'forbid', content: Html): Html =>
  html`<form method="post" action="/inbox/match/${round.id}/">
    ${noEnterHtml}
    <input type="hidden" name="after" value="${openRun?.seq ?? ''}" />
    <input type="hidden" name="mentee" value="${mentee}" />
    <input type="hidden" name="act" value="${act}" />
    ${content}
  </form>`;

const tellHtml = (id: string): Html =>
  optionHtml({ id, name: 'tell', label: 'When matched now: introduce the two by email', isChecked: true });

/** Returns the buttons that choose a mentor for the proposal, if there is one, and that match the two at once. */
const buttonsHtml = (bench: Bench, mentee: string, mentor: string): Html =>
  html`<p class="actions">
    ${
      bench.openRun
        ? html`<button class="button quiet" name="mentor" value="${mentor}">
            Choose<span class="visually-hidden"> ${personName(bench, mentor)}</span>
          </button>`
        : nothing
    }
    ${matchNowHtml(bench, mentee, mentor)}
  </p>`;

const matchNowHtml = (bench: Bench, mentee: string, mentor: string): Html =>
  html`<button class="button quiet" formaction="/inbox/mentee/${mentee}/match/" name="mentor" value="${mentor}">
    Match now<span class="visually-hidden"> with ${personName(bench, mentor)}</span>
  </button>`;

function mentorHtml(bench: Bench, mentee: string, mentor: string, points: number): Html {
  const { reasons, cautions } = viewOf(bench, mentee, mentor);
  return html`<p>${personHtml(bench, mentor)}</p>
    <p class="hint">${[counted(points, 'point'), ...reasons].join(' · ')}</p>
    ${cautions.map((caution) => html`<p class="error">${caution}</p>`)}`;
}

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
