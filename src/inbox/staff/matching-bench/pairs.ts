/** The pairs of a round while they last: whom to worry about, and what both said. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { dayWords } from '#forms/dates/calendar.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import type { AppEnv, Services } from '../../env.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { worriesOf, worries, type Worry } from '../../services/check-ins.ts';
import { checkInDays } from '../../services/check-in-days.ts';
import { sides, type Actor, type CheckIn, type FoundWorry, type Match } from '../../stores/store.ts';
import { actorOf, recordAction, staffName } from '../actor.ts';
import { writeToBoth } from '../match/match-panel.ts';
import { saidHtml } from '../match/check-in-answers.ts';
import { staffBar } from '../ui/bar.ts';
import { shortTimeHtml } from '../ui/short-time.ts';
import { personHtml, personName } from './person.ts';
import type { Bench } from './read-bench.ts';
import { newsHtml } from '../../pages/news.ts';

interface PairState {
  match: Match;
  checkIns: readonly CheckIn[];
  /** What nobody has dealt with. */
  worries: readonly FoundPairWorry[];
  /** What staff have dealt with, while it still holds. */
  dealtWith: readonly (FoundPairWorry & { by: Actor })[];
}

type FoundPairWorry = ReturnType<typeof worriesOf>[number];

const worryWords: Readonly<Record<Worry, string>> = {
  wrong: 'One of them says that something is wrong',
  'not-met': 'They have not met, and no date is set',
  silent: 'Neither has answered for a week',
  'could-be-better': 'One of them says that it could be better',
};

export async function showPairs(c: Context<AppEnv>, services: Services, bench: Bench): Promise<Response> {
  await recordAction(c, services, 'pairs viewed', `round/${bench.round.id}`);
  return draw(c, services, bench);
}

/** Notes that what is wrong with a pair is dealt with, or is to be looked at again. */
export async function changePairs(c: Context<AppEnv>, services: Services, bench: Bench): Promise<Response> {
  const body = await c.req.parseBody({ all: true });
  const picked = new Set([body['worry'] ?? []].flat());
  const act = ['dealt-with', 'again'].find((each) => each === body['act']);
  const pairs = await pairStates(services, bench.round.id);
  // Only what the page showed: an answer that came meanwhile is not dealt with.
  const changed = pairs
    .flatMap(({ worries: open, dealtWith }) => [...open, ...dealtWith])
    .filter((found) => picked.has(worryKey(found)));
  if (changed.length === 0 || act === undefined)
    return draw(c, services, bench, 'Nothing was changed: what was said about this pair has changed meanwhile.');
  await services.store.dealWithWorries(changed, act === 'dealt-with', actorOf(c, services));
  return c.redirect(`/inbox/match/${bench.round.id}/pairs/?done=${act}`, 303);
}

const worryKey = ({ checkIn, worry }: FoundWorry) => `${checkIn} ${worry}`;

const doneWords: ReadonlyMap<string, string> = new Map([
  ['dealt-with', 'Noted as dealt with. The pair comes back when one of them says something new that is wrong.'],
  ['again', 'The pair is among those to worry about again.'],
]);

async function draw(c: Context<AppEnv>, services: Services, bench: Bench, refused?: string): Promise<Response> {
  const { round } = bench;
  const mayChange = isAtLeast(c, 'officer');
  const pairs = await pairStates(services, round.id);
  const urgency = ({ worries: [first] }: PairState) => worries.indexOf(first!.worry);
  const worrying = pairs
    .filter((pair) => pair.worries.length > 0)
    .sort((a, b) => urgency(a) - urgency(b) || b.worries.length - a.worries.length);
  const dealtWith = pairs.filter((pair) => pair.worries.length === 0 && pair.dealtWith.length > 0);
  const others = pairs.filter((pair) => pair.worries.length === 0 && pair.dealtWith.length === 0);
  const { start, middle, end } = checkInDays(round, round.cycleStarts);
  const days = [start, middle, end].filter((day) => day !== undefined).map((day) => dayWords(day));
  const news = refused ?? doneWords.get(c.req.query('done') ?? '');
  const sectionHtml = (heading: string, some: readonly PairState[]) =>
    some.length === 0
      ? nothing
      : html`<h2>${heading}: ${some.length}</h2>
          <ol class="pairs" role="list">
            ${some.map((pair) => pairHtml(services, bench, mayChange, pair))}
          </ol>`;
  return c.html(
    page({
      title: `Pairs of ${round.title}`,
      bar: staffBar(c),
      isWide: true,
      body: html`<p><a href="/inbox/match/">All rounds</a></p>
        <h1>Pairs of ${round.title}</h1>
        ${newsHtml(news)}
        <p>
          Pairs now: ${pairs.length}. Both people are asked how it goes on ${days.join(', ')}; a pair that begins later
          is asked later. Whoever has answered gets no reminder.
        </p>
        ${
          worrying.length === 0
            ? html`<h2>To worry about: 0</h2>
                <p class="empty">No pair gives reason to worry.</p>`
            : sectionHtml('To worry about', worrying)
        }
        ${sectionHtml('Dealt with', dealtWith)} ${sectionHtml('The others', others)}`,
    }),
    refused === undefined ? 200 : 409,
  );
}

