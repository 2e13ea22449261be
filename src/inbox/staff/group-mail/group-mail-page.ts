import { html } from 'hono/html';
import { formatInstant } from '#forms/dates/deadline.ts';
import type { ComposedMail } from '../../mail/compose.ts';
import { groupFields } from '../../mail/templates.ts';
import { problemHtml } from '../../pages/input.ts';
import { hiddenHtml } from '../../pages/hidden.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { ClockDoubt, GroupMail } from '../../stores/store.ts';
import { viewAddress, viewQuery, type ListView } from '../submissions/list-filter.ts';
import { mailFieldsHtml } from './mail-fields.ts';
import { linkHint, mailHtml, shownHtml, stepHtml } from '../ui/mail-preview.ts';
import { shortTimeHtml } from '../ui/short-time.ts';
import { type Recipients, type WrittenMail } from './recipients.ts';
import { countWords } from '../../count-words.ts';
import { newsHtml } from '../../pages/news.ts';

export interface SentGroup {
  group: string;
  written: WrittenMail;
  mails: readonly GroupMail[];
}

interface WritePageOptions {
  bar: Html;
  view: ListView;
  recipients: Recipients;
  written: WrittenMail;
  sent: readonly SentGroup[];
  problem: string | undefined;
  news?: string;
}

const fieldWords: Readonly<Record<(typeof groupFields)[number], string>> = {
  name: 'their name',
  reference: 'their reference',
  round: 'their round',
  my: 'the secret link to their own page',
  team: 'the team’s name',
  site: 'the address of the site',
};

export function writePage({ bar, view, recipients, written, sent, problem, news }: WritePageOptions): Html {
  const { people } = recipients;
  return page({
    title: problem === undefined ? 'Mail to a group' : 'Error: Mail to a group',
    bar,
    body: html`<h1>Mail to a group</h1>
      ${problemHtml({ message: problem })} ${newsHtml(news)}
      <p>
        To <strong>${countWords(people.length, 'person', 'people')}</strong>, everybody in
        <a href="${viewAddress(view)}">this list</a>. ${leftOutHtml(recipients)} For another group, choose it
        <a href="/inbox/">in the inbox</a>, and press “Write to all” below the list.
      </p>
      <form method="post" action="/inbox/mail/">
        <input type="hidden" name="view" value="${viewQuery(view)}" />
        ${mailFieldsHtml({
          written,
          hint: html`An empty line begins a paragraph, “- ” an item of a list.
            ${groupFields.map((name, index) => html`${index === 0 ? '' : '; '}<code>{{${name}}}</code> is ${fieldWords[name]}`)}.
            An address or a link stands in <code>&lt;…&gt;</code>.`,
          rows: 14,
        })}
        <p><button class="button">Look at it as they get it</button></p>
      </form>
      ${sentHtml(sent)}`,
  });
}

/** The page before a list is chosen: what was written before, and how to write. */
export const sentGroupsPage = (bar: Html, sent: readonly SentGroup[], isAdmin: boolean): Html =>
  page({
    title: 'Mail to a group',
    bar,
    body: html`<h1>Mail to a group</h1>
      <p>
        Choose the people <a href="/inbox/">in the inbox</a>, by form, status, round or sector. Below the list stands
        “Write to all”.
      </p>
      ${
        isAdmin
          ? html`<p><a href="/inbox/texts/">Change the texts of the mails that the inbox sends by itself</a></p>`
          : nothing
      }
      ${sentHtml(sent)}`,
  });

const leftOutHtml = ({ leftOut: { again, suspect } }: Recipients): Html =>
  html`${again > 0 ? `Whoever is in it more than once gets one mail. ` : ''}${
    suspect > 0
      ? `${suspect === 1 ? 'One' : String(suspect)} that may be a machine’s ${suspect === 1 ? 'is' : 'are'} left out.`
      : ''
  }`;

const sentHtml = (sent: readonly SentGroup[]): Html =>
  sent.length === 0
    ? nothing
    : html`<h2>Written before</h2>
        <ul>
          ${sent.map(
            ({ group, written, mails }) =>
              html`<li>
                <a href="/inbox/mail/${group}/">${written.subject}</a>, to
                ${countWords(mails.length, 'person', 'people')}, ${shortTimeHtml(mails[0]!.queuedAt)}
              </li>`,
          )}
        </ul>`;

interface GroupMailPreviewOptions extends Omit<WritePageOptions, 'sent' | 'problem' | 'news'> {
  /** Index of the person whose mail is shown. */
  at: number;
  mail: ComposedMail;
  /** Names the people, so that the mail goes to those who were shown. */
  code: string;
  testTo: string;
  /** For how long a mail can be taken back. */
  undoMinutes: number;
  news: string | undefined;
}

