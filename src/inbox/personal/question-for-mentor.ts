/**
 * A mentor's page of one question: yes with times, or no; other times; the meeting; and whether the two met. Opening it
 * changes nothing: mail scanners open every link.
 */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { clean, firstOf, lengthOf } from '#forms/answers/answers.ts';
import { dayWords } from '#forms/dates/calendar.ts';
import { toInstant, zoneWords } from '#forms/dates/zoned-time.ts';
import { theTeamFirst } from '#forms/team.ts';
import { site } from '#site';
import type { AppEnv, Services } from '../env.ts';
import { nothing, type Html } from '../pages/layout.ts';
import { longestPlace } from '../services/meetings.ts';
import { questionDeclineWords, noOf } from '../services/offers.ts';
import { isMeetingPast, mentorOf, readQuestion, type Question } from '../services/questions/question.ts';
import { settle } from '../services/questions/move-on.ts';
import { askOnSoon } from '../services/telling-chores.ts';
import { openPlace, proposeTimes, releaseQuestion } from '../services/questions/steps.ts';
import { mostTimes, readTimes, timesOfBoth, type TypedTime } from '../services/questions/times.ts';
import { formValue } from '../pages/form-value.ts';
import { placeHtml } from '../pages/place.ts';
import { sureHtml } from '../pages/sure.ts';
import { errorSummaryHtml } from '../pages/error-summary.ts';
import { errorHtml, inputHtml, type FieldProblem } from '../pages/input.ts';
import { declineReasons, meetingAnswers, type DeclineReason, type MeetingAnswer, type Offer } from '../stores/store.ts';
import { nameOf } from '../submissions/name-of.ts';
import { openContent } from '../submissions/sealed-content.ts';
import { sharedAnswers } from '../submissions/shared-answers.ts';
import { applicantAt } from './applicant.ts';
import { choiceHtml } from './choice.ts';
import { cardHtml, declineHtml, noteProblem, settledPage } from './offer-parts.ts';
import { neverSeen, personalPage } from './personal-page.ts';

interface TypedReply {
  times: readonly TypedTime[];
  place: string;
  note: string;
  reason: DeclineReason | undefined;
  problems: readonly FieldProblem[];
}

interface View {
  services: Services;
  question: Question;
  offer: Offer;
  /** The address that the forms post to. */
  here: string;
  zone: string;
  /** What staff and mentor call the person who asks. */
  name: string;
  typed?: TypedReply | undefined;
  /** True after a deed from an old page that is not possible any more. */
  isLate?: boolean;
}

/** Returns what is wrong with a field. */
const problemOf = ({ typed }: View, ...fields: string[]): FieldProblem | undefined =>
  typed?.problems.find(({ field }) => fields.includes(field));

/** Answers a request to the page of this offer, at this address. */
export async function questionForMentor(
  c: Context<AppEnv>,
  services: Services,
  offer: Offer | undefined,
  here: string,
): Promise<Response> {
  const question = offer && (await readQuestion(services, offer.about));
  // Another mentor may be asked by now.
  if (!question || question.offer?.seq !== offer.seq) return settled(c, offer);
  const view = await viewOf(services, question, offer, here);
  return c.req.method === 'POST' ? change(c, view) : c.html(await draw(view));
}

async function viewOf(services: Services, question: Question, offer: Offer, here: string): Promise<View> {
  const mentor = await mentorOf(services, question);
  const zone = mentor?.answers['timeZone'];
  const asker = openContent(services.vault, question.submission, question.submission.answers);
  return {
    ...{ services, question, offer, here },
    zone: typeof zone === 'string' && zone !== '' ? zone : site.timeZone,
    name: firstOf(nameOf(asker), 80),
  };
}

