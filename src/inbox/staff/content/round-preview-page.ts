import { html } from 'hono/html';
import { formatInstant, type Round } from '#forms/dates/deadline.ts';
import type { ComposedMail } from '../../mail/compose.ts';
import { groupFields } from '../../mail/templates.ts';
import { problemHtml } from '../../pages/input.ts';
import { hiddenHtml } from '../../pages/hidden.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { optionHtml } from '../../pages/option.ts';
import { dateWords, fieldWords, type RoundField } from '../../services/rounds/round-edit.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { sentenceWords } from '../matching-bench/words.ts';
import { type Recipient, type WrittenMail } from '../group-mail/recipients.ts';
import { fieldsInBraces, mailFieldsHtml } from '../group-mail/mail-fields.ts';
import { linkHint, mailHtml } from '../ui/mail-preview.ts';
import type { RoundForm } from './rounds-page.ts';
import { countWords } from '../../count-words.ts';
import { newsHtml } from '../../pages/news.ts';
import { tableHtml } from '../ui/table.ts';

interface RoundPreviewOptions {
  bar: Html;
  form: RoundForm;
  /** True if the site's own file shall count again. */
  isReset: boolean;
  /** What differs. */
  fields: readonly RoundField[];
  before: Round | undefined;
  round: Round;
  /** When it counts. */
  at: Date;
  isNow: boolean;
  /** What it does, in sentences. */
  consequences: readonly string[];
  /** True if forms are sent elsewhere, so that this server does not decide about applications. */
  isHosted: boolean;
  /** Whom it concerns. */
  people: readonly Recipient[];
  written: WrittenMail;
  tells: boolean;
  /** The mail as the first of them gets it. */
  mail: ComposedMail | undefined;
  code: string;
  shown: string;
  undoMinutes: number;
  news: string | undefined;
  problem: string | undefined;
}

/** Shows what a change of a round's dates would do, before it is saved. */
export function roundPreviewPage(options: RoundPreviewOptions): Html {
  const { bar, form, fields, before, round, at, isNow, consequences, isHosted, people, news, problem } = options;
  const action = `/inbox/rounds/${form.isNew ? 'new' : form.id}/`;
  const title = before ? `What changes in ${before.title}` : `What ${round.title} would do`;
  return page({
    title: problem === undefined ? title : `Error: ${title}`,
    bar,
    body: html`<p><a href="/inbox/rounds/">Dates of rounds</a></p>
      <h1>${title}</h1>
      ${problemHtml({ field: 'body', message: problem })} ${newsHtml(news)}
      <p>
        <strong>Nothing is saved yet.</strong>
        ${isNow ? 'It counts as soon as you save it.' : `It counts from ${formatInstant(at.toISOString())}.`}
      </p>
      ${tableHtml({
        caption: 'Dates that change',
        heads: ['Date', ...(before ? ['Now'] : []), 'Then'],
        rows: fields.map(
          (field) =>
            html`<tr>
              <th scope="row">${fieldWords(field)}</th>
              ${before ? html`<td data-label="Now">${dateWords(field, before)}</td>` : nothing}
              <td data-label="Then">${dateWords(field, round)}</td>
            </tr>`,
        ),
      })}
      <h2>What it does</h2>
      <ul>
        ${consequences.map((sentence) => html`<li>${sentence}</li>`)}
        <li>
          Forms and mails that this server handles have the new dates${isNow ? ' at once' : ' from then'}. A mail that
          went out before keeps the old ones.
        </li>
        ${
          isHosted
            ? html`<li>
                <strong>The forms of this site are sent to another service.</strong> It does not know the new dates: put
                the file into the site and build it again.
              </li>`
            : nothing
        }
      </ul>
      <form method="post" action="${action}">
        ${carried(options)}
        ${people.length === 0 ? html`<p>Nobody is there whom it concerns, so no mail is sent.</p>` : tellHtml(options)}
        <p class="actions">
          <button class="button" name="act" value="save">${before ? 'Save the change' : 'Add the round'}</button>
          <button class="button quiet" name="act" value="write">Change the dates</button>
        </p>
      </form>`,
  });
}

function tellHtml({ people, written, tells, mail, undoMinutes, isNow, problem }: RoundPreviewOptions): Html {
  return html`<h2>Whom it concerns</h2>
    <p>
      ${sentenceWords(countWords(people.length, 'person', 'people'))}, each by their latest application. Drafts on
      somebody’s own device cannot be known: who has not sent anything sees the dates on the site.
    </p>
    <details>
      <summary>See who</summary>
      <ul>
        ${people.map(({ submission, name }) => html`<li><a href="/inbox/${subjectOf(submission)}/">${name}</a></li>`)}
      </ul>
    </details>
    ${optionHtml({
      id: 'tell',
      label: `Tell ${people.length === 1 ? 'this person' : `these ${people.length} people`} by the mail below`,
      isChecked: tells,
    })}
    <p class="hint">
      ${
        isNow
          ? `It goes out ${String(undoMinutes)} minutes after you save. Until then you can take it back, on its page under “Mail”.`
          : 'It goes out to them when the change counts, and not to those who apply until then. Undoing the change takes it back.'
      }
    </p>
    ${mailFieldsHtml({ written, hint: html`It can have ${fieldsInBraces(groupFields)}.`, rows: 12, problem })}
    <p><button class="button quiet" name="act" value="look">Look at the mail again</button></p>
    ${mail ? html`${mailHtml(mail, `The mail to ${people[0]!.name}`)} ${linkHint}` : nothing}`;
}

const carried = ({ form, isReset, code, shown }: RoundPreviewOptions): Html =>
  hiddenHtml({
    after: form.after,
    id: form.isNew ? form.id : undefined,
    from: isReset ? 'file' : undefined,
    ...form.values,
    example: form.isExample ? 'yes' : undefined,
    ...{ when: form.when, at: form.at, code, shown },
  });
