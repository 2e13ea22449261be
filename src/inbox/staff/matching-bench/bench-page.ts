import { html } from 'hono/html';
import { dayWords } from '#forms/dates/calendar.ts';
import { formatDeadline } from '#forms/dates/deadline.ts';
import { columns, nothing, page, type Html } from '../../pages/layout.ts';
import { hiddenHtml } from '../../pages/hidden.ts';
import { optionHtml } from '../../pages/option.ts';
import { leftIn, settingsIn, totalsIn } from '../../services/matching/run.ts';
import type { LeftOver } from '../../services/matching/left-over.ts';
import { askedWithin } from '../../services/staying.ts';
import { highestScore } from '../../services/matching/match-score.ts';
import { pairKey } from '../../services/matching/matching-round.ts';
import type { RunPair, Run } from '../../stores/store.ts';
import { staffName } from '../actor.ts';
import { shortTimeHtml } from '../ui/short-time.ts';
import { viewAddress } from '../submissions/list-filter.ts';
import { askedSummaryHtml } from './asked-mentors.ts';
import type { Bench } from './read-bench.ts';
import { changeMentorHtml, personHtml, personName } from './person.ts';
import { pairView, type PairView } from './pair-view.ts';
import { settingsFieldsHtml } from './settings-form.ts';
import { changeWords, differenceWords, reasonWords, sectorWords, sentenceWords } from './words.ts';
import { counted, countWords } from '../../count-words.ts';
import { mapInTurns } from '../../map-in-turns.ts';
import { newsHtml } from '../../pages/news.ts';
import { tableHtml } from '../ui/table.ts';

/** Which pairs are shown: all, those to look at, those who cannot meet, the weakest, those that changed, or those that are locked. */
export type PairsShown = (typeof pairsShown)[number];
const pairsShown = ['', 'look', 'apart', 'weak', 'changed', 'locked'] as const;

export const readShown = (asked: string | undefined): PairsShown => pairsShown.find((each) => each === asked) ?? '';

/** Returns the address of the bench, with the same pairs shown. */
export const benchAddress = (round: string, show: PairsShown = ''): string =>
  `/inbox/match/${round}/${show === '' ? '' : `?show=${show}`}`;

export interface BenchPageOptions {
  bar: Html;
  mayChange: boolean;
  /** True if people can still apply. */
  isOpen: boolean;
  bench: Bench;
  /** The open run before the newest one. */
  before: { run: Run; pairs: readonly RunPair[] } | undefined;
  show: PairsShown;
  news: string | undefined;
  /** The points as typed in a form that was refused. */
  typed: ((name: string) => string) | undefined;
}

export function benchPage(options: BenchPageOptions): Html {
  const { bar, bench, news } = options;
  const { round, openRun } = bench;
  return page({
    title: `Matching ${round.title}`,
    bar,
    isWide: true,
    body: html`<p><a href="/inbox/match/">All rounds</a></p>
      <h1>Matching ${round.title}</h1>
      ${newsHtml(news)}
      ${columns(
        html`${supplyHtml(bench)}
        ${
          options.isOpen
            ? html`<p class="note">
                People can apply until ${formatDeadline(round.closesAt)}. Whoever applies after you publish finds fewer
                places.
              </p>`
            : nothing
        }
        ${askedSummaryHtml(round.id, bench.offers)}
        ${openRun ? totalsHtml(bench, openRun) : options.mayChange ? proposeHtml(options, 'Propose matches') : nothing}`,
        html`${bench.content.pairs.length > 0 && options.mayChange ? publishHtml(bench) : nothing}
        ${settingsHtml(options)} ${rulesHtml(options)}`,
        html`${openRun ? openRunHtml(options, openRun) : nothing} ${historyHtml(options)}`,
      )}`,
  });
}

/** Returns a form that changes the bench. It names the open run that the page shows, and leads back to the same pairs. */
const changeFormHtml = ({ bench: { round, openRun }, show }: BenchPageOptions, content: Html, id?: string): Html =>
  html`<form method="post" action="${benchAddress(round.id, show)}" ${id === undefined ? nothing : html`id="${id}"`}>
    <input type="hidden" name="after" value="${openRun?.seq ?? ''}" />
    ${content}
  </form>`;

/** Returns a form that does one thing with the bench; nothing for those who may only look. */
const deedHtml = (
  options: BenchPageOptions,
  act: string,
  fields: Readonly<Record<string, number>>,
  words: Html | string,
): Html =>
  options.mayChange
    ? changeFormHtml(
        options,
        html`${hiddenHtml(fields)}<button class="link" name="act" value="${act}">${words}</button>`,
      )
    : nothing;