export function groupMailPreviewPage({
  bar,
  view,
  recipients,
  written,
  at,
  mail,
  code,
  testTo,
  undoMinutes,
  news,
}: GroupMailPreviewOptions): Html {
  const { people } = recipients;
  return page({
    title: 'Look at the mail',
    bar,
    body: html`<h1>Look at the mail</h1>
      ${newsHtml(news)}
      <form method="post" action="/inbox/mail/">
        ${carried({ view, written, code })} ${shownHtml(people, at, mail.to)} ${mailHtml(mail)} ${linkHint}
        <p class="hint">
          It goes out ${String(undoMinutes)} minutes after you press “Send”. Until then you can take it back.
        </p>
        <p class="actions">
          <button class="button" name="act" value="send">
            Send to ${countWords(people.length, 'person', 'people')}
          </button>
          <button class="button quiet" name="act" value="write">Change the text</button>
        </p>
      </form>
      ${stepHtml('/inbox/mail/', carried({ view, written, code }), people, at)}
      <form class="filter" method="post" action="/inbox/mail/">
        ${carried({ view, written, code })}
        <input type="hidden" name="at" value="${at}" />
        <p>
          <label for="test">Your own address</label>
          <input type="text" id="test" name="test" value="${testTo}" autocomplete="email" />
        </p>
        <p><button class="button quiet" name="act" value="test">Send me a test</button></p>
      </form>`,
  });
}

const carried = ({ view, written, code }: Pick<GroupMailPreviewOptions, 'view' | 'written' | 'code'>): Html =>
  hiddenHtml({ view: viewQuery(view), subject: written.subject, body: written.body, code });

interface SentPageOptions {
  bar: Html;
  sent: SentGroup;
  /** The list of people, as the query of its address; none for what a search found. */
  list: string | undefined;
  /** The names of the people, by submission. */
  names: ReadonlyMap<string, string>;
  now: Date;
  /** Why the clock is not trusted, if it is not. */
  doubt: ClockDoubt | null | undefined;
  news: string | undefined;
}

/** Says that a mail was taken back from everybody. */
export const takenBack =
  'Taken back: the mail was sent to nobody. Below is what you wrote, as long as this page is open.';

/** The page after a mail was taken back from everybody whose people came from a search: no list is stored, and only this page has the text. */
export const takenBackPage = (bar: Html, { subject, body }: WrittenMail): Html =>
  page({
    title: 'Taken back',
    bar,
    body: html`<p><a href="/inbox/mail/">Mail to a group</a></p>
      <h1>Taken back</h1>
      ${newsHtml('The mail was sent to nobody.')}
      <p>
        Its words are on this page only. To send them after all, copy them, choose the people
        <a href="/inbox/">in the inbox</a>, and press “Write to all” below the list.
      </p>
      <h2>${subject}</h2>
      <p class="mail-text">${body}</p>`,
  });

/** The page of a mail that waits to go out, or went out. */
export function sentPage({
  bar,
  sent: { group, written, mails },
  list,
  names,
  now,
  doubt,
  news,
}: SentPageOptions): Html {
  const waiting = mails.filter(({ mayUndo }) => mayUndo);
  const failed = mails.filter(({ failure, sentAt }) => failure !== null && sentAt === null).length;
  const dueAt = (waiting[0] ?? mails[0]!).dueAt;
  const isHeld = doubt ? doubt.movedFrom < dueAt && dueAt < doubt.at : false;
  return page({
    title: written.subject,
    bar,
    body: html`<p><a href="/inbox/mail/">Mail to a group</a></p>
      <h1>${written.subject}</h1>
      ${newsHtml(news)}
      ${
        waiting.length === 0
          ? nothing
          : html`<section class="panel sun">
              <h2>
                ${isHeld ? 'Waits for the server’s clock' : new Date(dueAt) > now ? `Goes out at ${formatInstant(dueAt)}` : 'Goes out now'}
              </h2>
              <p>To ${countWords(waiting.length, 'person', 'people')}. Until then you can take it back.</p>
              ${
                isHeld
                  ? html`<p>
                      The clock moved over its time, or the server was off. It goes out once an admin says on the
                      <a href="/inbox/overview/">overview</a> that the clock is right, or after a day.
                    </p>`
                  : nothing
              }
              <form method="post" action="/inbox/mail/${group}/">
                ${hiddenHtml({ view: list ?? '', subject: written.subject, body: written.body })}
                <p class="actions"><button class="button">Undo: send nothing</button></p>
              </form>
            </section>`
      }
      <dl class="facts">
        <div>
          <dt>Written</dt>
          <dd>${formatInstant(mails[0]!.queuedAt)}</dd>
        </div>
        <div>
          <dt>Sent</dt>
          <dd>${mails.filter(({ sentAt }) => sentAt !== null).length} of ${mails.length}</dd>
        </div>
        ${
          failed === 0
            ? nothing
            : html`<div>
                <dt>Not taken yet</dt>
                <dd><a href="/inbox/?mail=failed">${failed}</a></dd>
              </div>`
        }
      </dl>
      <h2>The mail</h2>
      <p class="mail-text">${written.body}</p>
      <h2>Who it is to</h2>
      <ul>
        ${mails.map(
          ({ to, sentAt }) =>
            html`<li>
              <a href="/inbox/${subjectOf(to)}/">${names.get(subjectOf(to)) ?? 'erased'}</a>:
              ${sentAt === null ? 'waits' : html`sent ${shortTimeHtml(sentAt)}`}
            </li>`,
        )}
      </ul>`,
  });
}
