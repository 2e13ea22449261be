/** The mentors who are asked before a match: who waits for whom until when, who said no and why, and what staff do about it. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { dayWords } from '#forms/dates/calendar.ts';
import type { AppEnv, Services } from '../../env.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { capacityOf } from '../../services/matching/capacity.ts';
import { declineWords, nextBest, openReply, termsFrom, usualOfferDays, type NextBest } from '../../services/offers.ts';
import type { Offer, OfferAnswer, Offered } from '../../stores/store.ts';
import { actorOf, askerName, recordAction } from '../actor.ts';
import { formValue } from '../../pages/form-value.ts';
import { staffBar } from '../ui/bar.ts';
import { shortTimeHtml } from '../ui/short-time.ts';
import { viewOf } from './pair-view.ts';
import { personHtml, personName } from './person.ts';
import type { Bench } from './read-bench.ts';
import { newsHtml } from '../../pages/news.ts';

export async function showAsked(c: Context<AppEnv>, services: Services, bench: Bench): Promise<Response> {
  await recordAction(c, services, 'asked mentors viewed', `round/${bench.round.id}`);
  return draw(c, services, bench);
}

/** Withdraws an offer, or makes one. */
export async function changeAsked(c: Context<AppEnv>, services: Services, bench: Bench): Promise<Response> {
  const { store, clock } = services;
  const body = await c.req.parseBody();
  const text = (name: string) => formValue(body[name]);
  const offers = await store.offers({ round: bench.round.id });
  const here = `/inbox/match/${bench.round.id}/asked/`;
  if (text('act') === 'withdraw') {
    const offer = offers.find(({ seq }) => String(seq) === text('offer'));
    if (offer) await store.endOffers([offer.seq], 'withdrawn', actorOf(c, services));
    // Sending the same form twice is no conflict.
    return offer && (await store.offerOf(offer.seq))?.answer === 'withdrawn'
      ? c.redirect(`${here}?done=withdrawn`, 303)
      : draw(c, services, bench, 'Nothing was changed: meanwhile that question was answered or taken back.');
  }
  const [mentee, mentor] = [text('mentee'), text('mentor')].map((id) => bench.candidates.people.get(id));
  if (text('act') !== 'ask' || mentee?.submission.form !== 'mentee' || mentor?.submission.form !== 'mentor')
    return draw(c, services, bench, 'Nothing was changed: one of the two is not there any more.');
  const done = await store.offer(
    [{ about: mentee.submission, mentor: mentor.submission }],
    new Map([[mentor.submission.submissionId, capacityOf(mentor.content.answers)]]),
    termsFrom(clock(), offers.at(-1)?.days ?? usualOfferDays),
    actorOf(c, services),
  );
  const [refused] = done.refused;
  const isAsked = (await store.offers(mentee.submission)).some(
    (offer) => offer.answer === 'waiting' && offer.mentor.submissionId === mentor.submission.submissionId,
  );
  return refused && !isAsked
    ? draw(c, services, bench, `Nobody was asked: ${offerRefusalWords[refused.why]}.`)
    : c.redirect(`${here}?done=asked`, 303);
}

export const offerRefusalWords: Readonly<Record<Offered['refused'][number]['why'], string>> = {
  missing: 'one of them is not there any more',
  'has mentor': 'the mentee has a mentor',
  'not open': 'the status of one of them has changed',
  full: 'all places of the mentor are taken, or kept for mentees about whom the mentor is asked',
  'asked already': 'the mentee waits for another mentor’s answer',
};

const doneWords: ReadonlyMap<string, string> = new Map([
  ['withdrawn', 'The question is taken back, and the mentor is told by email.'],
  ['asked', 'The mentor is asked. The email goes out within a minute.'],
]);

const sections: readonly (readonly [heading: string, answers: readonly OfferAnswer[]])[] = [
  ['Waiting for an answer', ['waiting']],
  ['Said no, did not answer, or not available any more', ['declined', 'timed-out', 'unavailable']],
  ['Said yes', ['accepted']],
  ['Taken back', ['withdrawn']],
];

async function draw(c: Context<AppEnv>, services: Services, bench: Bench, refused?: string): Promise<Response> {
  const { store, clock } = services;
  const { round } = bench;
  const offers = (await store.offers({ round: round.id })).toReversed();
  const mayChange = isAtLeast(c, 'officer');
  const next = await nextBest(services, round, clock());
  const [toJudge, sure] = [true, false].map((isCautious) =>
    (next?.offers ?? []).filter((each) => each.isCautious === isCautious),
  );
  const without = next?.without ?? [];
  const news = refused ?? doneWords.get(c.req.query('done') ?? '');
  return c.html(
    page({
      title: `Mentors asked in ${round.title}`,
      bar: staffBar(c),
      isWide: true,
      body: html`<p><a href="/inbox/match/${round.id}/">Back to the matching</a></p>
        <h1>Mentors asked in ${round.title}</h1>
        ${newsHtml(news)}
        <p>
          A yes matches the two and introduces them by email. After a no, or no answer in time, or when a mentor leaves,
          the next best one is asked within the hour, and everything else stays as it is. A pair that needs your
          judgement waits here.
        </p>
        ${nextBestHtml('Next best, and for you to judge', toJudge!, bench, mayChange)}
        ${nextBestHtml('Next best, and asked within the hour', sure!, bench, mayChange)}
        ${
          without.length === 0
            ? nothing
            : html`<h2>No next best: ${without.length}</h2>
                <p>
                  No mentor with a free place fits. <a href="/inbox/match/${round.id}/">The proposal</a> says of each
                  what would change that.
                </p>
                <ul>
                  ${without.map((id) => html`<li>${personHtml(bench, id)}</li>`)}
                </ul>`
        }
        ${
          offers.length === 0
            ? html`<p class="empty">
                Nobody was asked yet. When you publish a proposal, choose “Ask each mentor first”.
              </p>`
            : nothing
        }
        ${sections.map(([heading, answers]) => {
          const those = offers.filter(({ answer }) => answers.includes(answer));
          return those.length === 0
            ? nothing
            : html`<h2>${heading}: ${those.length}</h2>
                <ol class="pairs" role="list">
                  ${those.map((offer) => offerHtml(services, bench, mayChange, offer))}
                </ol>`;
        })}`,
    }),
    refused === undefined ? 200 : 409,
  );
}