async function change(c: Context<AppEnv>, view: View): Promise<Response> {
  const { services, question, offer, here, zone } = view;
  const { store, clock } = services;
  const actor = applicantAt(services);
  const body = await c.req.parseBody();
  const text = (name: string) => clean(formValue(body[name]));
  const times = Array.from({ length: mostTimes }, (_, index) => ({
    day: text(`day${String(index + 1)}`),
    time: text(`time${String(index + 1)}`),
  }));
  const typed = {
    times,
    place: text('place'),
    note: clean(formValue(body['note']), true),
    reason: declineReasons.find((each) => each === body['reason']),
  };
  const refuseAll = async (problems: readonly FieldProblem[]) =>
    c.html(await draw({ ...view, typed: { ...typed, problems } }), 422);
  const refuse = (field: string, message: string) => refuseAll([{ field, message }]);
  switch (formValue(body['act'] ?? body['answer'])) {
    case 'times': {
      const read = readTimes(times, zone, clock());
      const wrongPlace = placeProblem(typed.place);
      const problems = [
        ...('times' in read
          ? []
          : read.problems.map(({ at, problem }) => ({ field: `day${at + 1}`, message: problem }))),
        ...(wrongPlace === undefined ? [] : [{ field: 'place', message: wrongPlace }]),
      ];
      if (!('times' in read) || problems.length > 0) return refuseAll(problems);
      if (await proposeTimes(services, question, read.times, typed.place, actor)) break;
      const last = (await readQuestion(services, question.submission))?.proposals.at(-1);
      // A second click finds them sent.
      if (last?.times.join() === read.times.join() && openPlace(services, last) === typed.place) break;
      return late(c, view);
    }
    case 'no': {
      if (!typed.reason) return refuse('no', 'Select why you say no, so that we find a better mentor.');
      const tooLong = noteProblem(typed.note);
      if (tooLong !== undefined) return refuse('note', tooLong);
      const stored = await store.replyToOffer(offer.seq, noOf(services, offer, typed.reason, typed.note), 0, actor);
      if (stored?.answer !== 'declined') return late(c, view);
      await askOnSoon(store);
      break;
    }
    case 'cancel':
      if (body['sure'] !== 'yes') return refuse('sure', 'Tick the box to give the question back.');
      if (!(await releaseQuestion(services, question, 'mentor', actor))) return late(c, view);
      break;
    case 'met': {
      const answer = meetingAnswers.find((each) => each === body['met']);
      if (!answer) return refuse('met', 'Choose whether you met.');
      if (!(await answerMet(services, question, 'mentor', answer))) return late(c, view);
      break;
    }
    default:
      return refuse('yes', 'Choose what you want to do.');
  }
  return c.redirect(here, 303);
}

function placeProblem(place: string): string | undefined {
  if (place === '') return 'Say where you meet: a link to a call, a phone number or a room.';
  return lengthOf(place) > longestPlace ? `The place must be ${String(longestPlace)} characters or fewer.` : undefined;
}

/** Shows how things stand to whoever sent something from an old page, and that it was not saved. */
async function late(c: Context<AppEnv>, view: View): Promise<Response> {
  const question = await readQuestion(view.services, view.question.submission);
  const offer = question?.offers.find(({ seq }) => seq === view.offer.seq);
  return question && offer && question.offer?.seq === offer.seq
    ? c.html(await draw({ ...view, question, offer, isLate: true }), 409)
    : settled(c, offer);
}

/** Answers about a question that is not this mentor's any more. Times that were sent all the same are lost, and it says so. */
async function settled(c: Context<AppEnv>, offer: Offer | undefined): Promise<Response> {
  const isTimes = c.req.method === 'POST' && formValue((await c.req.parseBody())['act']) === 'times';
  return isTimes
    ? c.html(answeredPage(offer, 'The times that you sent are not saved: they came too late.'), 409)
    : c.html(answeredPage(offer));
}

/** Stores what one side says after the meeting, and takes the step that follows from it. Returns false if it is not asked any more, or not yet. */
export async function answerMet(
  services: Services,
  question: Question,
  side: 'mentee' | 'mentor',
  answer: MeetingAnswer,
): Promise<boolean> {
  const { store, clock } = services;
  const { offer, meeting, stage } = question;
  if (!offer || !meeting || stage !== 'booked' || !isMeetingPast(question, clock())) return false;
  const actor = applicantAt(services);
  await store.answerMeeting({ offer: offer.seq, meeting: meeting.sequence ?? 0, side, answer }, actor);
  const current = await readQuestion(services, question.submission);
  if (current?.offer) await settle(services, current, clock(), actor);
  return true;
}

