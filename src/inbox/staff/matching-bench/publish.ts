import type { Context } from 'hono';
import { html } from 'hono/html';
import type { AppEnv, Services } from '../../env.ts';
import { introduce, toApplicant, type ComposedMail } from '../../mail/compose.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { optionHtml } from '../../pages/option.ts';
import { inputHashOf, leftIn, problemOf } from '../../services/matching/run.ts';
import { missingMail } from '../../services/mails-of-changes.ts';
import { placesOf, termsFrom, usualOfferDays } from '../../services/offers.ts';
import type { Offered, Published } from '../../stores/store.ts';
import { hasTemplate, introductionTemplate } from '../../template-names.ts';
import { actorOf, recordAction } from '../actor.ts';
import { formValue } from '../../pages/form-value.ts';
import { answerDaysHtml, answerDaysProblem, readAnswerDays } from '../ui/answer-days.ts';
import { staffBar } from '../ui/bar.ts';
import { previewSource } from '../ui/mail-preview.ts';
import { missingPage } from '../ui/missing-page.ts';
import { noEnterHtml } from '../ui/no-enter.ts';
import { askedSummaryHtml, offerRefusalWords } from './asked-mentors.ts';
import { readBench, type Bench } from './read-bench.ts';
import { leftAddress } from './bench-page.ts';
import { pairView } from './pair-view.ts';
import { changeMentorHtml, personHtml, personName } from './person.ts';
import { sentenceWords } from './words.ts';
import { countWords } from '../../count-words.ts';
import { errorSummaryHtml } from '../../pages/error-summary.ts';
import { errorHtml, wrongHtml, type FieldProblem } from '../../pages/input.ts';
import { newsHtml } from '../../pages/news.ts';
import { sureHtml } from '../../pages/sure.ts';

/** Shows what publishing does: the pairs to look at, and both mails with real data. */
export async function showPublish(c: Context<AppEnv>, services: Services, bench: Bench): Promise<Response> {
  if (!bench.openRun) return c.html(missingPage, 404);
  await recordAction(c, services, 'publishing viewed', `round/${bench.round.id}`);
  return draw(c, services, bench, notChosen(bench));
}

/** What staff choose in the form. The number of days is as typed. */
interface Chosen {
  how: 'match' | 'ask' | undefined;
  days: string;
  tell: boolean;
  looked: boolean;
}

/** What the form has at first: how, nobody has chosen; the days are those of the last time. */
const notChosen = ({ offers }: Bench): Chosen => ({
  ...{ how: undefined, tell: true, looked: false },
  days: String(offers.at(-1)?.days ?? usualOfferDays),
});

const readChosen = (body: Readonly<Record<string, unknown>>): Chosen => ({
  how: (['match', 'ask'] as const).find((how) => how === body['how']),
  days: formValue(body['days']),
  tell: body['tell'] === 'yes',
  looked: body['looked'] === 'yes',
});

