import { html } from 'hono/html';
import { dayWords } from '#forms/dates/calendar.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { leftIn, settingsIn, totalsIn } from '../../services/matching/draft.ts';
import type { LeftOver } from '../../services/matching/left-over.ts';
import type { RunPair, Run } from '../../stores/types/store.ts';
import { shortTimeHtml } from '../ui/short-time.ts';
import type { Bench } from './read-bench.ts';
import { personHtml, personName } from './person.ts';
import { pairView, type PairView } from './pair-view.ts';
import { settingsFieldsHtml } from './settings-form.ts';
import { changeWords, countWords, differenceWords, pointsWords, reasonWords } from './words.ts';

export interface BenchPageOptions {
  bar: Html;
  mayChange: boolean;
  bench: Bench;
  /** The draft before the newest one. */
  before: { run: Run; pairs: readonly RunPair[] } | undefined;
  /** Which pairs are shown: all, those to look at, the weakest, or those that changed. */
  show: string;
  news: string | undefined;
}

export function benchPage(options: BenchPageOptions): Html {
  const { bar, bench, news } = options;
  const { round, draft } = bench;
  return page({
    title: `Matching ${round.title}`,
    bar,
    isWide: true,
    body: html`<p><a href="/inbox/match/">All rounds</a></p>
      <h1>Matching ${round.title}</h1>
      ${news === undefined ? nothing : html`<p class="note" role="status">${news}</p>`} ${supplyHtml(bench)}
      ${draft ? draftHtml(options, draft) : options.mayChange ? proposeHtml(bench, 'Propose matches') : nothing}
      ${settingsHtml(options)} ${rulesHtml(options)} ${historyHtml(options)}`,
  });
}

/** Returns the start of a form that changes the bench. It names the draft that the page shows. */
const changeFormHtml = ({ round, draft }: Bench, content: Html): Html =>
  html`<form method="post" action="/inbox/match/${round.id}/">
    <input type="hidden" name="after" value="${draft?.seq ?? ''}" />
    ${content}
  </form>`;

const proposeHtml = (bench: Bench, words: string): Html =>
  changeFormHtml(
    bench,
    html`<p><button class="button${bench.draft ? ' quiet' : ''}" name="act" value="propose">${words}</button></p>`,
  );

/** Says who takes part, and links to those who could. */
function supplyHtml({ candidates: { mentees, mentors, left }, round }: Bench): Html {
  const places = mentors.reduce((sum, mentor) => sum + mentor.places, 0);
  const reasons = [
    ['not vetted', 'offered to mentor and are not vetted: give them the status Eligible when they are'],
    ['place behind a tick', 'are marked as matched though a place is free: give them the status Matching if it is'],
    ['leaves before the start', `offered only until before the start, ${dayWords(round.cycleStarts)}`],
    ['duplicate', 'applied or offered twice; only the first counts'],
  ] as const;
  const counted = reasons
    .map(([why, words]) => ({ count: left.filter((each) => each.why === why).length, words }))
    .filter(({ count }) => count > 0);
  return html`<p>
      ${countWords(mentees.length, 'mentee')} without a mentor. ${countWords(mentors.length, 'vetted mentor')} with
      ${countWords(places, 'free place')}.
    </p>
    ${
      counted.length === 0
        ? nothing
        : html`<details>
            <summary>Not taking part: ${left.length}</summary>
            <ul>
              ${counted.map(({ count, words }) => html`<li>${count} ${words}.</li>`)}
            </ul>
          </details>`
    }`;
}

