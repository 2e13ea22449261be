/** The page on which staff ask the best mentor for each of many questions at once. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { formatInstant } from '#forms/dates/deadline.ts';
import { minute } from '../../clock.ts';
import { countWords } from '../../count-words.ts';
import type { AppEnv, Services } from '../../env.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { formValue } from '../../pages/form-value.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { newsHtml } from '../../pages/news.ts';
import { optionHtml } from '../../pages/option.ts';
import { readQuestion } from '../../services/questions/question.ts';
import { isTooLate, suggester, sureMentors, type Suggestion } from '../../services/questions/suggest.ts';
import { waitingQuestions, type WaitingQuestion } from '../../services/questions/waiting.ts';
import { termsFrom } from '../../services/offers.ts';
import { isEnded } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { NewOffer, SubmissionName } from '../../stores/store.ts';
import { nameOf, storedName } from '../../submissions/name-of.ts';
import { undoMinutes, undoneUntil } from '../../undo.ts';
import { actorOf, recordAction } from '../actor.ts';
import { sentenceWords } from '../matching-bench/words.ts';
import { viewAddress } from '../submissions/list-filter.ts';
import { staffBar } from '../ui/bar.ts';
import { noEnterHtml } from '../ui/no-enter.ts';
import { readTerms, termsHtml, typedTerms, usualTerms, type TypedTerms } from './question-terms.ts';
import { answerDaysProblem } from '../ui/answer-days.ts';

export const askMentorsPath = '/inbox/questions/';

/** A question that nobody is asked, with the mentor who may be asked without a person's judgement; undefined if there is none. */
interface Proposed {
  waiting: WaitingQuestion;
  mentor: Suggestion | undefined;
  /** True if the mentor's answer could come too late for the question. */
  isUrgent: boolean;
}

/** Proposes the best mentor for each question that nobody is asked, in the order in which they came, and no mentor twice. */
async function propose(services: Services, days: number): Promise<Proposed[]> {
  const now = services.clock();
  const suggest = await suggester(services, now);
  const terms = termsFrom(now, days);
  const taken = new Set<string>();
  const proposed: Proposed[] = [];
  for (const waiting of await waitingQuestions(services, now)) {
    if (waiting.stage !== 'unasked') continue;
    const suggestions = await suggest(waiting.question);
    const mentor = sureMentors(suggestions, terms).find(({ submission }) => !taken.has(submission.submissionId));
    if (mentor) taken.add(mentor.submission.submissionId);
    proposed.push({ waiting, mentor, isUrgent: isTooLate(suggestions, terms) });
  }
  return proposed;
}

export async function showAskMentors(c: Context<AppEnv>, services: Services): Promise<Response> {
  await recordAction(c, services, 'question mentors viewed');
  const [act, asked = '0', refused = '0'] = (c.req.query('done') ?? '').split(' ');
  const news =
    act === 'asked'
      ? [askedWords(Number(asked)), refusedWords(Number(refused))].join(' ').trim()
      : act === 'taken-back'
        ? [takenBackWords(Number(asked)), keptWords(Number(refused))].join(' ').trim()
        : undefined;
  const terms = await usualTerms(services.store);
  return draw(c, services, terms.days, terms, news);
}

/** Returns what names a question and a mentor in the form. */
const pickOf = ({ about, mentor }: NewOffer): string => `${about.submissionId} ${mentor.submissionId}`;

const askedWords = (count: number): string =>
  count === 0
    ? 'Nobody was asked.'
    : `${count === 1 ? 'One mentor is' : `${count} mentors are`} asked, each by an email.`;

const takenBackWords = (count: number): string => sentenceWords(`${countWords(count, 'question')} taken back.`);

const keptWords = (count: number): string =>
  count === 0 ? '' : `Not taken back: ${countWords(count, 'question')}, about which something had changed already.`;

const refusedWords = (count: number): string =>
  count === 0
    ? ''
    : `Not asked about ${countWords(count, 'question')}: meanwhile something changed, for the question or its mentor.`;

