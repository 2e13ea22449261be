import { html } from 'hono/html';
import { nothing, type Html } from '../../pages/layout.ts';
import type { FormId } from '#forms/form.ts';
import { statusesOf, statusWords, type Status } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { DetailPageOptions } from './detail-page.ts';
import { meetingFieldsHtml, meetingText } from '../meetings/meeting-fields.ts';
import { selectHtml } from '../ui/select.ts';
import type { Partner } from '../matching/match-panel.ts';
import { caseworkOf, type Casework } from './casework.ts';

/** Of what there is a mail. */
function tellHint(form: FormId, tellable: readonly Status[]): string {
  const statuses = tellable.filter((each) => each !== 'matched').map((each) => statusWords[each]);
  const words = `There is a mail for: ${statuses.join(', ')}`;
  return form === 'ask'
    ? `${words}. “Booked” names date, time and place, and brings them into the calendar; moved or emptied while it is booked, the new time or the cancellation is sent.`
    : `${words}. “Matched” is told below, where the two are matched.`;
}

const tellPartnerHtml = ({ name, email }: Partner, work: Casework): Html =>
  html`<p class="choice">
      <input
        type="checkbox"
        id="tell-partner"
        name="tell-partner"
        value="yes"
        aria-describedby="tell-partner-hint"
        ${work.tellPartner ? html` checked` : nothing}
      />
      <label for="tell-partner"
        >Tell the mentor, ${name}${email === undefined ? '' : ` (${email})`}, by email that the match has ended</label
      >
    </p>
    <p class="hint" id="tell-partner-hint">Any other status than Matched ends the match.</p>`;

const tellHtml = ({ submission, tellable, work, name, email }: DetailPageOptions): Html =>
  html`<p class="choice">
      <input
        type="checkbox"
        id="tell"
        name="tell"
        value="yes"
        aria-describedby="tell-hint"
        ${work.tell ? html` checked` : nothing}
      />
      <label for="tell">Tell ${name}${email === undefined ? '' : ` (${email})`} by email</label>
    </p>
    <p class="hint" id="tell-hint">
      ${tellHint(submission.form, tellable)} What there is no mail for is not saved while this is ticked.
    </p>`;

/** What an officer changes of a submission: status, colleague, meeting, note. */
export function caseworkFormHtml(options: DetailPageOptions): Html {
  const { trail, submission, colleagues, tellable, work, booked, unread } = options;
  const { form, status, assignedTo } = submission;
  const now = caseworkOf(submission, booked);
  const given = statusesOf(form);
  // How it came in stays as it is until something is chosen.
  const choices = given.includes(status) ? given : [status, ...given];
  const names = assignedTo === null || colleagues.includes(assignedTo) ? colleagues : [assignedTo, ...colleagues];
  return html`<h2 id="work">Work on it</h2>
    <form method="post" action="${trail.along(`/inbox/${subjectOf(submission)}/`)}">
      <input type="hidden" name="was" value="${status}" />
      <input type="hidden" name="was-assigned" value="${now.assigned}" />
      <input type="hidden" name="was-meeting" value="${meetingText(now.meeting)}" />
      <div class="filter">
        ${selectHtml({
          id: 'status',
          label: 'Status',
          value: work.status,
          options: choices.map((each) => [each, statusWords[each]] as const),
        })}
        ${selectHtml({
          id: 'assigned',
          label: 'Assigned to',
          value: work.assigned,
          options: [['', 'Nobody'], ...names.map((name) => [name, name] as const)],
        })}
      </div>
      ${work.meeting ? meetingFieldsHtml(work.meeting) : nothing} ${tellable.length === 0 ? nothing : tellHtml(options)}
      ${options.match?.kind === 'mentee' ? options.match.partners.map((partner) => tellPartnerHtml(partner, work)) : nothing}
      <div class="field">
        <label for="note">Note (optional)</label>
        <p class="hint" id="note-hint">Staff see it, and the applicant may ask for a copy of it.</p>
        <textarea id="note" name="note" rows="4" aria-describedby="note-hint">${'\n'}${work.note}</textarea>
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
