import { html } from 'hono/html';
import { hiddenHtml } from '../../pages/hidden.ts';
import { nothing, type Html } from '../../pages/layout.ts';
import { optionHtml } from '../../pages/option.ts';
import type { FormId } from '#forms/form.ts';
import { statusesOf, statusWords, type Status } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { meetingFieldsHtml, meetingText } from '../meetings/meeting-fields.ts';
import { selectHtml } from '../ui/select.ts';
import type { MatchPanel, Partner } from '../match/match-panel.ts';
import type { StoredSubmission } from '../../stores/store.ts';
import type { Meeting } from '../../submissions/sealed-content.ts';
import type { ReturnTo } from '../submissions/return-to.ts';
import { caseworkOf, type Casework } from './casework.ts';

/** The data of a submission that the form shows. */
export interface CaseworkFormOptions {
  /** The list that the page was opened from. */
  returnTo: ReturnTo;
  submission: StoredSubmission;
  name: string;
  /** The applicant's address. */
  email: string | undefined;
  /** Number of unread submissions in the list that the page was opened from. */
  unread: number;
  colleagues: readonly string[];
  statusesWithMail: readonly Status[];
  /** The meeting that is stored. */
  booked: Meeting | undefined;
  /** The submission's matches; undefined for a question. */
  match: MatchPanel | undefined;
  /** The values in the fields. */
  casework: Casework;
}

/** Returns the hint that lists the statuses with a mail. */
function tellHint(form: FormId, statusesWithMail: readonly Status[], isMatched: boolean): string {
  const statuses = statusesWithMail.filter((each) => each !== 'matched').map((each) => statusWords[each]);
  const words = `There is a mail for: ${statuses.join(', ')}`;
  if (form === 'ask')
    return `${words}. “Booked” names date, time and place, and brings them into the calendar; moved or emptied while it is booked, the new time or the cancellation is sent. A mentor who said yes gets the same.`;
  return isMatched ? `${words}. “Matched” is told on the bench, where the two are matched.` : `${words}.`;
}

const tellPartnerHtml = ({ name, email }: Partner, casework: Casework): Html =>
  html`${optionHtml({
      id: 'tell-partner',
      label: `Tell the mentor, ${name}${email === undefined ? '' : ` (${email})`}, by email that the match has ended`,
      isChecked: casework.tellPartner,
      attributes: html`aria-describedby="tell-partner-hint"`,
    })}
    <p class="hint" id="tell-partner-hint">Any other status than Matched ends the match.</p>`;

const tellHtml = ({ submission, statusesWithMail, casework, name, email, match }: CaseworkFormOptions): Html =>
  html`${optionHtml({
      id: 'tell',
      label: `Tell ${name}${email === undefined ? '' : ` (${email})`} by email`,
      isChecked: casework.tell,
      attributes: html`aria-describedby="tell-hint"`,
    })}
    <p class="hint" id="tell-hint">
      ${tellHint(submission.form, statusesWithMail, match !== undefined)} What there is no mail for is not saved while
      this is ticked.
    </p>`;

/** Returns the form for an officer's changes: status, colleague, meeting, note. */
export function caseworkFormHtml(options: CaseworkFormOptions): Html {
  const { returnTo, submission, colleagues, statusesWithMail, casework, booked, unread } = options;
  const { form, status, assignedTo } = submission;
  const stored = caseworkOf(submission, booked);
  const statuses = statusesOf(form);
  // A submission may have a status that staff cannot give, like "suspect"; it stays until another one is chosen.
  const choices = statuses.includes(status) ? statuses : [status, ...statuses];
  const names = assignedTo === null || colleagues.includes(assignedTo) ? colleagues : [assignedTo, ...colleagues];
  return html`<h2 id="work">Work on it</h2>
    <form method="post" action="${returnTo.withList(`/inbox/${subjectOf(submission)}/`)}">
      ${hiddenHtml({ was: status, 'was-assigned': stored.assigned, 'was-meeting': meetingText(stored.meeting) })}
      <div class="filter">
        ${selectHtml(
          'status',
          'Status',
          choices.map((each) => [each, statusWords[each]] as const),
          casework.status,
        )}
        ${selectHtml('assigned', 'Assigned to', [['', 'Nobody'], ...names.map((name) => [name, name] as const)], casework.assigned)}
      </div>
      ${casework.meeting ? meetingFieldsHtml(casework.meeting) : nothing}
      ${statusesWithMail.length === 0 ? nothing : tellHtml(options)}
      ${options.match?.kind === 'mentee' ? options.match.partners.map((partner) => tellPartnerHtml(partner, casework)) : nothing}
      <div class="field">
        <label for="note">Note (optional)</label>
        <p class="hint" id="note-hint">
          Staff see it, and the applicant may ask for a copy of it. A word like #call-back is a tag: search the inbox
          for it.
        </p>
        <textarea id="note" name="note" rows="4" aria-describedby="note-hint">${'\n'}${casework.note}</textarea>
      </div>
      <p class="filter">
        <button class="button">Save</button>
        ${
          unread === 0
            ? nothing
            : html`<button class="button quiet" name="then" value="next">Save, and open the next unread</button>`
        }
      </p>
    </form>`;
}
