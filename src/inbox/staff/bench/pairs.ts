/** The pairs of a round while they last: whom to worry about, and what both said. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { dayWords } from '#forms/dates/calendar.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import type { AppEnv, Services } from '../../env.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { openCheckInNote, questions, worriesOf, worries, type Worry } from '../../services/check-ins.ts';
import { checkInDays } from '../../services/cycle.ts';
import type { CheckIn, CheckInKind, Match, Side } from '../../stores/types/store.ts';
import { recordAction } from '../actor.ts';
import { staffBar } from '../ui/bar.ts';
import { missingPage } from '../ui/missing-page.ts';
import { personHtml, personName } from './person.ts';
import { readBench, type Bench } from './read-bench.ts';

interface PairState {
  match: Match;
  checkIns: readonly CheckIn[];
  worries: readonly Worry[];
}

const worryWords: Readonly<Record<Worry, string>> = {
  wrong: 'One of them says that something is wrong',
  'not-met': 'They have not met, and no date is set',
  silent: 'Neither has answered for a week',
  'could-be-better': 'One of them says that it could be better',
};

const kindWords: Readonly<Record<CheckInKind, string>> = { start: 'Start', middle: 'Middle', end: 'End' };
const sides: readonly Side[] = ['mentee', 'mentor'];

export async function showPairs(c: Context<AppEnv>, services: Services): Promise<Response> {
  const bench = await readBench(c, services);
  if (!bench) return c.html(missingPage, 404);
  await recordAction(c, services, 'pairs viewed', `round/${bench.round.id}`);
  const pairs = await pairStates(services, bench.round.id);
  const urgency = ({ worries: [first] }: PairState) => worries.indexOf(first!);
  const worrying = pairs
    .filter((pair) => pair.worries.length > 0)
    .sort((a, b) => urgency(a) - urgency(b) || b.worries.length - a.worries.length);
  const others = pairs.filter((pair) => pair.worries.length === 0);
  const { round } = bench;
  const { start, middle, end } = checkInDays(round, round.cycleStarts);
  const days = [start, middle, end].filter((day) => day !== undefined).map((day) => dayWords(day));
  return c.html(
    page({
      title: `Pairs of ${round.title}`,
      bar: staffBar(c),
      isWide: true,
      body: html`<p><a href="/inbox/match/">All rounds</a></p>
        <h1>Pairs of ${round.title}</h1>
        <p>
          Pairs now: ${pairs.length}. Both people are asked how it goes on ${days.join(', ')}; a pair that begins later
          is asked later. Whoever has answered gets no reminder.
        </p>
        <h2>To worry about: ${worrying.length}</h2>
        ${
          worrying.length === 0
            ? html`<p class="empty">No pair gives reason to worry.</p>`
            : listHtml(services, bench, worrying)
        }
        ${
          others.length === 0
            ? nothing
            : html`<h2>The others: ${others.length}</h2>
                ${listHtml(services, bench, others)}`
        }`,
    }),
  );
}

/** Returns the current pairs of a round with their check-ins and worries. */
async function pairStates({ store, clock }: Services, round: string): Promise<PairState[]> {
  const today = localDay(clock());
  const byMatch = Map.groupBy(await store.checkIns({ round }), ({ match }) => match);
  return (await store.matches())
    .filter((match) => match.round === round)
    .map((match) => {
      const checkIns = byMatch.get(match.seq) ?? [];
      return { match, checkIns, worries: worriesOf(checkIns, today) };
    });
}

/** Returns how many current pairs of a round give reason to worry. */
export const worryingCount = async (services: Services, round: string): Promise<number> =>
  (await pairStates(services, round)).filter((pair) => pair.worries.length > 0).length;

const listHtml = (services: Services, bench: Bench, pairs: readonly PairState[]): Html =>
  html`<ol class="pairs">
    ${pairs.map((pair) => pairHtml(services, bench, pair))}
  </ol>`;

function pairHtml(services: Services, bench: Bench, { match, checkIns, worries: found }: PairState): Html {
  const [mentee, mentor] = [match.mentee.submissionId, match.mentor.submissionId];
  const addresses = [mentee, mentor].map((id) => bench.candidates.people.get(id)?.content.answers['email']);
  return html`<li>
    <div class="two">
      <p>${personHtml(bench, mentee)}</p>
      <p>${personHtml(bench, mentor)}</p>
    </div>
    ${found.map((worry) => html`<p class="error">${worryWords[worry]}</p>`)}
    ${
      checkIns.length === 0
        ? html`<p class="hint">Not asked yet.</p>`
        : html`<div class="two">
            ${sides.map((side) =>
              sideHtml(
                services,
                side,
                checkIns.filter((each) => each.side === side),
              ),
            )}
          </div>`
    }
    <p class="deeds">
      ${
        addresses.every((each) => typeof each === 'string')
          ? html`<a href="mailto:${addresses.map(encodeURIComponent).join(',')}?subject=Your%20mentoring"
              >Write to both<span class="hidden"
                >, ${personName(bench, mentee)} and ${personName(bench, mentor)}</span
              ></a
            >`
          : nothing
      }
      ${
        found.length > 0
          ? html`<a href="/inbox/mentee/${mentee}/#match"
              >End the match<span class="hidden"> of ${personName(bench, mentee)}</span></a
            >`
          : nothing
      }
    </p>
  </li>`;
}

const sideHtml = (services: Services, side: Side, checkIns: readonly CheckIn[]): Html =>
  html`<div>
    ${checkIns.map((checkIn) => {
      const note = openCheckInNote(services.vault, checkIn);
      return html`<p class="hint">${kindWords[checkIn.kind]}, ${side}: ${answersOf(checkIn)}</p>
        ${note === undefined ? nothing : html`<p class="text">${note}</p>`}`;
    })}
  </div>`;

/** Returns the answers in words: "Yes, we have met · All is well". */
function answersOf({ kind, answers, answeredAt }: CheckIn): string {
  if (answeredAt === null) return 'no answer yet';
  const words = questions[kind].flatMap(({ name, answers: choices }) =>
    choices.filter(([value]) => value === answers[name]).map(([, label]) => label),
  );
  return words.length === 0 ? 'a message only' : words.join(' · ');
}