function draftHtml(options: BenchPageOptions, draft: Run): Html {
  const { bench, before, mayChange } = options;
  const totals = totalsIn(draft);
  const { floor } = settingsIn(draft);
  const left = leftIn(bench.content);
  const views = bench.content.pairs.map((pair) => pairView(bench, pair));
  const difference = before && differenceWords(totalsIn(before.run), totals, floor);
  const mentorBefore = new Map(before?.pairs.map(({ mentee, mentor }) => [mentee, mentor]));
  const isChanged = ({ pair }: PairView) => before !== undefined && mentorBefore.get(pair.mentee) !== pair.mentor;
  const changed = views.filter(isChanged).length;
  const by = draft.made.actor.replace(/^staff:/, '');
  return html`<h2 id="proposal">Proposal</h2>
    <p class="hint">${draft.cause} by ${by}, ${shortTimeHtml(draft.made.at)}.</p>
    <dl class="totals">
      <div>
        <dt>Pairs</dt>
        <dd>${totals.matched}</dd>
      </div>
      <div>
        <dt>Left over</dt>
        <dd>${left.length}</dd>
      </div>
      <div>
        <dt>First choice of sector</dt>
        <dd>${bench.content.pairs.filter(({ sectorRank }) => sectorRank === 0).length}</dd>
      </div>
      <div>
        <dt>Cannot meet</dt>
        <dd>${totals.matched - totals.canMeet}</dd>
      </div>
      ${
        floor > 0
          ? html`<div>
              <dt>Fewer than ${floor} points</dt>
              <dd>${totals.matched - totals.aboveFloor}</dd>
            </div>`
          : nothing
      }
      <div>
        <dt>Locked</dt>
        <dd>${views.filter(({ pair }) => pair.isLocked).length}</dd>
      </div>
      <div>
        <dt>Points</dt>
        <dd>${totals.points}</dd>
      </div>
    </dl>
    ${
      before
        ? html`<p>
            Against the proposal before: ${difference === '' ? 'just as good' : difference};
            ${countWords(changed, 'pair')} changed.
            ${
              mayChange
                ? changeFormHtml(
                    bench,
                    html`<input type="hidden" name="run" value="${before.run.seq}" /><button
                        class="link"
                        name="act"
                        value="back"
                      >
                        Undo: go back to it
                      </button>`,
                  )
                : nothing
            }
          </p>`
        : nothing
    }
    ${
      mayChange
        ? html`<div class="deeds">
            <a class="button" href="/inbox/match/${bench.round.id}/publish/">Publish…</a>
            ${proposeHtml(bench, 'Propose again')}
          </div>`
        : nothing
    }
    ${pairsHtml(options, views, isChanged)} ${leftHtml(bench, left)}`;
}

/** How many of the weakest pairs are shown together. */
const weakest = 5;

function pairsHtml(
  { bench, mayChange, show }: BenchPageOptions,
  views: readonly PairView[],
  isChanged: (view: PairView) => boolean,
): Html {
  const choices = [
    ['', 'All', views],
    ['look', 'To look at', views.filter(({ cautions, pair }) => cautions.length > 0 && !pair.isLocked)],
    ['weak', 'The weakest', views.toSorted((a, b) => a.pair.points - b.pair.points).slice(0, weakest)],
    ['changed', 'Changed', views.filter(isChanged)],
    ['locked', 'Locked', views.filter(({ pair }) => pair.isLocked)],
  ] as const;
  const [, , shown] = choices.find(([value]) => value === show) ?? choices[0];
  return html`<h3 id="pairs">Pairs</h3>
    <nav aria-label="Which pairs">
      <ul class="ways">
        ${choices.map(
          ([value, words, { length }]) =>
            html`<li>
              <a
                href="?show=${value}#pairs"
                ${value === show || (value === '' && !choices.some(([each]) => each === show)) ? html` aria-current="page"` : nothing}
                >${words} (${length})</a
              >
            </li>`,
        )}
      </ul>
    </nav>
    ${
      shown.length === 0
        ? html`<p class="empty">No pair is like this.</p>`
        : html`<ol class="pairs">
            ${shown.map((view) => pairHtml(bench, mayChange, view))}
          </ol>`
    }`;
}

const pairHtml = (bench: Bench, mayChange: boolean, { pair, reasons, cautions, lock }: PairView): Html => {
  const mentee = personName(bench, pair.mentee);
  return html`<li id="${pair.mentee}">
    <div class="two">
      <p>${personHtml(bench, pair.mentee)}</p>
      <p>${personHtml(bench, pair.mentor)}</p>
    </div>
    <p class="hint">${[pointsWords(pair.points), ...reasons].join(' · ')}</p>
    ${cautions.map((caution) => html`<p class="error">${caution}</p>`)}
    ${pair.isLocked ? html`<p class="hint"><span class="label">Locked</span></p>` : nothing}
    ${
      mayChange
        ? changeFormHtml(
            bench,
            html`<div class="deeds">
              <input type="hidden" name="mentee" value="${pair.mentee}" />
              <input type="hidden" name="mentor" value="${pair.mentor}" />
              ${lock === undefined ? nothing : html`<input type="hidden" name="rule" value="${lock}" />`}
              <button class="link" name="act" value="${lock === undefined ? 'lock' : 'end-rule'}">
                ${lock === undefined ? 'Lock' : 'Unlock'}<span class="hidden"> ${mentee}’s pair</span>
              </button>
              <a href="/inbox/match/${bench.round.id}/${pair.mentee}/"
                >Change<span class="hidden"> ${mentee}’s mentor</span></a
              >
            </div>`,
          )
        : nothing
    }
  </li>`;
};