/** Asks the mentors of the ticked questions, or takes questions back. */
export async function askMentors(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store, clock } = services;
  const body = await c.req.parseBody({ all: true });
  const actor = actorOf(c, services);
  const picks = [body['pick'] ?? []].flat().map(formValue);
  if (body['act'] === 'take-back') {
    const usual = await usualTerms(store);
    if (picks.length === 0)
      return draw(c, services, usual.days, usual, 'Nothing was taken back: tick the questions first.', 422);
    const seqs = picks.map(Number).filter(Number.isInteger);
    await store.endOffers(seqs, 'withdrawn', actor);
    // A second click is answered as the first one; a question that its asker withdrew was not taken back.
    let count = 0;
    for (const seq of seqs) {
      const offer = await store.offerOf(seq);
      const question = offer?.answer === 'withdrawn' ? await store.find(offer.about) : undefined;
      if (question && !isEnded(question.status)) count += 1;
    }
    return c.redirect(`${askMentorsPath}?done=taken-back+${count}+${seqs.length - count}`, 303);
  }
  const now = clock();
  const terms = readTerms(body, now);
  const days = terms?.days ?? (await usualTerms(store)).days;
  const refuse = (news: string) => draw(c, services, days, typedTerms(body), news, 422, picks);
  if (!terms) return refuse(answerDaysProblem);
  if (picks.length === 0) return refuse('Nobody was asked: tick the questions first.');
  const suggest = await suggester(services, now);
  const wanted: NewOffer[] = [];
  for (const pick of picks) {
    const [submissionId = '', mentorId = ''] = pick.split(' ');
    const question = await readQuestion(services, { form: 'ask', submissionId });
    if (question?.stage !== 'unasked') continue;
    const sure = sureMentors(await suggest(question), terms);
    if (sure.some(({ submission }) => submission.submissionId === mentorId))
      wanted.push({ about: question.submission, mentor: { form: 'mentor', submissionId: mentorId } });
  }
  await store.offer(wanted, new Map(), terms, actor, undoneUntil(now).toISOString());
  // A second click is answered as the first one.
  const held = new Set((await store.offers('questions')).filter(({ answer }) => answer === 'waiting').map(pickOf));
  const asked = picks.filter((pick) => held.has(pick)).length;
  return c.redirect(`${askMentorsPath}?done=asked+${asked}+${picks.length - asked}`, 303);
}

/**
 * @param days how long a mentor has by whom the questions are proposed
 * @param ticked the picks of a form that is refused; all are ticked in a new one
 */
async function draw(
  c: Context<AppEnv>,
  services: Services,
  days: number,
  terms: TypedTerms,
  news: string | undefined,
  status: 200 | 422 = 200,
  ticked?: readonly string[],
): Promise<Response> {
  const proposed = await propose(services, days);
  const ready = proposed.filter(({ mentor }) => mentor !== undefined);
  const others = proposed.filter(({ mentor }) => mentor === undefined);
  const mayChange = isAtLeast(c, 'officer');
  const toDecide = await services.store.count({ form: 'mentor', undecided: true });
  return c.html(
    page({
      title: 'Ask mentors',
      bar: staffBar(c),
      isWide: true,
      body: html`<p><a href="/inbox/overview/#questions">Back to the overview</a></p>
        <h1>Ask mentors</h1>
        ${newsHtml(news)} ${await justAskedHtml(services, mayChange)}
        <p>
          For each question that nobody is asked, this is the best mentor who knows its subject, has no caution, and is
          not asked about another one. Untick whom you would rather choose yourself.
        </p>
        ${
          toDecide === 0
            ? nothing
            : html`<p class="note">
                ${sentenceWords(countWords(toDecide, 'mentor'))} ${toDecide === 1 ? 'waits' : 'wait'} for your decision,
                and ${toDecide === 1 ? 'is' : 'are'} asked nothing before.
                <a href="${viewAddress({ form: 'mentor', undecided: true, order: 'oldest' })}"
                  >Read ${toDecide === 1 ? 'the offer' : 'the offers'} first</a
                >.
              </p>`
        }
        ${ready.length === 0 ? html`<p class="empty">There is no question with such a mentor.</p>` : readyHtml(ready, terms, mayChange, ticked)}
        ${
          others.length === 0
            ? nothing
            : html`<h2>For you to choose</h2>
                <div class="cols">
                  <ol class="rows" role="list">
                    ${others.map(otherHtml)}
                  </ol>
                </div>`
        }`,
    }),
    status,
  );
}