async function draw(view: View): Promise<Html> {
  const { question, name, services, typed, isLate = false } = view;
  const isPast = isMeetingPast(question, services.clock());
  const { title, body } = await partsOf(view, isPast);
  return personalPage({
    title,
    about: `${site.schemes.question?.name ?? 'A question'}: ${name}`,
    isError: typed !== undefined || isLate,
    body: html`${errorSummaryHtml(
      isLate
        ? [{ message: 'Not saved: you had answered before, or something else has changed. This is how things stand.' }]
        : (typed?.problems ?? []),
    )}
    ${body}`,
  });
}

async function partsOf(view: View, isPast: boolean): Promise<{ title: string; body: Html }> {
  const { services, question, offer, name, zone } = view;
  const card = async (reader: 'asked' | 'matched') =>
    cardHtml(name, await sharedAnswers(services, question.submission, reader));
  switch (question.stage) {
    case 'asked':
      return {
        title: `Can you answer a question from ${name}?`,
        body: html`<p>
            One meeting of about half an hour. Please tell us by <strong>${dayWords(offer.answerBy, true)}</strong>.
            After that day we ask another mentor.
          </p>
          ${await card('asked')} ${timesHtml(view, `Yes: propose times to meet ${name}`, 'Yes, send these times')}
          ${declineHtml({ name, action: view.here, words: questionDeclineWords, typed: declined(view) })}`,
      };
    case 'choosing': {
      const proposal = question.proposals.at(-1)!;
      return {
        title: `${name} chooses a time`,
        body: html`<p role="status">Thank you. We write to you when ${name} has chosen one of these:</p>
          <ul>
            ${proposal.times.map((time) => html`<li>${timesOfBoth(new Date(time), zone)}</li>`)}
          </ul>
          <p>Where: ${placeHtml(openPlace(services, proposal))}</p>
          ${cancelHtml(view)} ${await card('matched')}`,
      };
    }
    case 'wanted':
    case 'unsuited':
      return {
        title: `Please propose other times to ${name}`,
        body: html`<p>
            ${question.proposals.length > 0 ? `The times before do not suit ${name}, or no longer hold.` : nothing}
            ${question.stage === 'unsuited' ? `${theTeamFirst} helps, too.` : nothing}
          </p>
          ${timesHtml(view, `Times to meet ${name}`, 'Send these times')} ${cancelHtml(view)} ${await card('matched')}`,
      };
    case 'booked':
      return isPast && question.meeting
        ? { title: `Did you meet ${name}?`, body: mentorsMetHtml(view) }
        : { title: `You meet ${name}`, body: html`${bookedHtml(view)} ${await card('matched')}` };
    default:
      return {
        title: 'This question is closed',
        body: html`<p>Thank you for your time. Nothing more is to be done.</p>`,
      };
  }
}

/** Returns a no that was refused. */
function declined(view: View) {
  const problem = problemOf(view, 'no', 'note');
  return problem && view.typed && { ...view.typed, problem };
}

function bookedHtml(view: View): Html {
  const { question, zone, name } = view;
  const { meeting } = question;
  return html`<section class="panel sun">
      <p>
        <strong>${meeting ? timesOfBoth(toInstant(meeting.at), zone) : 'The time that we agreed with you'}</strong>
      </p>
      ${meeting && meeting.place !== '' ? html`<p>Where: ${placeHtml(meeting.place)}</p>` : nothing}
    </section>
    <details ${view.typed === undefined || problemOf(view, 'sure') ? nothing : html`open`}>
      <summary>I need another time</summary>
      <p>The time above is off as soon as you send others. ${name} is told, and chooses one.</p>
      ${timesHtml(view, 'Other times', 'Send these times')}
    </details>
    ${cancelHtml(view)}`;
}

function timesHtml(view: View, legend: string, button: string): Html {
  const { here, zone, typed, question } = view;
  return html`<form method="post" action="${neverSeen(here)}" novalidate>
    <h2>${legend}</h2>
    <p class="hint" id="times-hint">
      One to three times, on your own clock: ${zoneWords(zone)}.
      ${zone === site.timeZone ? nothing : `Who asks sees them in ${zoneWords()}.`}
    </p>
    ${Array.from({ length: mostTimes }, (_, index) => timeHtml(index + 1, view))}
    ${inputHtml({
      id: 'place',
      label: 'Where you meet',
      hint: 'A link to a call, a phone number that you answer, or a room.',
      value: typed?.place ?? question.meeting?.place ?? '',
      problem: problemOf(view, 'place'),
    })}
    <p><button class="button" id="yes" name="act" value="times">${button}</button></p>
  </form>`;
}

