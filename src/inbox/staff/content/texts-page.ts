import { html } from 'hono/html';
import type { ComposedMail } from '../../mail/compose.ts';
import type { Template } from '../../mail/templates.ts';
import { hiddenHtml } from '../../pages/hidden.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { askedWithin } from '../../services/staying.ts';
import { statuses, statusWords } from '../../statuses.ts';
import type { ContentChange } from '../../stores/store.ts';
import { staffName } from '../actor.ts';
import type { Recipient } from '../group-mail/recipients.ts';
import { fieldsInBraces, mailFieldsHtml } from '../group-mail/mail-fields.ts';
import { linkHint, mailHtml } from '../ui/mail-preview.ts';
import { shortTimeHtml } from '../ui/short-time.ts';
import { inputHtml, problemHtml } from '../../pages/input.ts';
import { newsHtml } from '../../pages/news.ts';
import { tableHtml } from '../ui/table.ts';

interface TextsPageOptions {
  bar: Html;
  texts: readonly { name: string; subject: string; differs: boolean }[];
}

/** Who gets a mail, by the end of its file's name; the order of the list. */
const readerBy: readonly (readonly [name: RegExp, words: string])[] = [
  [/-mentee$/, 'A mentee'],
  [/-mentor$/, 'A mentor'],
  [/^(introduction$|check-in-)/, 'Both of a pair'],
  [/-ask$/, 'Who asks a question'],
  [/-contact$/, 'Who writes to the team'],
  [/^(notice(-pair)?|digest)$/, 'The team'],
  [/^/, 'Anybody who sent a form'],
];
export const readers = readerBy.map(([, words]) => words);
export const readerOf = (name: string): string => readerBy.find(([pattern]) => pattern.test(name))![1];

/** When a mail goes out by itself, by its name. The others go out when staff give a status, and tick that it is told. */
const whenWords: Readonly<Record<string, string>> = {
  'receipt-mentee': 'An application has arrived',
  'receipt-mentor': 'An offer to mentor has arrived',
  'receipt-ask': 'A question has arrived',
  'receipt-contact': 'A message has arrived',
  notice: 'Somebody has sent a form, or a mentor writes to the team with a no',
  'notice-pair': 'One of a pair says that something is wrong, or writes to the team',
  digest: 'In the morning, if something waits',
  changed: 'Somebody changed the answers on their own page',
  link: 'Somebody asked for a new link to their own page',
  'withdrawn-mentee': 'A mentee withdrew, or staff gave that status and told it',
  'withdrawn-mentor': 'A mentor withdrew, or staff gave that status and told it',
  'imported-mentor': 'Staff imported mentors, and told them',
  'stay-mentor': `${askedWithin} days before the end date that the mentor chose`,
  introduction: 'Two people are matched',
  'matched-mentee': 'Two people are matched, if there is no mail “introduction”',
  'matched-mentor': 'Two people are matched, if there is no mail “introduction”',
  'match-ended-mentee': 'A match ended, and it is told',
  'match-ended-mentor': 'A match ended, and it is told',
  'offer-mentor': 'A mentor is asked to take a mentee',
  'offer-reminder-mentor': 'The day before the last one for that answer',
  'offer-withdrawn-mentor': 'A mentor need not answer about a mentee any more',
  'check-in-start': 'The day after the two should have met once',
  'check-in-middle': 'In the middle of the round',
  'check-in-end': 'At the end of the round',
  'check-in-reminder': 'Five days after one of these three, without an answer',
  'question-mentor': 'A mentor is asked to answer a question',
  'question-reminder-mentor': 'The day before the last one for that answer, or for other times',
  'question-withdrawn-mentor': 'A mentor need not answer a question any more',
  'times-ask': 'A mentor proposed times',
  'times-reminder-ask': 'The day before the last one for a choice',
  'times-wanted-mentor': 'No time suited, or the booked one does not any more',
  'released-ask': 'The mentor cannot help after all',
  'booked-ask': 'A meeting is booked',
  'booked-mentor': 'A meeting is booked',
  'moved-ask': 'Staff moved a meeting, and told it',
  'moved-mentor': 'Staff moved a meeting, and told it',
  'cancelled-ask': 'A meeting is called off',
  'cancelled-mentor': 'A meeting is called off',
  'meeting-reminder-ask': 'The day before a meeting',
  'meeting-reminder-mentor': 'The day before a meeting',
  'met-yet-ask': 'After a meeting',
  'met-yet-mentor': 'After a meeting',
  'closed-ask': 'A question is closed, and it is told',
};

/** Returns when a mail goes out. */
export function whenOf(name: string): string {
  const status = statuses.find((each) => name.startsWith(`${each}-`));
  return whenWords[name] ?? `Staff gave the status ${status ? statusWords[status] : name}, and told it`;
}

/** Returns a subject without its fields: "We have your application". */
const titleOf = (subject: string): string =>
  subject
    .replace(/\s*\(\{\{\s*reference\s*\}\}\)/, '')
    .replace(/\{\{\s*(\w+)\s*\}\}/g, '[$1]')
    .trim();

