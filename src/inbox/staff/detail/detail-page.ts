import { html } from 'hono/html';
import { formatInstant } from '#forms/dates/deadline.ts';
import type { SummaryRow } from '#forms/display.ts';
import { notAnswered } from '#forms/display.ts';
import type { Answers } from '#forms/answers/answers.ts';
import type { Field, Form, FormId } from '#forms/form.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { statusWords } from '../../statuses.ts';
import { heldMark, type Counts, type MailRecord, type StoredSubmission } from '../../stores/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { mailWords } from '../../services/mails-of-changes.ts';
import type { AnswersChange } from './answer-changes.ts';
import type { HistoryEntry } from './history.ts';
import { isNarrow, viewAddress } from '../submissions/list-filter.ts';
import { labelsHtml, reportHtml } from '../submissions/labels.ts';
import { submissionCountsHtml } from '../submissions/counts.ts';
import { questionPanelHtml, type QuestionPanel } from '../questions/question-panel.ts';
import { matchPanelHtml } from '../match/match-panel.ts';
import { meetingTimeWords } from '../../services/meetings.ts';
import { readerOf, type PairReader } from '../../submissions/shared-answers.ts';
import { placeHtml } from '../../pages/place.ts';
import { caseworkFormHtml, type CaseworkFormOptions } from './casework-form.ts';
import { answersHtml } from '../../pages/answers.ts';
import { breakable } from '../../pages/breakable.ts';
import { newsHtml } from '../../pages/news.ts';

export interface DetailPageOptions extends CaseworkFormOptions {
  bar: Html;
  mayChange: boolean;
  form: Form;
  /** Title of the round, like 2026/27. */
  round: string | null | undefined;
  rows: readonly SummaryRow[];
  /** The answers, by which it depends who may see them. */
  answers: Answers;
  /** Subject and language that the sender's page added. */
  extras: readonly (readonly [string, string])[];
  /** Reports that something is wrong. */
  isReport: boolean;
  /** The reference that a message names. */
  named: string | undefined;
  /** Other submissions under the same address, oldest first. */
  others: readonly { submission: StoredSubmission; title: string }[];
  /** Answers that came again under the same id and differed. */
  differing: readonly { at: string; rows: readonly SummaryRow[] }[];
  /** What the applicant changed, latest first. */
  changes: readonly AnswersChange[];
  mail: readonly MailRecord[];
  /** The mentors of a question; undefined for other forms. */
  question: QuestionPanel | undefined;
  history: readonly HistoryEntry[];
  /** Counts of all submissions. */
  counts: Counts;
  /** The message at the top: that the change was saved, or why not. */
  news: string | undefined;
}

/** In characters. */
export const longestNote = 5_000;

export function detailPage(options: DetailPageOptions): Html {
  const { bar, returnTo, form, round, submission, name, rows, extras, differing, news, mayChange } = options;
  const { reference, receivedAt, queuedAt } = submission;
  return page({
    title: `${name}, ${reference}`,
    bar,
    isWide: true,
    body: html`<p class="ways">
        <a href="${returnTo.back(submission)}">Back to the inbox</a> ${nextHtml(options)} ${jumpsHtml(options)}
      </p>
      <h1>${name}</h1>
      ${newsHtml(news)}
      <div class="case">
        <div>
          <p>
            ${labelsHtml(submission, returnTo, options.question?.stage)}
            ${options.isReport ? reportHtml(submission) : nothing}
          </p>
          ${arrivedHtml(submission)}
          <dl class="facts">
            ${fact('Form', form.title)} ${fact('Reference', reference)} ${fact('Received', formatInstant(receivedAt))}
            ${queuedAt ? fact('Sent from the applicant’s device', formatInstant(queuedAt)) : nothing}
            ${options.email === undefined ? nothing : writeHtml(options, options.email)}
            ${round ? fact('Round', round) : nothing} ${fact('Assigned to', submission.assignedTo ?? 'Nobody')}
            ${meetingHtml(options)} ${namedHtml(options)} ${othersHtml(options)}
            ${extras.map(([label, value]) => fact(label, value))}
          </dl>
          ${mailProblemsHtml(options.mail)}
          <h2>Answers</h2>
          ${listHtml(rows, (field) => readerWords(form.id, readerOf(form.id, field, options.answers)))}
          ${options.changes.map(changeHtml)}
          ${differing.map(
            ({ at, rows: other }) =>
              html`<h2>Sent again with other answers</h2>
                <p class="note">
                  Received ${formatInstant(at)} under the same id. The applicant was told that the first was received;
                  nothing of it was changed.
                </p>
                ${listHtml(other, () => undefined)}`,
          )}
          ${historyHtml(options.history)} ${mailHtml(options)}
        </div>
        <div>
          ${options.question ? questionPanelHtml({ submission, name, panel: options.question, mayChange, returnTo }) : nothing}
          ${mayChange ? caseworkFormHtml(options) : nothing}
          ${options.match ? matchPanelHtml({ submission, name, panel: options.match, mayChange, returnTo }) : nothing}
          <h2>In the inbox</h2>
          <ul class="counts" role="list" aria-label="Counts">
            ${submissionCountsHtml(options.counts)}
          </ul>
          ${mayChange && options.email !== undefined ? personHtml(options.email) : nothing}
        </div>
      </div>`,
  });
}