const otherHtml = ({ waiting, isUrgent }: Proposed): Html =>
  html`<li>
    <p class="text" dir="auto">${waiting.content.answers['question'] ?? ''}</p>
    <p class="hint">
      ${questionHtml(waiting)} · ${isUrgent ? 'Needs an answer sooner' : 'Nobody is left who surely fits'}
    </p>
  </li>`;

const questionHtml = ({ submission, content }: WaitingQuestion): Html =>
  html`<a href="/inbox/${subjectOf(submission)}/#match">${nameOf(content)}</a>, ${submission.reference}`;

function readyHtml(
  ready: readonly Proposed[],
  terms: TypedTerms,
  mayChange: boolean,
  ticked: readonly string[] | undefined,
): Html {
  const rows = ready.map(({ waiting, mentor }) => rowHtml(waiting, mentor!, mayChange, ticked));
  const list = html`<ol class="rows" role="list">
    ${rows}
  </ol>`;
  return mayChange
    ? html`<form class="cols" method="post" action="${askMentorsPath}">
        <div>${noEnterHtml} ${list}</div>
        <div class="side">
          <div class="panel">
            ${termsHtml(terms, 'a mentor')}
            <p class="hint">
              Each mentor gets one email with the question, ${undoMinutes} minutes after you press the button. Until
              then it can be taken back, and nobody hears of it.
            </p>
            <p><button class="button" name="act" value="ask">Ask the ticked mentors</button></p>
          </div>
        </div>
      </form>`
    : list;
}

function rowHtml(
  waiting: WaitingQuestion,
  mentor: Suggestion,
  mayChange: boolean,
  ticked: readonly string[] | undefined,
): Html {
  const { submission, content } = waiting;
  const value = pickOf({ about: submission, mentor: mentor.submission });
  const id = `pick-${submission.submissionId}`;
  const label = `Ask ${mentor.name} about the question of ${nameOf(content)}`;
  return html`<li>
    ${
      mayChange
        ? optionHtml({ ...{ id, name: 'pick', label, value }, isChecked: ticked?.includes(value) ?? true })
        : html`<p>${label}</p>`
    }
    <p class="text" dir="auto">${content.answers['question'] ?? ''}</p>
    <p class="hint">
      ${questionHtml(waiting)} ·
      <a href="/inbox/${subjectOf(mentor.submission)}/">${mentor.name}</a
      >${mentor.work === '' ? '' : `, ${mentor.work}`} · ${mentor.reasons.join(' · ')}
    </p>
  </li>`;
}

/** Returns the questions asked in the last minutes, which can be taken back together. */
async function justAskedHtml(services: Services, mayChange: boolean): Promise<Html> {
  const { store, vault, clock } = services;
  const since = new Date(clock().getTime() - undoMinutes * minute).toISOString();
  const asked = (await store.offers('questions')).filter(
    ({ answer, asked: { at } }) => answer === 'waiting' && at > since,
  );
  if (asked.length === 0 || !mayChange) return nothing;
  const nameIn = async (name: SubmissionName) => {
    const submission = await store.find(name);
    return submission ? storedName(vault, submission) : '';
  };
  const lines: Html[] = [];
  for (const {
    seq,
    about,
    mentor,
    asked: { at },
  } of asked)
    lines.push(
      optionHtml({
        ...{ id: `back-${seq}`, name: 'pick', value: String(seq), isChecked: true },
        label: `${await nameIn(mentor)}, about the question of ${await nameIn(about)}`,
        hint: `Asked at ${formatInstant(at)}`,
      }),
    );
  return html`<section class="note">
    <h2>Asked in the last ${undoMinutes} minutes</h2>
    <form method="post" action="${askMentorsPath}">
      ${noEnterHtml} ${lines}
      <p class="hint">A mentor whose email has gone out already is told that they need not answer.</p>
      <p><button class="button quiet" name="act" value="take-back">Take the ticked ones back</button></p>
    </form>
  </section>`;
}