/** Lists the mails that the inbox sends by itself. */
export const textsPage = ({ bar, texts }: TextsPageOptions): Html =>
  page({
    title: 'Texts of mails',
    bar,
    isWide: true,
    body: html`<p><a href="/inbox/mail/">Mail</a></p>
      <h1>Texts of mails</h1>
      <p>What the inbox writes by itself, by its subject, who gets it and when.</p>
      ${tableHtml({
        caption: 'Mails, by who gets them',
        heads: ['Mail', 'Goes to', 'When', 'File'],
        rows: texts.map(
          ({ name, subject, differs }) =>
            html`<tr>
              <th scope="row">
                <a href="/inbox/texts/${name}/">${titleOf(subject)}</a>
                ${differs ? html`<span class="state mark">Changed</span>` : nothing}
              </th>
              <td data-label="Goes to">${readerOf(name)}</td>
              <td data-label="When">${whenOf(name)}</td>
              <td data-label="File"><code>${name}</code></td>
            </tr>`,
        ),
      })}`,
  });

interface TextPageOptions {
  bar: Html;
  name: string;
  /** The subject that counts now. */
  subject: string;
  typed: Template;
  /** The last change of the text that was seen. */
  after: number;
  /** Fields that the mail may have. */
  fields: readonly string[];
  /** Oldest first; without a text, the site's own file counted again, or this version of the site cannot use it. */
  versions: readonly { change: ContentChange; template: Template | undefined }[];
  /** True if the text is not that of the site's own file. */
  differs: boolean;
  hasOwn: boolean;
  preview: { to: Recipient; mail: ComposedMail } | undefined;
  problem: string | undefined;
  news: string | undefined;
  testTo: string;
}

export function textPage(options: TextPageOptions): Html {
  const { bar, name, typed, after, fields, preview, problem, news, testTo, differs } = options;
  const action = `/inbox/texts/${name}/`;
  return page({
    title: `${problem === undefined ? '' : 'Error: '}${titleOf(options.subject)}`,
    bar,
    body: html`<p><a href="/inbox/texts/">Texts of mails</a></p>
      <h1>“${titleOf(options.subject)}”</h1>
      <p class="hint">
        Goes to: ${readerOf(name)}. When: ${whenOf(name)}. Its file: <code>content/mail/${name}.md</code>
      </p>
      ${problemHtml({ field: 'body', message: problem })} ${newsHtml(news)}
      <form method="post" action="${action}">
        <input type="hidden" name="after" value="${after}" />
        ${mailFieldsHtml({
          written: typed,
          hint: html`An empty line begins a paragraph, “- ” an item of a list. An address or a link stands in
            <code>&lt;…&gt;</code>. It can have ${fieldsInBraces(fields)}.`,
          rows: 16,
          problem,
        })}
        <p class="actions">
          <button class="button quiet" name="act" value="look">Look at it</button>
          <button class="button" name="act" value="save">Save</button>
        </p>
        ${inputHtml({
          id: 'test',
          label: 'Your own address',
          hint: 'For a test of the text above, saved or not.',
          value: testTo,
          autocomplete: 'email',
        })}
        <p><button class="button quiet" name="act" value="test">Send me a test</button></p>
      </form>
      ${previewHtml(preview, problem)} ${differs ? fileHtml(options) : nothing} ${versionsHtml(options)}`,
  });
}

const previewHtml = (preview: TextPageOptions['preview'], problem: string | undefined): Html =>
  problem !== undefined
    ? nothing
    : preview === undefined
      ? html`<p class="hint">Nobody has applied yet, so there is no data to show the mail with.</p>`
      : html`<h2>As ${preview.to.name} would get it</h2>
          ${mailHtml(preview.mail, 'The mail')} ${linkHint}
          <p class="hint">What stands in [brackets] depends on what the mail is about.</p>`;

const fileHtml = ({ name, after, hasOwn }: TextPageOptions): Html =>
  html`<h2>The site’s own file</h2>
    <p>
      It has another text. What is saved here counts, and stays: you need not do anything. Whoever builds the site can
      put the file below into <code>content/mail</code>.
    </p>
    <p class="deeds"><a href="/inbox/texts/${name}.md" download>Download ${name}.md</a></p>
    ${
      hasOwn
        ? html`<form method="post" action="/inbox/texts/${name}/">
            <input type="hidden" name="after" value="${after}" />
            <p>
              <button class="button quiet" name="act" value="file">Use the text of the site’s own file again</button>
            </p>
          </form>`
        : nothing
    }`;

const versionsHtml = ({ name, versions }: TextPageOptions): Html =>
  versions.length === 0
    ? nothing
    : html`<h2>Versions</h2>
        ${versions.toReversed().map(({ change: { made, seq, text }, template }) => {
          const by = html`${shortTimeHtml(made.at)} by ${staffName(made.actor)}`;
          if (!template)
            return html`<p>${by}: ${text === null ? 'the site’s own file' : 'a text that this version cannot use'}</p>`;
          return html`<details>
            <summary>${by}</summary>
            <p><strong>${template.subject}</strong></p>
            <p class="mail-text">${template.body}</p>
            <form method="post" action="/inbox/texts/${name}/">
              ${hiddenHtml({ after: versions.at(-1)!.change.seq, subject: template.subject, body: template.body })}
              <p>
                <button class="button quiet" name="act" value="look">
                  Begin with this text<span class="visually-hidden"> (version ${seq})</span>
                </button>
              </p>
            </form>
          </details>`;
        })}`;