/** @param chosen what the form has: in one that was refused, what staff had chosen there */
async function draw(
  c: Context<AppEnv>,
  services: Services,
  bench: Bench,
  chosen: Chosen,
  { news, problems = [] }: { news?: string; problems?: readonly FieldProblem[] } = {},
): Promise<Response> {
  const { round, openRun, content } = bench;
  const toLookAt = cautiousPairs(bench);
  const left = leftIn(content);
  const problemOf = (...fields: string[]) => problems.find(({ field }) => fields.includes(field));
  return c.html(
    page({
      title: `Publish ${round.title}`,
      bar: staffBar(c),
      body: html`<p><a href="/inbox/match/${round.id}/">Back to the proposal</a></p>
        <h1>Publish the matches of ${round.title}</h1>
        ${errorSummaryHtml(problems)} ${newsHtml(news)}
        <p>
          Pairs in this proposal: ${content.pairs.length}.
          ${
            left.length === 0
              ? 'Nobody is left over.'
              : html`Mentees left over: ${left.length}; they keep their status, and can be put on the waiting list from
                  <a href="${leftAddress(bench.round)}">the list</a>.`
          }
        </p>
        ${
          toLookAt.length === 0
            ? nothing
            : html`<h2>Look at these first</h2>
                <p>
                  ${
                    toLookAt.length === 1
                      ? 'Nobody has locked this pair, and something about it should be judged by a person.'
                      : `Nobody has locked these ${toLookAt.length} pairs, and something about each should be judged by a person.`
                  }
                </p>
                <ol class="pairs" role="list">
                  ${toLookAt.map(
                    ({ pair, cautions }) =>
                      html`<li>
                        <p>${personHtml(bench, pair.mentee)} and ${personHtml(bench, pair.mentor)}</p>
                        ${cautions.map((caution) => html`<p class="error">${caution}</p>`)}
                        <p>${changeMentorHtml(bench, pair.mentee)}</p>
                      </li>`,
                  )}
                </ol>`
        }
        ${await previewHtml(services, bench)}
        <form method="post" action="/inbox/match/${round.id}/publish/" novalidate>
          ${noEnterHtml}
          <input type="hidden" name="run" value="${openRun?.seq ?? ''}" />
          ${howHtml(chosen, problemOf('how'), problemOf('days'))} ${errorHtml('tell', problemOf('tell'))}
          ${optionHtml({
            id: 'tell',
            label: 'If they are matched at once: introduce the two people of each pair to each other by email',
            isChecked: chosen.tell,
            attributes: wrongHtml('tell', problemOf('tell')).attributes,
          })}
          ${
            toLookAt.length === 0
              ? nothing
              : sureHtml(
                  `I have looked at the ${countWords(toLookAt.length, 'pair')} named above`,
                  problemOf('looked'),
                  {
                    id: 'looked',
                    isChecked: chosen.looked,
                  },
                )
          }
          <p class="hint">The emails go out within a minute of publishing, and cannot be taken back.</p>
          <p><button class="button">Publish ${countWords(content.pairs.length, 'pair')} in this way</button></p>
        </form>`,
    }),
    problems.length > 0 ? 422 : news === undefined ? 200 : 409,
  );
}

const cautiousPairs = (bench: Bench) =>
  bench.content.pairs
    .map((pair) => pairView(bench, pair))
    .filter(({ pair, cautions }) => cautions.length > 0 && !pair.isLocked);

/** Lets staff choose between a match at once and an offer to each mentor first. */
function howHtml({ how, days }: Chosen, problem: FieldProblem | undefined, ofDays: FieldProblem | undefined): Html {
  const wrong = wrongHtml('how', problem);
  const choice = (value: 'match' | 'ask', label: string) =>
    optionHtml({
      ...{ type: 'radio', id: `how-${value}`, name: 'how', value, label },
      ...{ isChecked: value === how, attributes: html`required` },
    });
  return html`<fieldset class="field${wrong.mark}" id="how" tabindex="-1" ${wrong.attributes}>
    <legend><strong>How</strong></legend>
    ${errorHtml('how', problem)} ${choice('match', 'Match each pair at once')}
    ${choice(
      'ask',
      'Ask each mentor first: a yes matches the two, a no or no answer in time leads to the next best mentor',
    )}
    ${answerDaysHtml(days, ofDays)}
  </fieldset>`;
}

/** Returns the mails as the first pair would get them. */
async function previewHtml(services: Services, bench: Bench): Promise<Html> {
  const [first] = bench.content.pairs;
  if (!first) return nothing;
  const { people } = bench.candidates;
  const [mentee, mentor] = [people.get(first.mentee)?.submission, people.get(first.mentor)?.submission];
  if (!mentee || !mentor) return nothing;
  const source = previewSource(services);
  const now = services.clock();
  const isIntroduced = services.templates.has(introductionTemplate);
  const mails = isIntroduced
    ? [await introduce(source, { mentee, mentor, began: now }, mentee, { messageId: '' }, now)]
    : await Promise.all(
        [mentee, mentor].map((to) =>
          toApplicant(source, { kind: 'matched', messageId: '', other: null, content: null }, to, now),
        ),
      );
  const question = hasTemplate(services.templates, 'offer', 'mentor')
    ? await toApplicant(source, { kind: 'offer', messageId: '', other: mentee, content: null }, mentor, now)
    : undefined;
  const names = `${personName(bench, first.mentee)} and ${personName(bench, first.mentor)}`;
  return html`<h2>The ${isIntroduced ? 'introduction' : 'mails'}</h2>
    <p>
      ${
        isIntroduced
          ? html`${names} would get this message, which introduces them to each other. Each pair gets its own, and the
            day by which to meet is attached for their calendars.`
          : html`As ${names} would get them. Each pair gets its own.`
      }
    </p>
    ${mails.map(mailHtml)}
    ${
      question === undefined
        ? nothing
        : html`<h2>The question to a mentor</h2>
            <p>If you ask first, ${personName(bench, first.mentor)} would get this message, with a secret link.</p>
            ${mailHtml(question)}`
    }`;
}