function leftHtml(bench: Bench, left: readonly LeftOver[]): Html {
  if (left.length === 0) return html`<p>Nobody is left over.</p>`;
  const nameOf = (id: string) => personName(bench, id);
  const wanted = Map.groupBy(
    left.flatMap(({ changes }) => changes.flatMap((change) => (change.kind === 'one more mentor' ? [change] : []))),
    (change) => changeWords(change, nameOf),
  );
  const recruit = [...wanted].sort(([, a], [, b]) => b.length - a.length);
  return html`<h3 id="left">Left over</h3>
    ${
      recruit.length === 0
        ? nothing
        : html`<p>Mentors to look for:</p>
            <ul>
              ${recruit.map(
                ([words, { length }]) =>
                  html`<li>${words.replace(/^Only one more mentor helps: i/, 'I')} Waiting: ${length}.</li>`,
              )}
            </ul>`
    }
    <ol class="pairs">
      ${left.map(
        (one) =>
          html`<li id="${one.mentee}">
            <p>${personHtml(bench, one.mentee)}</p>
            <p class="hint">
              ${reasonWords(one)} ${one.changes.map((change) => changeWords(change, nameOf)).join(' ')}
            </p>
            <p>
              <a href="/inbox/match/${bench.round.id}/${one.mentee}/"
                >Look for a mentor<span class="hidden"> for ${nameOf(one.mentee)}</span></a
              >
            </p>
          </li>`,
      )}
    </ol>`;
}

const settingsHtml = ({ bench, mayChange }: BenchPageOptions): Html =>
  html`<h2 id="counts">What counts</h2>
    <p>
      As many mentees as possible get a mentor. Among all ways to do that, these decide in turn: mentees from the
      waiting list come first; then pairs who can meet, each on their own clock; then pairs with enough points; then the
      most points; then what was proposed before stays. Only a mentor who knows a sector that the mentee wants is
      proposed. Name, age, origin and marks do not count.
    </p>
    ${
      mayChange
        ? html`<details>
            <summary>Change the points</summary>
            ${changeFormHtml(
              bench,
              html`${settingsFieldsHtml(bench.settings)}
                <p><button class="button quiet" name="act" value="settings">Propose with these points</button></p>`,
            )}
          </details>`
        : nothing
    }`;

function rulesHtml({ bench, mayChange }: BenchPageOptions): Html {
  const forbidden = bench.rules.filter(({ kind }) => kind === 'forbid');
  if (forbidden.length === 0) return nothing;
  return html`<h2 id="forbidden">Never matched</h2>
    <ul>
      ${forbidden.map(
        ({ seq, mentee, mentor, made }) =>
          html`<li>
            ${personName(bench, mentee)} and ${personName(bench, mentor)}, by ${made.actor.replace(/^staff:/, '')}
            ${
              mayChange
                ? changeFormHtml(
                    bench,
                    html`<input type="hidden" name="rule" value="${seq}" /><button
                        class="link"
                        name="act"
                        value="end-rule"
                      >
                        Allow again<span class="hidden">
                          ${personName(bench, mentee)} and ${personName(bench, mentor)}</span
                        >
                      </button>`,
                  )
                : nothing
            }
          </li>`,
      )}
    </ul>`;
}

function historyHtml({ bench, mayChange }: BenchPageOptions): Html {
  const { runs, draft } = bench;
  if (runs.length === 0) return nothing;
  const stateWords = { draft: '', published: 'published', discarded: 'discarded' } as const;
  return html`<h2 id="proposals">Proposals</h2>
    <table class="numbers">
      <caption class="hidden">
        Proposals for this round, newest first
      </caption>
      <thead>
        <tr>
          <th scope="col">Made</th>
          <th scope="col">Pairs</th>
          <th scope="col">Can meet</th>
          <th scope="col">Points</th>
        </tr>
      </thead>
      <tbody>
        ${runs.map((run) => {
          const { matched, canMeet, points } = totalsIn(run);
          const isEarlier = run.state === 'draft' && run.seq !== draft?.seq;
          return html`<tr>
            <th scope="row">
              ${shortTimeHtml(run.made.at)}, ${run.made.actor.replace(/^staff:/, '')}: ${run.cause}
              ${run.state === 'draft' ? nothing : html`<span class="label">${stateWords[run.state]}</span>`}
              ${
                isEarlier && mayChange
                  ? changeFormHtml(
                      bench,
                      html`<input type="hidden" name="run" value="${run.seq}" /><button
                          class="link"
                          name="act"
                          value="back"
                        >
                          Go back to it<span class="hidden">: the proposal of ${run.made.at}</span>
                        </button>`,
                    )
                  : nothing
              }
            </th>
            <td>${matched}</td>
            <td>${canMeet}</td>
            <td>${points}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
}