const pairHtml = (bench: Bench, mentee: string, mentor: string): Html =>
  html`<div class="two">
    <p>${personHtml(bench, mentee)}</p>
    <p>${personHtml(bench, mentor)}</p>
  </div>`;

const nextBestHtml = (heading: string, some: readonly NextBest[], bench: Bench, mayChange: boolean): Html =>
  some.length === 0
    ? nothing
    : html`<h2>${heading}: ${some.length}</h2>
        <ol class="pairs" role="list">
          ${some.map(({ offer: { about, mentor } }) =>
            nextHtml(bench, mayChange, about.submissionId, mentor.submissionId),
          )}
        </ol>`;

function nextHtml(bench: Bench, mayChange: boolean, mentee: string, mentor: string): Html {
  const { reasons, cautions } = viewOf(bench, mentee, mentor);
  return html`<li>
    ${pairHtml(bench, mentee, mentor)}
    <p class="hint">${reasons.join(' · ')}</p>
    ${cautions.map((caution) => html`<p class="error">${caution}</p>`)}
    ${mayChange ? askHtml(bench, mentee, mentor, 'Ask now') : nothing}
  </li>`;
}

const askHtml = (bench: Bench, mentee: string, mentor: string, words: string): Html =>
  html`<form method="post" action="/inbox/match/${bench.round.id}/asked/">
    <input type="hidden" name="mentee" value="${mentee}" />
    <input type="hidden" name="mentor" value="${mentor}" />
    <button class="link" name="act" value="ask">
      ${words}<span class="visually-hidden"> ${personName(bench, mentor)} about ${personName(bench, mentee)}</span>
    </button>
  </form>`;

function offerHtml(services: Services, bench: Bench, mayChange: boolean, offer: Offer): Html {
  const [mentee, mentor] = [offer.about.submissionId, offer.mentor.submissionId];
  const note = openReply(services, offer);
  return html`<li>
    ${pairHtml(bench, mentee, mentor)}
    <p class="hint">
      Asked ${shortTimeHtml(offer.asked.at)} by ${askerName(offer.asked.actor)}, to answer by
      ${dayWords(offer.answerBy)}${
        offer.answeredAt === null ? '.' : html`. ${answerWords(offer)}, ${shortTimeHtml(offer.answeredAt)}.`
      }
    </p>
    ${note === undefined ? nothing : html`<p class="text">${note}</p>`}
    ${
      !mayChange
        ? nothing
        : offer.answer === 'waiting'
          ? html`<form method="post" action="/inbox/match/${bench.round.id}/asked/">
              <input type="hidden" name="offer" value="${offer.seq}" />
              <button class="link" name="act" value="withdraw">
                Take back<span class="visually-hidden"> the question to ${personName(bench, mentor)}</span>
              </button>
            </form>`
          : offer.answer === 'timed-out' || offer.answer === 'withdrawn'
            ? askHtml(bench, mentee, mentor, 'Ask again')
            : nothing
    }
  </li>`;
}

function answerWords({ answer, reason }: Offer): string {
  switch (answer) {
    case 'declined':
      return `Said no: “${declineWords[reason ?? 'other']}”`;
    case 'timed-out':
      return 'No answer in time';
    case 'unavailable':
      return 'Not available any more';
    case 'withdrawn':
      return 'Taken back';
    default:
      return 'Said yes';
  }
}

/** Says how the offers of a round stand, with a link to them; nothing if nobody was asked. */
export function askedSummaryHtml(roundId: string, offers: readonly Offer[]): Html {
  if (offers.length === 0) return nothing;
  const count = (answer: OfferAnswer) => offers.filter((offer) => offer.answer === answer).length;
  const words = [
    `${count('waiting')} to answer`,
    `${count('accepted')} said yes`,
    `${count('declined')} said no`,
    ...(count('timed-out') > 0 ? [`${count('timed-out')} did not answer`] : []),
    ...(count('unavailable') > 0 ? [`${count('unavailable')} not available any more`] : []),
  ];
  return html`<p><a href="/inbox/match/${roundId}/asked/">Mentors asked</a>: ${words.join(', ')}.</p>`;
}
