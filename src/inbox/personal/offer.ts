/**
 * The page on which a mentor says yes or no to a mentee. Opening it changes nothing: mail scanners open every link. Some press
 * buttons too, so neither answer is one button alone.
 */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { dayWords } from '#forms/dates/calendar.ts';
import { schemePath } from '#forms/scheme-paths.ts';
import { site } from '#site';
import type { AppEnv, Services } from '../env.ts';
import { nothing, type Html } from '../pages/layout.ts';
import { capacityOf } from '../services/matching/capacity.ts';
import { declineWords, noOf } from '../services/offers.ts';
import { askOnSoon } from '../services/telling-chores.ts';
import { declineReasons, type DeclineReason, type Link, type Offer } from '../stores/store.ts';
import { openContent } from '../submissions/sealed-content.ts';
import { sharedAnswers } from '../submissions/shared-answers.ts';
import { formValue } from '../pages/form-value.ts';
import { applicantAt } from './applicant.ts';
import type { LinkHandler, LinkPages } from './link-pages.ts';
import { cardHtml, declineHtml, noteProblem, noWords, settledPage } from './offer-parts.ts';
import { questionForMentor } from './question-for-mentor.ts';
import { errorHtml, problemHtml, wrongHtml, type FieldProblem } from '../pages/input.ts';
import { optionHtml } from '../pages/option.ts';
import { personalPage } from './personal-page.ts';
import { reminderPages } from './reminders.ts';

export const offerPages: LinkPages = {
  get: { '': offerOfLink, ...reminderPages.get },
  post: { '': offerOfLink, ...reminderPages.post },
};

const offerIn = async ({ store }: Services, { about, submission }: Link): Promise<Offer | undefined> => {
  const offer = await store.offerOf(Number(about));
  return offer?.mentor.submissionId === submission.submissionId ? offer : undefined;
};

async function offerOfLink(c: Context<AppEnv>, services: Services, link: Link, token: string): Promise<Response> {
  const offer = await offerIn(services, link);
  const path = `/my/${token}/`;
  return offer?.about.form === 'ask'
    ? questionForMentor(c, services, offer, path)
    : offerForMentor(c, services, offer, path);
}

/** The page of a mentee about whom a mentor is asked, from the mentor's own page. */
export const mentorsOffer: LinkHandler = async (c, services, { submission }, token) => {
  const offers = submission.form === 'mentor' ? await services.store.offers(submission) : [];
  const offer = offers.find(({ seq, about }) => about.form === 'mentee' && String(seq) === c.req.query('of'));
  return offerForMentor(c, services, offer, `/my/${token}/offer/?of=${offer?.seq ?? ''}`);
};

/** Shows what a mentor is asked, or stores the answer. @param path of the page */
async function offerForMentor(
  c: Context<AppEnv>,
  services: Services,
  offer: Offer | undefined,
  path: string,
): Promise<Response> {
  if (c.req.method === 'POST') return answerOffer(c, services, offer, path);
  return c.html(offer?.answer === 'waiting' ? await questionPage(services, offer, path) : answeredPage(offer));
}

/** Stores the answer. A second click, or a second tab, shows what was answered first. */
async function answerOffer(
  c: Context<AppEnv>,
  services: Services,
  offer: Offer | undefined,
  path: string,
): Promise<Response> {
  const { store, vault } = services;
  const mentor = offer && (await store.find(offer.mentor));
  const body = await c.req.parseBody();
  const settled = (now: Offer | undefined) => {
    const refused = contradiction(now, body['answer']);
    return c.html(answeredPage(now, refused), refused === undefined ? 200 : 409);
  };
  /** Leads to the page, unless somebody else was a moment earlier with the other answer. */
  const answered = (now: Offer | undefined) =>
    contradiction(now, body['answer']) === undefined ? c.redirect(path, 303) : settled(now);
  if (offer?.answer !== 'waiting' || !mentor) return settled(offer);
  const note = formValue(body['note']).trim();
  const reason = declineReasons.find((each) => each === body['reason']);
  const refuse = async (field: string, message: string) =>
    c.html(await questionPage(services, offer, path, { problem: { field, message }, note, reason }), 422);
  const actor = applicantAt(services);
  const places = capacityOf(openContent(vault, mentor, mentor.answers).answers);
  if (body['answer'] === 'yes') {
    const stored = await store.replyToOffer(offer.seq, { answer: 'accepted' }, places, actor);
    return answered(stored);
  }
  if (body['answer'] !== 'no') return refuse('yes', `Tick the box to say yes, or choose “${noWords}” below.`);
  if (!reason) return refuse('no', 'Select why you say no, so that we find a better pair.');
  const tooLong = noteProblem(note);
  if (tooLong !== undefined) return refuse('note', tooLong);
  const stored = await store.replyToOffer(offer.seq, noOf(services, offer, reason, note), places, actor);
  if (stored?.answer === 'declined') await askOnSoon(store);
  return answered(stored);
}

