import type { Context } from 'hono';
import { html } from 'hono/html';
import { summarise } from '#forms/display.ts';
import { addMonthsToDay, dayWords } from '#forms/dates/calendar.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { fieldsOf, optionsOf, type FormId } from '#forms/form.ts';
import { emailWords } from '#forms/formats/email-words.ts';
import { phones } from '#forms/formats/phone-rules.ts';
import { formPath } from '#forms/scheme-paths.ts';
import { theTeam } from '#forms/team.ts';
import { site } from '#site';
import { breakable } from '../pages/breakable.ts';
import { answersHtml } from '../pages/answers.ts';
import type { AppEnv, Services } from '../env.ts';
import { problemHtml, type FieldProblem } from '../pages/input.ts';
import { nothing, type Html } from '../pages/layout.ts';
import { placeHtml } from '../pages/place.ts';
import { sureHtml } from '../pages/sure.ts';
import { keptUntil } from '../services/kept-until.ts';
import { validatedAt } from '../submissions/validated-at.ts';
import { allowedFor, calledOf, type Allowed, type Application } from './applicant.ts';
import { choiceHtml } from './choice.ts';
import { askedHtml, menteesWaitingHtml, questionHtml } from './question-parts.ts';
import { personalPage } from './personal-page.ts';
import { progressOf, waitingWords, type Progress } from './progress.ts';
import { countWords } from '../count-words.ts';
import { newsHtml } from '../pages/news.ts';

export interface ApplicationPageOptions {
  application: Application;
  allowed: Allowed;
  /** What was just done, in a sentence. */
  done?: string | undefined;
  /** Why something on it was refused, and where. */
  problem?: FieldProblem | undefined;
  now: Date;
}

/** Answers with the page, which says beside the field what is missing. */
export function refuseHere(
  c: Context<AppEnv>,
  services: Services,
  application: Application,
  problem: FieldProblem,
): Response | Promise<Response> {
  const now = services.clock();
  return c.html(applicationPage({ application, allowed: allowedFor(application, now), problem, now }), 422);
}

export function applicationPage({ application, allowed, done, problem, now }: ApplicationPageOptions): Html {
  const { form, submission, token } = application;
  const progress = progressOf({ ...application, now });
  const path = `/my/${token}/`;
  const called = calledOf(form);
  return personalPage({
    title: `My ${called}`,
    about: aboutOf(application),
    art: 'sent',
    isError: problem !== undefined,
    body: html`${problemHtml(problem)} ${newsHtml(done)}
      <section class="panel ${progress.isWaiting ? 'sun' : 'ask'}">
        <p><span class="state">${progress.label}</span></p>
        <h2>${progress.heading}</h2>
        <p>${progress.sentence}${progress.place ? html` ${placeHtml(progress.place)}` : nothing}</p>
        <p class="actions">
          ${allowed.change === true ? html`<a class="button" href="${path}change/">Change my answers</a>` : nothing}
          <a href="${path}copy/">Save a copy</a>
          ${allowed.withdraw || submission.status === 'declined' ? nothing : html`<a href="${formPath(form.id) ?? '/'}">${form.title}</a>`}
        </p>
      </section>
      ${questionHtml(application, now, problem)} ${menteesWaitingHtml(application)} ${askedHtml(application)}
      ${stayHtml(application, allowed, now, problem)} ${placesHtml(application, allowed, problem)}`,
    beside: html`${roadHtml(progress)}
      <dl class="panel facts">
        <div>
          <dt>Reference</dt>
          <dd>${submission.reference}</dd>
        </div>
        <div>
          <dt>Email</dt>
          <dd>${breakable(emailWords(String(application.answers['email'] ?? '')))}</dd>
        </div>
      </dl>
      <section class="panel">
        <h2>Something else?</h2>
        <ul>
          <li>
            <a href="/contact/?topic=my-application&amp;reference=${submission.reference}"
              >Write to ${theTeam} about this ${called}</a
            >, also to change your email address.
          </li>
          ${application.round && (form.id === 'mentee' || form.id === 'mentor') ? html`<li><a href="/dates.ics">Put the dates in your calendar</a></li>` : nothing}
          <li><a href="${path}data/">Save your answers as data</a>, for another program (JSON).</li>
          ${allowed.withdraw ? html`<li><a href="${path}withdraw/">Withdraw this ${called}</a></li>` : nothing}
          <li><a href="${path}erase/">Have this ${called} erased</a></li>
        </ul>
      </section>`,
    rest: html`<h2>Your answers</h2>
      ${answersHtml(summarise(application.form, application.answers, { now: validatedAt(application.submission), phones }))}
      ${changesHtml(application, allowed)}`,
  });
}

/** Who else than the other of a match waits for somebody, or is to meet them: one at most. */
const otherWords: Readonly<Record<FormId, string>> = {
  mentee: 'A mentor whom we have asked about you',
  mentor: 'The student whose question you said yes to',
  ask: 'The mentor who has your question',
  contact: 'Nobody',
};