function timeHtml(number: number, view: View): Html {
  const id = `day${String(number)}`;
  const problem = problemOf(view, id);
  const isWrong = problem !== undefined;
  const { day = '', time = '' } = view.typed?.times[number - 1] ?? {};
  const described = html`aria-describedby="times-hint${isWrong ? ` ${id}-error` : ''}"
  ${isWrong ? html`aria-invalid="true"` : nothing}`;
  return html`<fieldset class="field${isWrong ? ' wrong' : ''}">
    <legend>Time ${number}${number === 1 ? '' : ' (optional)'}</legend>
    ${errorHtml(id, problem)}
    <div class="filter" role="presentation">
      <p>
        <label for="${id}">Day</label>
        <input type="date" id="${id}" name="${id}" value="${day}" ${described} />
      </p>
      <p>
        <label for="time${number}">Hour</label>
        <input type="time" id="time${number}" name="time${number}" value="${time}" ${described} />
      </p>
    </div>
  </fieldset>`;
}

function cancelHtml(view: View): Html {
  const { here, name } = view;
  const problem = problemOf(view, 'sure');
  return html`<details ${problem ? html`open` : nothing}>
    <summary>I cannot help after all</summary>
    <form method="post" action="${here}">
      <p>That can happen. ${name} is told, and we look for another mentor. You need not say why.</p>
      ${sureHtml('Yes, I give this question back', problem)}
      <p><button class="button danger" name="act" value="cancel">Give this question back</button></p>
    </form>
  </details>`;
}

/** The choices after a meeting, in the words of each side. */
const metWords: Readonly<Record<'mentee' | 'mentor', Readonly<Record<MeetingAnswer, string>>>> = {
  mentee: {
    yes: 'Yes, we met',
    again: 'No, and I would like another time',
    over: 'No, and I no longer need it',
  },
  mentor: {
    yes: 'Yes, we met',
    again: 'No, and I can propose another time',
    over: 'No, and I cannot help any more',
  },
};

export const metHtml = (
  action: string,
  side: 'mentee' | 'mentor',
  said: MeetingAnswer | undefined,
  problem: FieldProblem | undefined,
): Html =>
  choiceHtml({
    action,
    name: 'met',
    fields: html`<input type="hidden" name="act" value="met" />`,
    legend: 'Did you meet?',
    choices: meetingAnswers.map((each) => [each, metWords[side][each]]),
    chosen: said,
    button: 'Send my answer',
    problem,
  });

function mentorsMetHtml(view: View): Html {
  const { question, here, zone } = view;
  const said = question.met.find(({ side }) => side === 'mentor')?.answer;
  return html`<p>The meeting was booked for ${timesOfBoth(toInstant(question.meeting!.at), zone)}.</p>
    ${metHtml(here, 'mentor', said, problemOf(view, 'met'))}
    ${
      said === 'again'
        ? html`<p role="status">Thank you. Propose times here, and we send them on.</p>
            ${timesHtml(view, 'Other times', 'Send these times')}`
        : nothing
    }`;
}

/** Returns the page of a question that is not this mentor's any more. */
function answeredPage(offer: Offer | undefined, refused?: string): Html {
  switch (offer?.answer) {
    case 'declined':
      return settledPage(
        'You said no',
        'Thank you for telling us. We look for another mentor for this question.',
        refused,
      );
    case 'timed-out':
      return settledPage(
        'The time for an answer is over',
        'We had no answer by the last day, so we look for another mentor. If you would still like to help, write to us.',
        refused,
      );
    case 'unavailable':
      return settledPage(
        'You need not answer any more',
        'You took no question at the time, so we look for another mentor.',
        refused,
      );
    default:
      return settledPage(
        'This question is settled',
        'It was settled in another way, or you gave it back, so you need not do anything.',
        refused,
      );
  }
}