/** Says why an answer from an old page is not saved; undefined if it is the one that counts, or none counts. */
function contradiction(offer: Offer | undefined, answer: unknown): string | undefined {
  if (offer?.answer === 'accepted' && answer === 'no')
    return 'Your no is not saved: you had said yes before. If you cannot mentor after all, write to us.';
  if (answer !== 'yes' || offer?.answer === 'accepted') return undefined;
  return offer?.answer === 'declined'
    ? 'Your yes is not saved: you had said no before. If you would like to mentor after all, write to us.'
    : 'Your yes is not saved: it came too late. If you would like to mentor after all, write to us.';
}

interface TypedDecline {
  problem: FieldProblem;
  note: string;
  reason: DeclineReason | undefined;
}

async function questionPage(services: Services, offer: Offer, path: string, typed?: TypedDecline): Promise<Html> {
  const mentee = await services.store.find(offer.about);
  if (!mentee) return answeredPage(undefined);
  const rows = await sharedAnswers(services, mentee, 'asked');
  const name = rows.find((row) => row.name === 'fullName')?.lines[0] ?? 'this student';
  const round = services.rounds.find(({ id }) => id === offer.round);
  const yes = wrongHtml('yes', typed?.problem);
  return personalPage({
    title: `Would you mentor ${name}?`,
    about: round ? `${site.schemes.mentoring?.name ?? 'Mentoring'}, ${round.title}` : undefined,
    isError: typed !== undefined,
    body: html`${problemHtml(typed?.problem)}
      <p>Please tell us by <strong>${dayWords(offer.answerBy, true)}</strong>. After that day we ask another mentor.</p>
      ${cardHtml(name, rows)}`,
    beside: html`<section class="panel">
      <h2>If you say yes</h2>
      <p>
        One message introduces the two of you, with both addresses and what each of you agreed to show the other.
        ${round ? html`Mentoring goes from ${dayWords(round.cycleStarts)} to ${dayWords(round.cycleEnds)}.` : nothing}
      </p>
      ${whatItTakesHtml()}
    </section>`,
    rest: html`<form method="post" action="${path}">
        <div class="field${yes.mark}">
          ${errorHtml('yes', typed?.problem)}
          ${optionHtml({
            id: 'yes',
            name: 'answer',
            label: `Yes, I will mentor ${name}`,
            attributes: html`required ${yes.attributes}`,
          })}
        </div>
        <p><button class="button">Send my yes</button></p>
      </form>
      ${declineHtml({ name, action: path, words: declineWords, typed })}`,
  });
}

/** What a mentor does, and where more is said of the time it takes and the first steps. */
function whatItTakesHtml(): Html {
  const { mentoring, mentors } = site.schemes;
  if (!mentoring) return nothing;
  return html`<p>
    ${mentoring.forMentors}.
    ${mentors ? html`<a href="${schemePath(mentors)}">How much time it takes, and the first steps</a>` : nothing}
  </p>`;
}

/** Returns the page of an offer that waits no longer. */
function answeredPage(offer: Offer | undefined, refused?: string): Html {
  switch (offer?.answer) {
    case 'accepted':
      return settledPage(
        'You said yes',
        'Thank you. A message introduces the two of you to each other. It comes within a few minutes of your answer; look among your unwanted mail too. The student writes first, within a week.',
        refused,
      );
    case 'declined':
      return settledPage(
        'You said no',
        `Thank you for telling us. We look for another mentor for this student. ${offer.reason === 'no-time' ? 'We do not ask you again in this round.' : 'We may ask you about another student.'}`,
        refused,
      );
    case 'timed-out':
      return settledPage(
        'The time for an answer is over',
        'We had no answer by the last day, so we look for another mentor for this student. If you would still like to mentor, write to us.',
        refused,
      );
    case 'unavailable':
      return settledPage(
        'You need not answer any more',
        'You took no mentee at the time, so we look for another mentor for this student.',
        refused,
      );
    default:
      return settledPage(
        'This question is settled',
        'It was settled in another way, so you need not answer it.',
        refused,
      );
  }
}