/** Returns a notice if the submission is suspect or late. */
function arrivedHtml({ arrived }: StoredSubmission): Html {
  if (arrived === 'suspect') {
    return html`<p class="note">
      It was sent faster than a person types, or filled a field that people do not see. Read it before you decide:
      browsers that fill in forms do this too.
    </p>`;
  }
  return arrived === 'late'
    ? html`<p class="note">
        It was sent before the round closed, and waited on the applicant’s device until it could reach us.
      </p>`
    : nothing;
}

function nextHtml({ returnTo: { view, withList }, unread }: DetailPageOptions): Html {
  const here = isNarrow(view) ? ' in your list' : '';
  return unread === 0
    ? html`<span>Nothing else${here} is unread.</span>`
    : html`<span
        ><a href="${withList('/inbox/next/')}" accesskey="n">Next unread</a>
        <span class="hint">(${unread} left${here})</span></span
      >`;
}

/** Returns links to the sections beside the answers: on a phone they are far below. */
const jumpsHtml = ({ mayChange, match, question }: DetailPageOptions): Html =>
  html`<span class="jumps"
    >${mayChange ? html`<a href="#work">Work on it</a>` : nothing}
    ${match || question ? html`<a href="#match">${match?.kind === 'mentor' ? 'Mentees' : 'Mentor'}</a>` : nothing}</span
  >`;

/** Returns a notice for each mail that could not be delivered. */
const mailProblemsHtml = (mail: readonly MailRecord[]): Html =>
  html`${mail
    .filter(({ kind, failure }) => kind !== 'notice' && failure !== null)
    .map(({ kind, tries, failure, isWaiting, returnedAt }) =>
      failure === heldMark
        ? html`<p class="note">
            The mail “${mailWords(kind)}” is held since a backup was restored: it may have been sent before. Ask the
            applicant, or press Send again.
          </p>`
        : returnedAt === null
          ? html`<p class="note">
              The mail “${mailWords(kind)}” was not taken (${failure}), tried
              ${tries === 1 ? 'once' : `${tries} times`}.
              ${isWaiting ? 'It is tried again.' : 'It is given up: check the address, or write yourself.'}
            </p>`
          : html`<p class="note">
              The mail “${mailWords(kind)}” came back (${failure}): the address may be wrong, or its mailbox full. Check
              the address, or reach them in another way.
            </p>`,
    )}`;

/** Lists all mails about the submission with their state. Those that do not wait can be sent again. */
const mailHtml = ({ mail, mayChange, returnTo, submission }: DetailPageOptions): Html =>
  mail.length === 0
    ? nothing
    : html`<h2 id="mail">Mail</h2>
        <form method="post" action="${returnTo.withList(`/inbox/${subjectOf(submission)}/mail/`)}">
          <ul>
            ${mail.map(
              (each) =>
                html`<li>
                  ${each.group === null ? mailWords(each.kind) : html`<a href="/inbox/mail/${each.group}/">${mailWords(each.kind)}</a>`}:
                  ${mailState(each)}
                  ${
                    mayChange && !each.isWaiting && each.kind !== 'test'
                      ? html`<button class="link" name="mail" value="${each.seq}">
                          Send again<span class="visually-hidden">: ${mailWords(each.kind)}, ${mailState(each)}</span>
                        </button>`
                      : nothing
                  }
                </li>`,
            )}
          </ul>
        </form>`;

function mailState({ kind, sentAt, returnedAt, failure, isWaiting, queuedAt }: MailRecord): string {
  if (returnedAt !== null) return `came back ${formatInstant(returnedAt)}`;
  if (sentAt !== null) return `sent ${formatInstant(sentAt)}`;
  if (isWaiting) return queuedAt === null ? 'waits to be sent' : `waits to be sent since ${formatInstant(queuedAt)}`;
  if (failure === heldMark) return 'held since a backup was restored';
  if (failure !== null) return 'given up';
  return kind === 'notice'
    ? 'not sent, because the server knows no address of the team: it is the setting MAIL_NOTIFY'
    : 'not sent, because by then it was no longer true, or there was no address to send it to';
}

