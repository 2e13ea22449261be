/** Pieces of the pages that show mails as each person gets them, before they are sent. */
import { html } from 'hono/html';
import type { Services } from '../../env.ts';
import type { ComposedMail } from '../../mail/compose.ts';
import { senderOf } from '../../mail/sender-of.ts';
import { nothing, type Html } from '../../pages/layout.ts';
import { statusWords } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { StoredSubmission } from '../../stores/store.ts';

/** Returns what mails are composed from to be looked at, without secret links. */
export const previewSource = (services: Services) => ({
  ...services,
  siteUrl: services.config.siteUrl,
  sender: senderOf(services.config),
  isPreview: true,
});

/** Somebody whose mail can be shown. */
export interface Previewed {
  submission: StoredSubmission;
  name: string;
}

/** Returns the index of the person to show, from what was sent: the first if it names nobody. */
export const readIndex = (value: string, people: readonly Previewed[]): number =>
  Math.min(Math.max(Number.parseInt(value, 10) || 0, 0), people.length - 1);

/** Says whose mail is shown. */
export function shownHtml(people: readonly Previewed[], at: number, to: string): Html {
  const { submission, name } = people[at]!;
  return html`<p>
    <strong>${at + 1} of ${people.length}</strong>: <a href="/inbox/${subjectOf(submission)}/">${name}</a>, ${to},
    ${statusWords[submission.status]}
  </p>`;
}

export const mailHtml = ({ subject, text }: Pick<ComposedMail, 'subject' | 'text'>, label = 'The mail'): Html =>
  html`<section class="panel" aria-label="${label}">
    <h2>${subject}</h2>
    <p class="mail-text">${text.trim()}</p>
  </section>`;

export const linkHint: Html = html`<p class="hint">
  The link to their own page is not shown to you: in the mail it leads to the page itself.
</p>`;

/** Returns the form that shows the mail of another person, at first the next. */
export const stepHtml = (action: string, carried: Html, people: readonly Previewed[], at: number): Html =>
  html`<form class="filter" method="post" action="${action}">
    ${carried}
    <p>
      <label for="at">Show the mail of</label>
      <select id="at" name="at">
        ${people.map(
          ({ name, submission }, index) =>
            html`<option value="${index}" ${index === (at + 1) % people.length ? html` selected` : nothing}>
              ${index + 1}. ${name}, ${submission.reference}
            </option>`,
        )}
      </select>
    </p>
    <p><button class="button quiet" name="act" value="preview">Show</button></p>
  </form>`;