const mailHtml = (mail: ComposedMail | undefined): Html =>
  mail
    ? html`<details open>
        <summary>${mail.subject}</summary>
        <p class="text">${mail.text}</p>
      </details>`
    : nothing;

const refusalWords: Readonly<Record<Published['refused'][number]['why'], string>> = {
  missing: 'one of them is not there any more',
  'has mentor': 'the mentee has a mentor',
  'not open': 'the status of one of them has changed',
  full: 'all places of the mentor are taken',
};

/** Matches all pairs of the open run that the page showed, once. */
export async function publish(c: Context<AppEnv>, services: Services, bench: Bench): Promise<Response> {
  const { store, clock, templates } = services;
  const { openRun, candidates, round } = bench;
  const body = await c.req.parseBody();
  const run = Number(body['run']);
  const chosen = readChosen(body);
  /** Shows the form again, with what was chosen in it; other pairs than those that were shown are to be looked at again. */
  const refuse = async (news: string, now = bench) =>
    draw(c, services, now, now.openRun?.seq === run ? chosen : { ...chosen, looked: false }, { news });
  /** Answers whoever comes second. Sending the same form twice is no conflict. */
  const refuseSecond = async (news: string) => {
    const now = (await readBench(c, services)) ?? bench;
    return isPublished(now, run) ? c.html(donePage(c, now, undefined, false)) : refuse(news, now);
  };
  if (isPublished(bench, run)) return c.html(donePage(c, bench, undefined, false));
  if (openRun?.seq !== run)
    return openRun
      ? refuse('Nothing was published: there is a newer proposal. This is it.')
      : c.redirect(`/inbox/match/${round.id}/`, 303);
  const problem = problemOf(candidates, bench.rules, bench.settings, bench.content.pairs);
  if (inputHashOf(problem) !== openRun.inputHash)
    return refuse(`Nothing was published: ${changesWords(bench)} Propose again first.`);
  const problems = problemsIn(chosen, bench, templates);
  if (problems.length > 0) return draw(c, services, bench, chosen, { problems });
  const places = placesOf(candidates);
  if (chosen.how === 'ask') {
    const terms = termsFrom(clock(), readAnswerDays(chosen.days)!);
    const asked = await store.offerRun(run, places, terms, actorOf(c, services));
    return 'conflict' in asked
      ? refuseSecond('Nobody was asked: meanwhile there is a newer proposal.')
      : c.html(askedPage(c, bench, asked));
  }
  const { tell } = chosen;
  const done = await store.publishRun(run, places, tell, actorOf(c, services));
  return 'conflict' in done
    ? refuseSecond('Nothing was published: meanwhile there is a newer proposal.')
    : c.html(donePage(c, bench, done, tell));
}

/** Returns all for which this choice cannot be published. */
function problemsIn(chosen: Chosen, bench: Bench, templates: Services['templates']): FieldProblem[] {
  const isAsking = chosen.how === 'ask';
  const ofMail = chosen.how === 'match' && chosen.tell ? missingMail(templates, 'matched') : undefined;
  const found: [isWrong: boolean, field: string, message: string][] = [
    [chosen.how === undefined, 'how', 'Choose how to publish'],
    [isAsking && readAnswerDays(chosen.days) === undefined, 'days', answerDaysProblem],
    [
      isAsking && !hasTemplate(templates, 'offer', 'mentor'),
      'how',
      'Nobody can be asked: there is no mail with the question, content/mail/offer-mentor.md',
    ],
    [ofMail !== undefined, 'tell', sentenceWords(ofMail ?? '')],
    [cautiousPairs(bench).length > 0 && !chosen.looked, 'looked', 'Tick that you have looked at the pairs named above'],
  ];
  return found.flatMap(([isWrong, field, message]) => (isWrong ? [{ field, message }] : []));
}