/** Lists what ends when somebody leaves, and who is told. @param told all who are told, those who are matched included */
export function leavingHtml(application: Application, told: readonly unknown[]): Html {
  const { form, partners } = application;
  const due = dueWords(application);
  return html`${
    partners.length === 0
      ? nothing
      : html`<li>Your match ends. We tell ${partners.join(' and ')} by email, with no reason given.</li>`
  }
  ${
    told.length > partners.length
      ? html`<li>${otherWords[form.id]} is told by email, with no reason given.</li>`
      : nothing
  }
  ${due === '' ? nothing : html`<li>Your answer about ${due} is still due: we look for somebody else.</li>`}`;
}

/** Returns what waits for a mentor's yes or no; '' if nothing does. */
const dueWords = ({ menteesWaiting, asked }: Application): string =>
  waitingWords(menteesWaiting.length, asked !== undefined && !asked.isPromised);

/** Returns the scheme and the round of what somebody sent. */
export function aboutOf({ form, round }: Pick<Application, 'form' | 'round'>): string {
  const { mentoring, question } = site.schemes;
  const scheme = { mentee: mentoring?.name, mentor: form.title, ask: question?.name, contact: undefined }[form.id];
  return [scheme ?? form.title, form.id === 'mentee' ? round?.title : undefined].filter(Boolean).join(' ');
}

const roadHtml = ({ steps }: Progress): Html =>
  steps.length === 0
    ? nothing
    : html`<section class="panel">
        <h2>What happens when</h2>
        <ol class="road" role="list">
          ${steps.map(
            ({ state, what, when }) =>
              html`<li class="${state}" ${state === 'now' ? html`aria-current="step"` : nothing}>
                <strong>${what}</strong
                >${state === 'done' ? html`<span class="visually-hidden"> (done)</span>` : nothing}
                ${when === undefined ? nothing : html`<small>${when}</small>`}
              </li>`,
          )}
        </ol>
      </section>`;

/** Asks a mentor whose time is nearly over whether to stay, and until when. */
function stayHtml(
  { form, answers, token }: Application,
  { stay }: Allowed,
  now: Date,
  problem: FieldProblem | undefined,
): Html {
  const field = fieldsOf(form).find(({ kind }) => kind === 'term');
  if (!stay || !field) return nothing;
  const days = optionsOf(field).map(({ value }) => addMonthsToDay(localDay(now), Number(value)));
  return html`<section class="panel sun">
    <h2>Would you like to stay a mentor?</h2>
    <p>
      You let us keep your offer until ${dayWords(keptUntil(answers)!, true)}. After that day we delete it. If you would
      like to stay, until when may we keep it? If not, you need do nothing.
    </p>
    ${choiceHtml({
      action: `/my/${token}/stay/`,
      problem,
      name: 'until',
      legend: 'Until when may we keep your offer?',
      choices: days.map((day) => [day, `Until ${dayWords(day)}`]),
      button: 'Yes, I will stay',
    })}
  </section>`;
}

/** What a mentor can change here. */
function placesHtml(
  application: Application,
  { pause, resume, more }: Allowed,
  problem: FieldProblem | undefined,
): Html {
  if (!pause && !resume && !more) return nothing;
  const { places, partners } = application;
  const path = `/my/${application.token}/`;
  return html`<section class="panel">
    <h2>Your places</h2>
    <p>
      ${
        places === 0
          ? 'You answer questions, each in a single meeting, and take no mentee.'
          : `You take ${countWords(places, 'mentee')} at a time, and have ${countNow(partners.length)} at present.`
      }
    </p>
    <div class="actions">
      ${more ? buttonHtml(`${path}one-more/`, 'Take one more', html`<input type="hidden" name="places" value="${places}" />`) : nothing}
      ${resume ? buttonHtml(`${path}resume/`, 'I am back') : nothing}
    </div>
    ${
      pause
        ? html`<form method="post" action="${path}pause/">
            ${breakHtml(application)} ${sureHtml('Yes, I take a break', problem)}
            <p><button class="button quiet">Take a break</button></p>
          </form>`
        : nothing
    }
  </section>`;
}

/** Says what a break does before it is taken. */
function breakHtml(application: Application): Html {
  const { places, partners, asked } = application;
  const due = dueWords(application);
  const stands = [
    ...(partners.length > 0 ? ['You go on with those whom you mentor.'] : []),
    ...(asked?.isPromised ? ['A question that you said yes to stays with you.'] : []),
  ];
  return html`<p>
      In a break we ask you about nobody new${places === 0 ? '' : ', neither mentees nor questions'}, until you say that
      you are back. ${stands.join(' ')}
    </p>
    ${
      due === ''
        ? nothing
        : html`<p>
            <strong>Your answer about ${due} is still due.</strong> With the break we look for somebody else at once,
            and you can no longer say yes. If you would like to say yes, do so first.
          </p>`
    }`;
}

const countNow = (count: number): string => (count === 0 ? 'none' : count === 1 ? 'one' : String(count));

const buttonHtml = (action: string, words: string, fields: Html = nothing): Html =>
  html`<form method="post" action="${action}">${fields}<button class="button quiet">${words}</button></form>`;

const changesHtml = ({ versions }: Application, { change }: Allowed): Html =>
  html`<p class="hint">
    ${versions === 0 ? nothing : `You changed them ${versions === 1 ? 'once' : `${String(versions)} times`}; the team sees the answers before too.`}
    ${change === true ? nothing : change}
  </p>`;