const meetingHtml = ({ booked }: DetailPageOptions): Html =>
  booked
    ? html`<div>
        <dt>Meeting</dt>
        <dd>${meetingTimeWords(booked)}${booked.place === '' ? nothing : html`, ${placeHtml(booked.place)}`}</dd>
      </div>`
    : nothing;

/** Returns a link to the submission whose reference a message names. */
const namedHtml = ({ named }: DetailPageOptions): Html =>
  named === undefined
    ? nothing
    : html`<div>
        <dt>About</dt>
        <dd><a href="${viewAddress({ words: named })}">What has or names the reference ${named}</a></dd>
      </div>`;

/** Returns links to other submissions of the same address: duplicates, or a question of an applicant. */
const othersHtml = ({ others, returnTo }: DetailPageOptions): Html =>
  others.length === 0
    ? nothing
    : html`<div>
        <dt>Also from this address</dt>
        ${others.map(
          ({ submission, title }) =>
            html`<dd>
              <a href="${returnTo.withList(`/inbox/${subjectOf(submission)}/`)}">${title}, ${submission.reference}</a>:
              ${statusWords[submission.status]}
            </dd>`,
        )}
      </div>`;

const historyHtml = (history: readonly HistoryEntry[]): Html =>
  html`<h2>History</h2>
    <ol class="history">
      ${history.map(
        ({ at, who, what, text }) =>
          html`<li>
            <p><strong>${what}</strong>, ${who}, <time datetime="${at}">${formatInstant(at)}</time></p>
            ${text === undefined ? nothing : html`<p class="text">${text}</p>`}
          </li>`,
      )}
    </ol>`;

/** Returns a link that opens a mail to the applicant. */
const writeHtml = ({ form, submission: { reference } }: DetailPageOptions, email: string): Html =>
  html`<div>
    <dt>Write to</dt>
    <dd>
      <a href="mailto:${encodeURIComponent(email)}?subject=${encodeURIComponent(`${form.title}, ${reference}`)}"
        >${breakable(email)}</a
      >
    </dd>
  </div>`;

/** Posts the email address, so that no URL contains it. */
const personHtml = (email: string): Html =>
  html`<form method="post" action="/inbox/person/">
    <input type="hidden" name="email" value="${email}" />
    <button class="link">All that is held of this person</button>
  </form>`;

const fact = (label: string, value: string): Html =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;

/** Lists what the applicant changed at one time, each answer as it was and as it is. */
const changeHtml = ({ at, answers }: AnswersChange): Html =>
  html`<h2>Changed by the applicant</h2>
    <p class="hint"><time datetime="${at}">${formatInstant(at)}</time></p>
    <dl class="answers">
      ${answers.map(
        ({ label, before, after }) =>
          html`<div>
            <dt>${label}</dt>
            <dd class="text" dir="auto"><del>${before.join(', ') || notAnswered}</del></dd>
            <dd class="text" dir="auto"><ins>${after.join(', ') || notAnswered}</ins></dd>
          </div>`,
      )}
    </dl>`;

/** Says who sees an answer; nothing for a message, which only the team reads. */
function readerWords(form: FormId, reader: PairReader | undefined): string | undefined {
  if (form === 'contact') return undefined;
  if (reader === undefined) return 'Team only';
  if (form === 'mentor') return reader === 'asked' ? 'Team and mentees' : 'Team, and the mentee once matched';
  return reader === 'asked' || form === 'ask' ? 'Team and mentor' : 'Team, and the mentor once matched';
}

/** Lists the answers. Questions without an answer come last, so that the given answers can be read at a glance. */
function listHtml(rows: readonly SummaryRow[], seenBy: (field: Field) => string | undefined): Html {
  const blank = rows.filter(({ lines }) => lines.length === 0);
  return answersHtml(
    rows
      .filter(({ lines }) => lines.length > 0)
      .map(({ field, label, lines }) => ({ label: html`${label} ${seenByHtml(seenBy(field))}`, lines })),
    blank.length === 0
      ? nothing
      : html`<div>
          <dt>${notAnswered}</dt>
          ${blank.map(({ label }) => html`<dd class="hint">${label}</dd>`)}
        </div>`,
  );
}

const seenByHtml = (words: string | undefined): Html =>
  words === undefined
    ? nothing
    : html`<span class="seen"><span class="visually-hidden">Seen by: </span>${words}</span>`;
