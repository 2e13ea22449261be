import type { Context } from 'hono';
import { html } from 'hono/html';
import { formatDeadline } from '#forms/dates/deadline.ts';
import { hasMentors } from '#forms/scheme-paths.ts';
import type { AppEnv, Services } from '../../env.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { nothing, page } from '../../pages/layout.ts';
import { recordAction } from '../actor.ts';
import { staffBar } from '../ui/bar.ts';
import { askedSummaryHtml } from './asked-mentors.ts';
import { worryingCount } from './pairs.ts';
import { sentenceWords } from './words.ts';
import { countWords } from '../../count-words.ts';

/** Shows all rounds, with the way to match each and to end its pairs. */
export async function showRounds(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store, rounds, clock } = services;
  await recordAction(c, services, 'rounds viewed');
  const current = await store.matches();
  const now = clock().toISOString();
  const title = hasMentors ? 'Matching' : 'Rounds';
  const shown = await Promise.all(
    rounds
      .toSorted((a, b) => b.opensAt.localeCompare(a.opensAt))
      .map(async (round) => ({
        round,
        mentees: await store.count({ form: 'mentee', round: round.id }),
        pairs: current.filter((match) => match.round === round.id).length,
        ended: (await store.matchHistory({ round: round.id })).filter(({ ended }) => ended !== null).length,
        worrying: await worryingCount(services, round.id),
        offers: await store.offers({ round: round.id }),
        hasOpenRun: (await store.runs(round.id)).some(({ state }) => state === 'draft'),
      })),
  );
  return c.html(
    page({
      title,
      bar: staffBar(c),
      body: html`<h1>${title}</h1>
        ${
          shown.length === 0
            ? html`<p class="empty">No round has been announced yet. Each is a file in content/rounds.</p>`
            : nothing
        }
        ${
          isAtLeast(c, 'admin')
            ? html`<p><a href="/inbox/rounds/">Change the dates of a round, or add one</a></p>`
            : html`<p class="hint">An admin changes the dates of a round, or adds one.</p>`
        }
        ${shown.map(
          ({ round, mentees, pairs, ended, hasOpenRun, offers, worrying }) =>
            html`<h2>${round.title}</h2>
              <p>
                ${round.closesAt > now ? 'Closes' : 'Closed'} at ${formatDeadline(round.closesAt)}.
                ${sentenceWords(countWords(mentees, 'application'))}.
                ${hasMentors ? html`${sentenceWords(countWords(pairs, 'pair'))} now` : nothing}${ended > 0 ? html`; ${countWords(ended, 'match', 'matches')} over` : nothing}.
                ${hasOpenRun ? 'A proposal waits to be published.' : nothing}
              </p>
              ${askedSummaryHtml(round.id, offers)}
              <p class="deeds">
                ${
                  hasMentors
                    ? html`<a href="/inbox/match/${round.id}/"
                        >Match<span class="visually-hidden"> ${round.title}</span></a
                      >`
                    : nothing
                }
                ${
                  pairs > 0
                    ? html`<a href="/inbox/match/${round.id}/pairs/"
                        >See its pairs<span class="visually-hidden"> of ${round.title}</span>${
                          worrying > 0 ? html`, ${worrying} to worry about` : nothing
                        }</a
                      >`
                    : nothing
                }
                ${
                  pairs > 0
                    ? html`<a href="/inbox/match/${round.id}/end/"
                        >End its pairs<span class="visually-hidden"> of ${round.title}</span></a
                      >`
                    : nothing
                }
              </p>`,
        )}`,
    }),
  );
}