const proposeHtml = (options: BenchPageOptions, words: string): Html =>
  changeFormHtml(
    options,
    html`<p>
      <button class="button${options.bench.openRun ? ' quiet' : ''}" name="act" value="propose">${words}</button>
    </p>`,
  );

const besideWords = (asked: number): string =>
  asked === 0 ? '' : `, besides ${asked === 1 ? 'one whose mentor is' : `${asked} whose mentors are`} asked`;

/** Returns the address of the list of a round's mentees without a mentor. */
export const leftAddress = ({ id }: Bench['round']): string =>
  viewAddress({ form: 'mentee', round: id, matched: false });

/** Says how many people take part, and links to those who could, and to the pairs that are matched. */
function supplyHtml(bench: Bench): Html {
  const {
    candidates: { mentees, mentors, left },
    offers,
    round,
    matched,
  } = bench;
  const asked = offers.filter(({ answer }) => answer === 'waiting').length;
  const places = mentors.reduce((sum, mentor) => sum + mentor.places, 0);
  const reasons = [
    ['paused', 'taking a break'],
    ['place behind a tick', 'marked as matched though a place is free: give the status Eligible if it is'],
    [
      'leaves before the start',
      `offered only until a day before the start, ${dayWords(round.cycleStarts)}${bench.asksToStay ? `; ${askedWithin} days before their last day, each is asked by email whether to stay` : ''}`,
    ],
    ['no time', 'said that they have no time in this round'],
    ['no answer', 'did not answer when they were asked'],
    ['duplicate', 'applied or offered twice; only the first counts'],
  ] as const;
  const counted = reasons
    .map(([why, words]) => ({ some: left.filter((each) => each.why === why), words }))
    .filter(({ some }) => some.length > 0);
  const toDecide = left.filter(({ why }) => why === 'not vetted').length;
  const others = bench.undecidedMentors - toDecide;
  const unmatched = `${sentenceWords(countWords(mentees.length, 'mentee'))} without a mentor`;
  return html`<p>
      ${
        matched === 0 || mentees.length === 0 ? unmatched : html`<a href="${leftAddress(round)}">${unmatched}</a>`
      }${besideWords(asked)}.
      ${
        mentors.length === 0
          ? 'No eligible mentor has a free place.'
          : `${sentenceWords(countWords(mentors.length, 'eligible mentor'))} with ${countWords(places, 'free place')}.`
      }
      ${
        matched === 0
          ? nothing
          : html`<a href="/inbox/match/${round.id}/pairs/"
                >${sentenceWords(countWords(matched, 'pair'))} ${matched === 1 ? 'is' : 'are'} matched</a
              >.`
      }
    </p>
    ${
      toDecide === 0
        ? nothing
        : html`<p class="note">
            ${sentenceWords(countWords(toDecide, 'mentor'))} who could take mentees ${toDecide === 1 ? 'waits' : 'wait'}
            for your decision, and ${toDecide === 1 ? 'is' : 'are'} not proposed before.
            <a href="${viewAddress({ form: 'mentor', undecided: true, order: 'oldest' })}"
              >Read ${toDecide === 1 ? 'the offer' : 'the offers'}</a
            >, and give the status Eligible to each who may mentor.
            ${others > 0 ? `That list also has ${countWords(others, 'mentor')} who cannot be matched here: they answer questions only, or offered twice.` : nothing}
          </p>`
    }
    ${
      counted.length === 0
        ? nothing
        : html`<details>
            <summary>Not taking part: ${left.length - toDecide}</summary>
            <ul>
              ${counted.map(
                ({ some, words }) =>
                  html`<li>
                    ${some.length} ${words}:
                    ${some.map(({ form, id }, index) => html`${index === 0 ? '' : ', '}<a href="/inbox/${form}/${id}/">${personName(bench, id)}</a>`)}
                  </li>`,
              )}
            </ul>
          </details>`
    }`;
}

