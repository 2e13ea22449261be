import { html } from 'hono/html';
import type { ComposedMail } from '../../mail/compose.ts';
import { hiddenHtml } from '../../pages/hidden.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { statusWords, type Status } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { SubmissionToChange } from '../../stores/store.ts';
import { linkHint, mailHtml, shownHtml, stepHtml, type Previewed } from '../ui/mail-preview.ts';
import type { Kept, Tellings } from './bulk-change.ts';
import { nobody, selectionValue } from './selection.ts';
import { countWords } from '../../count-words.ts';
import { newsHtml } from '../../pages/news.ts';

interface BulkPreviewOptions {
  bar: Html;
  /** The query of the list that the submissions were selected in. */
  view: string;
  selected: readonly SubmissionToChange[];
  to: Status;
  /** Who they are assigned to as well; undefined if that stays as it is. */
  who: string | undefined;
  tellings: Tellings;
  /** Index of the person whose mails are shown, and these mails. */
  at: number;
  mails: readonly ComposedMail[];
  /** Names who is told what, so that nothing else is saved. */
  code: string;
  /** References of those in a match whose other side is not told. */
  inMatch: readonly string[];
  news: string | undefined;
}

export function bulkPreviewPage(options: BulkPreviewOptions): Html {
  const { bar, to, who, tellings, at, mails, inMatch, news } = options;
  const { told, untold, left } = tellings;
  const carried = carriedHtml(options);
  const assigned =
    who === undefined ? '' : who === nobody ? ' They are assigned to nobody.' : ` They are assigned to ${who}.`;
  return page({
    title: 'Look at the mails',
    bar,
    body: html`<h1>Look at the mails</h1>
      ${newsHtml(news)}
      <p>
        Nothing is saved yet.
        <strong>${countWords(told.length, 'applicant')}</strong> ${told.length === 1 ? 'gets' : 'get'} the status
        <strong>${statusWords[to]}</strong>, and ${told.length === 1 ? 'is' : 'are'} told by email.${assigned}
      </p>
      ${
        inMatch.length === 0
          ? nothing
          : html`<p class="error">
              In a match: ${inMatch.join(', ')}. The other side is not told of it: look at each afterwards, and write.
            </p>`
      }
      ${keptHtml('Cannot be told, so nothing of theirs is changed', untold)}
      ${keptHtml(who === undefined ? 'Left alone' : 'Keep the status', left)}
      <h2>What they get</h2>
      <form method="post" action="/inbox/change/">
        ${carried} ${shownHtml(told, at, mails.map((mail) => mail.to).join(' and '))}
        ${mails.map((mail) => mailHtml(mail, mails.length === 1 ? 'The mail' : `The mail to ${mail.to}`))}
        ${mails.some(({ text }) => text.includes('/my/')) ? linkHint : nothing}
        <p class="hint">
          The mails go out within a minute after you press the button. They cannot be taken back. A status can be
          changed again.
        </p>
        <p class="actions">
          <button class="button" name="act" value="save">
            Change and tell ${countWords(told.length, 'applicant')}
          </button>
          <button class="button quiet" name="act" value="choose">Choose anew</button>
        </p>
      </form>
      ${told.length === 1 ? nothing : stepHtml('/inbox/change/', carried, told, at)}
      <h2>Who is told</h2>
      <ol>
        ${told.map(
          (each) =>
            html`<li>
              ${personHtml(each)},
              ${statusWords[each.submission.status]}${
                who === undefined ? nothing : `, assigned to ${each.submission.assignedTo ?? 'nobody'}`
              }
            </li>`,
        )}
      </ol>`,
  });
}

const personHtml = ({ submission, name }: Previewed): Html =>
  html`<a href="/inbox/${subjectOf(submission)}/">${name}</a>, ${submission.reference}`;

const keptHtml = (heading: string, kept: readonly Kept[]): Html =>
  kept.length === 0
    ? nothing
    : html`<h2>${heading}</h2>
        <ul>
          ${kept.map((each) => html`<li>${personHtml(each)}: ${each.reason}</li>`)}
        </ul>`;

const carriedHtml = ({ view, selected, to, who, code }: BulkPreviewOptions): Html =>
  hiddenHtml({ view, pick: selected.map(selectionValue), to, who: who ?? '', tell: 'yes', code });