/** Returns the current pairs of a round with their check-ins and worries. */
async function pairStates({ store, clock }: Services, round: string): Promise<PairState[]> {
  const today = localDay(clock());
  const byMatch = Map.groupBy(await store.checkIns({ round }), ({ match }) => match);
  const done = new Map((await store.worriesDealtWith(round)).map((each) => [worryKey(each), each.by]));
  return (await store.matches())
    .filter((match) => match.round === round)
    .map((match) => {
      const checkIns = byMatch.get(match.seq) ?? [];
      const found = worriesOf(checkIns, today);
      return {
        match,
        checkIns,
        worries: found.filter((each) => !done.has(worryKey(each))),
        dealtWith: found.flatMap((each) => {
          const by = done.get(worryKey(each));
          return by ? [{ ...each, by }] : [];
        }),
      };
    });
}

/** Returns how many current pairs of a round give reason to worry. */
export const worryingCount = async (services: Services, round: string): Promise<number> =>
  (await pairStates(services, round)).filter((pair) => pair.worries.length > 0).length;

function pairHtml(services: Services, bench: Bench, mayChange: boolean, pair: PairState): Html {
  const { match, checkIns, worries: found, dealtWith } = pair;
  const [mentee, mentor] = [match.mentee.submissionId, match.mentor.submissionId];
  return html`<li>
    <div class="two">
      <p>${personHtml(bench, mentee)}</p>
      <p>${personHtml(bench, mentor)}</p>
    </div>
    ${[...new Set(found.map(({ worry }) => worry))].map((worry) => html`<p class="error">${worryWords[worry]}</p>`)}
    ${dealtWith.map(
      ({ worry, by }) =>
        html`<p class="hint">${worryWords[worry]}: dealt with by ${staffName(by.actor)}, ${shortTimeHtml(by.at)}</p>`,
    )}
    ${
      checkIns.length === 0
        ? html`<p class="hint">Not asked yet.</p>`
        : html`<div class="two">
            ${sides.map(
              (side) =>
                html`<div>
                  ${checkIns.filter((each) => each.side === side).map((each) => saidHtml(services, each, side))}
                </div>`,
            )}
          </div>`
    }
    <div class="deeds">
      ${mayChange && found.length > 0 ? dealHtml(bench, pair, found, 'dealt-with', 'Dealt with') : nothing}
      ${mayChange && dealtWith.length > 0 ? dealHtml(bench, pair, dealtWith, 'again', 'Look at it again') : nothing}
      ${
        mayChange
          ? html`<a href="${writeToBoth(match.seq)}"
              >Write to both<span class="visually-hidden"
                >, ${personName(bench, mentee)} and ${personName(bench, mentor)}</span
              ></a
            >`
          : nothing
      }
      <a href="/inbox/mentee/${mentee}/#match"
        >End the match<span class="visually-hidden"> of ${personName(bench, mentee)}</span></a
      >
    </div>
  </li>`;
}

const dealHtml = (
  bench: Bench,
  { match: { mentee, mentor } }: PairState,
  some: readonly FoundWorry[],
  act: string,
  words: string,
): Html =>
  html`<form method="post" action="/inbox/match/${bench.round.id}/pairs/">
    ${some.map((each) => html`<input type="hidden" name="worry" value="${worryKey(each)}" />`)}
    <button class="link" name="act" value="${act}">
      ${words}<span class="visually-hidden">
        : ${personName(bench, mentee.submissionId)} and ${personName(bench, mentor.submissionId)}</span
      >
    </button>
  </form>`;