/** Returns the numbers of a proposal. Those that say that something is left to do stand out. */
function totalsHtml(bench: Bench, openRun: Run): Html {
  const totals = totalsIn(openRun);
  const { floor } = settingsIn(openRun);
  const { pairs } = bench.content;
  const numbers: [words: string, count: number, isToDo?: boolean, at?: string][] = [
    ['Pairs', totals.matched],
    ['First choice of sector', pairs.filter(({ sectorRank }) => sectorRank === 0).length],
    ['Locked', pairs.filter(({ isLocked }) => isLocked).length, false, '?show=locked#pairs'],
    ['Points', totals.points],
    ['Left over', leftIn(bench.content).length, true, '#left'],
    ['Cannot meet', totals.matched - totals.canMeet, true, '?show=apart#pairs'],
  ];
  if (floor > 0) numbers.push([`Fewer than ${floor} points`, totals.matched - totals.aboveFloor, true]);
  return html`<h2 id="proposal">Proposal</h2>
    <p class="hint">
      ${staffName(openRun.made.actor)}, ${shortTimeHtml(openRun.made.at)}: ${openRun.cause}.${ruledHtml(bench, openRun)}
    </p>
    <dl class="totals">
      ${numbers.map(
        ([words, count, isToDo, at]) =>
          html`<div${isToDo && count > 0 ? html` class="to-do"` : nothing}>
            <dt>${at !== undefined && count > 0 ? html`<a href="${at}">${words}</a>` : words}</dt>
            <dd>${count}</dd>
          </div>`,
      )}
    </dl>`;
}

const publishHtml = (bench: Bench): Html =>
  html`<section class="panel open">
    <h2>Publish</h2>
    <p>You read the letters and choose who is told. Nothing is sent before that.</p>
    <p><a class="button" href="/inbox/match/${bench.round.id}/publish/">Publish…</a></p>
  </section>`;

async function openRunHtml(options: BenchPageOptions, openRun: Run) {
  const { bench, before } = options;
  const views = await mapInTurns(bench.content.pairs, (pair) => pairView(bench, pair));
  const difference = before && differenceWords(totalsIn(before.run), totalsIn(openRun), settingsIn(openRun).floor);
  const mentorBefore = new Map(before?.pairs.map(({ mentee, mentor }) => [mentee, mentor]));
  const isChanged = ({ pair }: PairView) => before !== undefined && mentorBefore.get(pair.mentee) !== pair.mentor;
  const changed = views.filter(isChanged).length;
  return html`${pairsHtml(options, views, isChanged)}
  ${
    before
      ? html`<p>
          Against the proposal before: ${difference === '' ? 'just as good' : difference};
          ${countWords(changed, 'pair')} changed.
          ${deedHtml(options, 'back', { run: before.run.seq }, 'Undo: go back to it')}
        </p>`
      : nothing
  }
  ${leftHtml(bench, leftIn(bench.content))}`;
}

/** How many of the weakest pairs are shown together. */
const weakest = 5;

async function pairsHtml(
  options: BenchPageOptions,
  views: readonly PairView[],
  isChanged: (view: PairView) => boolean,
) {
  const { mayChange, show } = options;
  const choices: Record<PairsShown, [words: string, views: readonly PairView[]]> = {
    '': ['All', views],
    look: ['To look at', views.filter(({ cautions, pair }) => cautions.length > 0 && !pair.isLocked)],
    apart: ['Cannot meet', views.filter(({ pair }) => !pair.canMeet)],
    weak: ['The weakest', views.toSorted((a, b) => a.pair.points - b.pair.points).slice(0, weakest)],
    changed: ['Changed', views.filter(isChanged)],
    locked: ['Locked', views.filter(({ pair }) => pair.isLocked)],
  };
  const [, shown] = choices[show];
  // Those that no rule locks.
  const free = shown.filter(({ lock }) => lock === undefined);
  return html`<h2 id="pairs">Pairs</h2>
    <div class="deeds">
      <nav aria-label="Which pairs">
        <ul class="picks" role="list">
          ${pairsShown.map((value) => {
            const [words, { length }] = choices[value];
            return html`<li>
              <a href="?show=${value}#pairs" ${value === show ? html` aria-current="page"` : nothing}
                >${words} (${length})</a
              >
            </li>`;
          })}
        </ul>
      </nav>
      ${mayChange ? proposeHtml(options, 'Propose again') : nothing}
    </div>
    ${
      shown.length === 0
        ? html`<p class="empty">No pair is like this.</p>`
        : html`<ol class="pairs" role="list">
              ${await mapInTurns(shown, (view) => pairHtml(options, view))}
            </ol>
            ${mayChange && free.length > 0 ? tickedHtml(options, free) : nothing}`
    }`;
}

/** The form to which the ticks of all pairs belong. */
const tickedForm = 'ticked';