const isPublished = ({ runs }: Bench, run: number): boolean =>
  runs.some(({ seq, state }) => seq === run && state === 'published');

const askedPage = (c: Context<AppEnv>, bench: Bench, { offered, refused }: Offered): Html =>
  page({
    title: 'Mentors asked',
    bar: staffBar(c),
    body: html`<h1>Mentors asked</h1>
      <p>
        ${sentenceWords(countWords(new Set(offered.map(({ mentor }) => mentor.submissionId)).size, 'mentor'))} asked
        about ${countWords(offered.length, 'mentee')}. The emails go out within a minute.
      </p>
      ${
        refused.length === 0
          ? nothing
          : html`<h2>Not asked</h2>
              <ul>
                ${refused.map(
                  ({ about, mentor, why }) =>
                    html`<li>
                      ${personName(bench, mentor.submissionId)} about ${personName(bench, about.submissionId)}:
                      ${offerRefusalWords[why]}.
                    </li>`,
                )}
              </ul>`
      }
      <p><a href="/inbox/match/${bench.round.id}/asked/">See who has answered</a></p>`,
  });

/** Says what has changed since the proposal. */
function changesWords({ candidates, content }: Bench): string {
  const mentees = new Set(candidates.mentees.map(({ id }) => id));
  const mentors = new Set(candidates.mentors.map(({ id }) => id));
  const known = new Set([...content.pairs, ...content.left].map(({ mentee }) => mentee));
  const gone = content.pairs.filter(({ mentee, mentor }) => !mentees.has(mentee) || !mentors.has(mentor)).length;
  const added = [...mentees].filter((id) => !known.has(id)).length;
  const words = [
    ...(gone > 0 ? [`somebody of ${countWords(gone, 'pair')} no longer takes part`] : []),
    ...(added > 0 ? [`${countWords(added, 'mentee')} more ${added === 1 ? 'takes' : 'take'} part`] : []),
  ];
  return `since this proposal ${words.length === 0 ? 'something about the people in it has changed' : words.join(', and ')}.`;
}

const donePage = (c: Context<AppEnv>, bench: Bench, done: Published | undefined, tell: boolean): Html =>
  page({
    title: 'Published',
    bar: staffBar(c),
    body: html`<h1>Published</h1>
      ${
        done
          ? html`<p>
              ${sentenceWords(countWords(done.matched.length, 'pair'))} matched.
              ${tell ? 'The emails go out within a minute.' : 'Nobody is told by email.'}
            </p>`
          : html`<p>
                This proposal is published. It came a second time, from you or a colleague, and all was done once. Of
                ${bench.round.title}, ${countWords(bench.matched, 'pair')} ${bench.matched < 2 ? 'is' : 'are'} matched
                now.
              </p>
              ${askedSummaryHtml(bench.round.id, bench.offers)}`
      }
      ${
        done && done.refused.length > 0
          ? html`<h2>Not matched</h2>
              <ul>
                ${done.refused.map(
                  ({ mentee, mentor, why }) =>
                    html`<li>
                      ${personName(bench, mentee.submissionId)} and ${personName(bench, mentor.submissionId)}:
                      ${refusalWords[why]}.
                    </li>`,
                )}
              </ul>
              <p>Propose again to fill the places that are left.</p>`
          : nothing
      }
      <ul>
        <li><a href="/inbox/match/${bench.round.id}/pairs/">See the pairs of ${bench.round.title}</a></li>
        <li>
          <a href="${leftAddress(bench.round)}">Mentees left over</a>: from their list you can put them on the waiting
          list, and write to them.
        </li>
        <li><a href="/inbox/match/${bench.round.id}/">Back to the matching</a></li>
      </ul>`,
  });
