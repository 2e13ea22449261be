import type { Context } from 'hono';
import { html } from 'hono/html';
import { dayWords } from '#forms/dates/calendar.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import type { AppEnv, Services } from '../../env.ts';
import { sayNeverMet } from '../../services/check-ins.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { nothing, page } from '../../pages/layout.ts';
import type { Match, MatchToEnd } from '../../stores/store.ts';
import { actorOf, recordAction } from '../actor.ts';
import { formValue } from '../../pages/form-value.ts';
import { endingFieldHtml, readEnding } from '../match/ending.ts';
import { staffBar } from '../ui/bar.ts';
import type { Bench } from './read-bench.ts';
import { personHtml, personName } from './person.ts';
import { countWords } from '../../count-words.ts';
import { errorSummaryHtml } from '../../pages/error-summary.ts';
import type { FieldProblem } from '../../pages/input.ts';
import { sureHtml } from '../../pages/sure.ts';

/** A pair to end, and whether its answers to check-ins say that the two never met, or nothing at all. */
interface PairToEnd extends Match {
  isNeverMet: boolean;
  isSilent: boolean;
}

async function pairsOf({ store }: Services, { round }: Bench): Promise<PairToEnd[]> {
  const checkIns = Map.groupBy(await store.checkIns({ round: round.id }), ({ match }) => match);
  return (await store.matches())
    .filter((match) => match.round === round.id)
    .map((match) => {
      const asked = checkIns.get(match.seq) ?? [];
      return {
        ...match,
        isNeverMet: sayNeverMet(asked),
        isSilent: asked.every(({ answeredAt }) => answeredAt === null),
      };
    });
}

/** Shows the pairs of a round and how each will be recorded when they end. */
export async function showEndRound(c: Context<AppEnv>, services: Services, bench: Bench): Promise<Response> {
  await recordAction(c, services, 'end of round viewed', `round/${bench.round.id}`);
  return draw(c, services, bench, await pairsOf(services, bench));
}

function draw(
  c: Context<AppEnv>,
  { clock }: Services,
  bench: Bench,
  matches: readonly PairToEnd[],
  refused?: { typed: Readonly<Record<string, unknown>>; problems: readonly FieldProblem[] },
): Response | Promise<Response> {
  const { round } = bench;
  const done = c.req.query('ended');
  return c.html(
    page({
      title: `End the pairs of ${round.title}`,
      bar: staffBar(c),
      body: html`<p><a href="/inbox/match/">All rounds</a></p>
        <h1>End the pairs of ${round.title}</h1>
        ${errorSummaryHtml(refused?.problems ?? [])}
        ${
          done !== undefined && /^\d{1,6}$/.test(done)
            ? html`<p class="note" role="status">
                ${countWords(Number(done), 'match', 'matches')} ended. Their mentors are free again. Next:
                <a href="/inbox/report/?round=${round.id}">read the report of ${round.title}</a>, or
                <a href="/inbox/?form=mentor">look through the mentors</a> for the next round.
              </p>`
            : nothing
        }
        ${
          matches.length === 0
            ? html`<p class="empty">No pair of this round is left to end.</p>`
            : html`${
                  localDay(clock()) < round.cycleEnds
                    ? html`<p class="note">
                        Mentoring in this round goes on until ${dayWords(round.cycleEnds)}. To end one pair alone, go to
                        <a href="/inbox/match/${round.id}/pairs/">its pairs</a>.
                      </p>`
                    : nothing
                }
                <p>
                  The mentors are free again afterwards, and the mentees’ applications are finished. How each match
                  ended stays in the figures of the round. Nobody is told by email. This cannot be undone.
                </p>
                <form method="post" action="/inbox/match/${round.id}/end/" novalidate>
                  <ol class="pairs" role="list">
                    ${matches.map(
                      ({ seq, mentee, mentor, isNeverMet, isSilent }) =>
                        html`<li>
                          <div class="two">
                            <p>${personHtml(bench, mentee.submissionId)}</p>
                            <p>${personHtml(bench, mentor.submissionId)}</p>
                          </div>
                          ${isNeverMet ? html`<p class="hint">Their answers say that they have not met.</p>` : nothing}
                          ${isSilent ? html`<p class="hint">Neither of them has ever said how it goes.</p>` : nothing}
                          ${
                            isAtLeast(c, 'officer')
                              ? endingFieldHtml(
                                  `match-${seq}`,
                                  `How the match of ${personName(bench, mentee.submissionId)} ended`,
                                  formValue(refused?.typed[`match-${seq}`]) ||
                                    (isNeverMet ? 'never-met' : isSilent ? 'not-known' : 'completed'),
                                )
                              : nothing
                          }
                        </li>`,
                    )}
                  </ol>
                  ${
                    isAtLeast(c, 'officer')
                      ? html`${sureHtml(
                            `Yes, end ${matches.length === 1 ? 'it' : 'them all'} for good`,
                            refused?.problems.find(({ field }) => field === 'sure'),
                          )}
                          <p><button class="button">End ${countWords(matches.length, 'match', 'matches')}</button></p>`
                      : nothing
                  }
                </form>`
        }`,
    }),
    refused === undefined ? 200 : 422,
  );
}

/** Ends the matches that the page showed, each with its outcome. One that a colleague ended meanwhile stays as it is. */
export async function endRound(c: Context<AppEnv>, services: Services, bench: Bench): Promise<Response> {
  const body = await c.req.parseBody();
  const matches = await pairsOf(services, bench);
  const ended: MatchToEnd[] = [];
  const problems: FieldProblem[] = [];
  for (const { seq, mentee, mentor } of matches) {
    // A match that began after the page was drawn is not on it.
    if (body[`match-${seq}`] === undefined) continue;
    const ending = readEnding(formValue(body[`match-${seq}`]));
    if (ending) ended.push({ mentee, mentor, ...ending, next: 'finished' });
    else
      problems.push({
        field: `match-${seq}`,
        message: `Choose how the match of ${personName(bench, mentee.submissionId)} ended`,
      });
  }
  if (ended.length > 0 && body['sure'] !== 'yes')
    problems.push({ field: 'sure', message: 'Tick the box to end these matches' });
  if (problems.length > 0) return draw(c, services, bench, matches, { typed: body, problems });
  await services.store.endMatches(ended, false, actorOf(c, services));
  // Also those that a click before this one, or a colleague, has ended.
  const shown = Object.keys(body).filter((name) => /^match-\d+$/.test(name)).length;
  return c.redirect(`/inbox/match/${bench.round.id}/end/?ended=${String(shown)}`, 303);
}