const tickedHtml = (options: BenchPageOptions, free: readonly PairView[]): Html =>
  changeFormHtml(
    options,
    html`${free.map(({ pair }) => html`<input type="hidden" name="shown" value="${pairKey(pair.mentee, pair.mentor)}" />`)}
      <p><strong>The ticked pairs</strong></p>
      ${optionHtml({ id: 'all', label: free.length === 1 ? 'The one above' : `All ${free.length} above` })}
      <p class="actions">
        <button class="button quiet" name="act" value="lock-ticked">Lock them</button>
        <button class="button quiet" name="act" value="forbid-ticked">Never match them</button>
      </p>`,
    tickedForm,
  );

const pairHtml = (options: BenchPageOptions, { pair, reasons, cautions, lock }: PairView): Html => {
  const { bench, mayChange } = options;
  const mentee = personName(bench, pair.mentee);
  const share = Math.round((100 * pair.points) / highestScore(bench.settings.weights));
  return html`<li id="${pair.mentee}" class="pair${pair.isLocked ? ' locked' : ''}">
    <p>${personHtml(bench, pair.mentee)}</p>
    <p class="fit">
      ${counted(pair.points, 'point')}
      <svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect width="${share}" height="8" />
      </svg>
    </p>
    <p>${personHtml(bench, pair.mentor)}</p>
    <div class="judged">
      <ul class="whys" role="list">
        ${reasons.map((reason) => html`<li>${reason}</li>`)}
        ${cautions.map((caution) => html`<li class="caution"><span class="visually-hidden">Check: </span>${caution}</li>`)}
      </ul>
      <div class="deeds">
        ${pair.isLocked ? html`<span class="state">Locked</span>` : nothing}
        ${
          mayChange && lock === undefined
            ? html`<input
                type="checkbox"
                form="${tickedForm}"
                name="pick"
                value="${pairKey(pair.mentee, pair.mentor)}"
                aria-label="Tick ${mentee}’s pair"
              />`
            : nothing
        }
        ${
          mayChange
            ? changeFormHtml(
                options,
                html`<div class="deeds">
                  <input type="hidden" name="mentee" value="${pair.mentee}" />
                  <input type="hidden" name="mentor" value="${pair.mentor}" />
                  ${lock === undefined ? nothing : html`<input type="hidden" name="rule" value="${lock}" />`}
                  <button class="link" name="act" value="${lock === undefined ? 'lock' : 'end-rule'}">
                    ${lock === undefined ? 'Lock' : 'Unlock'}<span class="visually-hidden"> ${mentee}’s pair</span>
                  </button>
                  ${changeMentorHtml(bench, pair.mentee)}
                </div>`,
              )
            : nothing
        }
      </div>
    </div>
  </li>`;
};

function leftHtml(bench: Bench, left: readonly LeftOver[]): Html {
  if (left.length === 0) return html`<p>Nobody is left over.</p>`;
  const byReason = Map.groupBy(left, (one) => reasonWords(one));
  return html`<h2 id="left">Left over</h2>
    ${recruitHtml(left)}
    ${[...byReason.values()].map((some) => {
      const words = reasonWords(some[0]!, some.length);
      return some.length <= firstLeft
        ? html`<p>${words}</p>
            ${leftListHtml(bench, some)}`
        : html`<details>
            <summary>${sentenceWords(countWords(some.length, 'mentee'))}. ${words}</summary>
            ${leftListHtml(bench, some)}
          </details>`;
    })}`;
}

/** How many mentees are shown at once with the reason that they are left over. */
const firstLeft = 5;

const leftListHtml = (bench: Bench, left: readonly LeftOver[]): Html =>
  html`<ol class="rows" role="list">
    ${left.map(
      ({ mentee, changes }) =>
        html`<li id="${mentee}">
          <p>${personHtml(bench, mentee)}</p>
          <p class="hint">${changes.map((change) => changeWords(change, (id) => personName(bench, id))).join(' ')}</p>
          <p>
            <a href="/inbox/match/${bench.round.id}/${mentee}/"
              >Look for a mentor<span class="visually-hidden"> for ${personName(bench, mentee)}</span></a
            >
          </p>
        </li>`,
    )}
  </ol>`;

