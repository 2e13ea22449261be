import { html } from 'hono/html';
import { formatInstant } from '#forms/dates/deadline.ts';
import type { Form } from '#forms/form.ts';
import { breakable } from '../../pages/breakable.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { statusWords } from '../../statuses.ts';
import type { MailRecord } from '../../stores/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { nameOf } from '../../submissions/name-of.ts';
import { meetingOf, openContent } from '../../submissions/sealed-content.ts';
import type { Vault } from '../../vault.ts';
import { meetingTimeWords } from '../../services/meetings.ts';
import { describeData, type PersonData, type PersonSubmission } from '../../services/person.ts';
import { mailWords } from '../../services/mails-of-changes.ts';
import { emailAttributes, inputHtml, problemHtml, type FieldProblem } from '../../pages/input.ts';
import { counted } from '../../count-words.ts';

export interface PersonPageOptions {
  bar: Html;
  /** Admins may download and erase the data. */
  isAdmin: boolean;
  forms: readonly Form[];
  vault: Vault;
  /** As typed. */
  email: string;
  /** Undefined before the search. */
  personData?: PersonData;
  problem?: FieldProblem | undefined;
  isErased?: boolean;
  /** True if the data was erased from the database, but not yet from every file. */
  isUnfinished?: boolean;
}

const unfinishedWords =
  'Erased from the database. A mail that was put as a file, or the database’s log, could not be cleared yet: the server tries again every minute, and its log says what is left.';
const erasedWords =
  'The audit keeps that it was, by whom and when, with the ids of the submissions and nothing else. Backups hold it for up to 14 days more, copies elsewhere until someone deletes them.';

/** Shows the data of one person. The title never contains the address, because browsers store titles. */
export function personPage(options: PersonPageOptions): Html {
  const { bar, email, personData, problem, isErased = false, isUnfinished = false } = options;
  return page({
    title: problem ? 'Error: One person’s data' : 'One person’s data',
    bar,
    body: html`<h1>One person’s data</h1>
      ${problemHtml(problem)}
      ${isErased ? html`<p class="note" role="status">${isUnfinished ? unfinishedWords : 'Erased.'} ${erasedWords}</p>` : nothing}
      <p>For someone who asks what we hold about them, or to be erased. Make sure that it is they who ask.</p>
      <form method="post" action="/inbox/person/" novalidate>
        ${inputHtml({
          id: 'email',
          label: 'Their email address',
          hint: 'The one they gave in a form, in whatever case.',
          value: email,
          problem,
          attributes: emailAttributes,
        })}
        <p><button class="button">Show what is held</button></p>
      </form>
      ${personData === undefined ? nothing : personDataHtml(options, personData)}`,
  });
}

function personDataHtml(options: PersonPageOptions, personData: PersonData): Html {
  const { email, isAdmin } = options;
  const words = describeData(personData);
  if (words === undefined)
    return html`<h2 id="held">Nothing is held under ${breakable(email)}</h2>
      <p>They may have used another address: <a href="/inbox/">look for their name in the inbox</a>.</p>`;
  const actionHtml = (action: string, label: string) =>
    html`<form method="post" action="/inbox/person/${action}/">
      <input type="hidden" name="email" value="${email}" />
      <p><button class="button quiet">${label}</button></p>
    </form>`;
  return html`<h2 id="held">Held under ${breakable(email)}</h2>
    <p>${words}.</p>
    ${personData.submissions.map((each) => submissionHtml(options, each))} ${repeatsHtml(options, personData)}
    <h2>What to do</h2>
    ${
      isAdmin
        ? html`<p>
              The copy has every answer, note and mail, one submission a line. It is not encrypted: keep it safe.
            </p>
            <div class="ways">
              ${actionHtml('export', 'Download a copy')} ${actionHtml('erase', 'Erase it: see what will go')}
            </div>`
        : html`<p>An admin can download a copy of it, or erase it.</p>`
    }`;
}

function submissionHtml({ forms, vault }: PersonPageOptions, personSubmission: PersonSubmission): Html {
  const { submission, enclosures, mails, files, audit, partners } = personSubmission;
  const { answers } = openContent(vault, submission, submission.answers);
  const meeting = meetingOf(vault, submission, enclosures);
  const ofKind = (kind: string) => enclosures.filter((each) => each.kind === kind).length;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Name', nameOf({ answers })],
    ['Received', formatInstant(submission.receivedAt)],
    ['Status', statusWords[submission.status]],
    ['Answers', String(Object.keys(answers).length + ofKind('adjustments'))],
    ['Sent again with other answers', countedOrNothing(ofKind('differing'), 'time')],
    ['Matched with', partners.join(', ') || undefined],
    ['Meeting', meeting && meetingTimeWords(meeting)],
    ['Notes of staff', ofKind('note') === 0 ? undefined : String(ofKind('note'))],
    ['Mails', mails.map(mailFact).join('; ') || undefined],
    ['Mails put as files', files.length === 0 ? undefined : String(files.length)],
    ['In the audit', counted(audit.length, 'time').replace('1 times', 'once') + ', by its id'],
  ];
  return html`<h3><a href="/inbox/${subjectOf(submission)}/">${titleOf(forms, personSubmission)}</a></h3>
    <dl class="facts">
      ${facts.map(([label, value]) =>
        value === undefined
          ? nothing
          : html`<div>
              <dt>${label}</dt>
              <dd>${value}</dd>
            </div>`,
      )}
    </dl>`;
}

const countedOrNothing = (count: number, noun: string) => (count === 0 ? undefined : counted(count, noun));

/** Returns form and reference, like "Apply for a mentor, K7PQ29XM". */
export const titleOf = (
  forms: readonly Form[],
  { submission: { form, reference } }: Pick<PersonSubmission, 'submission'>,
) => `${forms.find(({ id }) => id === form)?.title ?? form}, ${reference}`;

const mailFact = ({ kind, sentAt, returnedAt, isWaiting }: MailRecord) =>
  `${mailWords(kind)} (${returnedAt !== null ? 'came back' : sentAt !== null ? 'sent' : isWaiting ? 'waits to be sent' : 'not sent'})`;

const repeatsHtml = ({ forms }: PersonPageOptions, { repeats }: PersonData): Html =>
  repeats.length === 0
    ? nothing
    : html`<h3>Sent under the id of another submission</h3>
        <p>
          These answers give this address, and came under the id of a submission with another one. Either that address
          was mistyped and this one corrects it, or two people shared a browser.
        </p>
        <ul>
          ${repeats.map(
            ({ submission, at }) =>
              html`<li>
                Received ${formatInstant(at)}, kept beside
                <a href="/inbox/${subjectOf(submission)}/">${titleOf(forms, { submission })}</a>
              </li>`,
          )}
        </ul>`;