/** Names the sectors in which one more mentor would take one of those left over, the most wanted first. */
function recruitHtml(left: readonly LeftOver[]): Html {
  const wanted = left.flatMap(({ changes }) =>
    changes.flatMap((change) => (change.kind === 'one more mentor' ? [change.sectors] : [])),
  );
  if (wanted.length === 0) return nothing;
  const waiting = Map.groupBy(
    wanted.flatMap((some) => (some.length === 0 ? [sectorWords([])] : some.map((each) => sectorWords([each])))),
    (words) => words,
  );
  const rows = [...waiting].sort(([, a], [, b]) => b.length - a.length);
  const listHtml = (some: typeof rows) =>
    html`<ul>
      ${some.map(([words, { length }]) => html`<li>${sentenceWords(words)}: ${length}</li>`)}
    </ul>`;
  return html`<p>
      Mentors to look for, with how many mentees wait for one there. A mentee who would take two sectors counts in both.
    </p>
    ${listHtml(rows.slice(0, firstSectors))}
    ${
      rows.length <= firstSectors
        ? nothing
        : html`<details>
            <summary>Other sectors: ${rows.length - firstSectors}</summary>
            ${listHtml(rows.slice(firstSectors))}
          </details>`
    }`;
}

/** How many sectors are shown at once to look for mentors in. */
const firstSectors = 8;

const settingsHtml = (options: BenchPageOptions): Html =>
  html`<section class="panel">
    <h2 id="counts">What counts</h2>
    <p>
      As many mentees as possible get a mentor. Among all ways to do that, these decide in turn: mentees from the
      waiting list, and those who lost a mentor, come first; then pairs who can meet, each on their own clock; then
      pairs with enough points; then the most points; then what was proposed before stays. Only a mentor who knows a
      sector that the mentee wants is proposed. Name, age, origin and marks do not count.
    </p>
    ${
      options.mayChange
        ? html`<details ${options.typed ? html`open` : nothing}>
            <summary>Change the points</summary>
            ${changeFormHtml(
              options,
              html`${settingsFieldsHtml(options.bench.settings, options.typed)}
                <p><button class="button quiet" name="act" value="settings">Propose with these points</button></p>`,
            )}
          </details>`
        : nothing
    }
  </section>`;

function rulesHtml(options: BenchPageOptions): Html {
  const { bench } = options;
  const forbidden = bench.rules.filter(({ kind }) => kind === 'forbid');
  if (forbidden.length === 0) return nothing;
  return html`<section class="panel">
    <h2 id="forbidden">Never matched</h2>
    <ul>
      ${forbidden.map(
        ({ seq, mentee, mentor, made }) =>
          html`<li>
            ${personName(bench, mentee)} and ${personName(bench, mentor)}, by ${staffName(made.actor)}
            ${deedHtml(
              options,
              'end-rule',
              { rule: seq },
              html`Allow again<span class="visually-hidden">
                  ${personName(bench, mentee)} and ${personName(bench, mentor)}</span
                >`,
            )}
          </li>`,
      )}
    </ul>
  </section>`;
}

/** Returns when a proposal was made, by whom, and what led to it. */
const madeHtml = ({ made, cause }: Run): Html => html`${shortTimeHtml(made.at)}, ${staffName(made.actor)}: ${cause}`;

const goBackTo = (run: Run): Html => html`Go back to it<span class="visually-hidden">: ${madeHtml(run)}</span>`;

/** Names the pairs that a proposal locked, forbade, or let go. */
function ruledHtml(bench: Bench, run: Run): Html {
  const names = bench.ruledPairs
    .filter((pair) => pair.run === run.seq)
    .map(({ mentee, mentor }) => `${personName(bench, mentee)} and ${personName(bench, mentor)}`);
  return names.length === 0 ? nothing : html` <span class="hint">${names.join('; ')}</span>`;
}

function historyHtml(options: BenchPageOptions): Html {
  const { bench } = options;
  const { runs, openRun } = bench;
  if (runs.length === 0) return nothing;
  const stateWords = { draft: '', published: 'published', discarded: 'discarded' } as const;
  return html`<h2 id="proposals">Proposals</h2>
    ${tableHtml({
      kind: 'numbers',
      caption: 'Proposals for this round, newest first',
      heads: ['Made', 'Pairs', 'Can meet', 'Points'],
      rows: runs.map((run) => {
        const { matched, canMeet, points } = totalsIn(run);
        const isEarlier = run.state === 'draft' && run.seq !== openRun?.seq;
        return html`<tr>
          <th scope="row">
            ${madeHtml(run)}${ruledHtml(bench, run)}
            ${run.state === 'draft' ? nothing : html`<span class="state">${stateWords[run.state]}</span>`}
            ${isEarlier ? deedHtml(options, 'back', { run: run.seq }, goBackTo(run)) : nothing}
          </th>
          <td>${matched}</td>
          <td>${canMeet}</td>
          <td>${points}</td>
        </tr>`;
      }),
    })}`;
}
