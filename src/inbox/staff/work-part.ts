import { html } from 'hono/html';
import { nothing, type Html } from '../pages/layout.ts';
import { statusesOf, statusWords } from '../statuses.ts';
import { subjectOf } from '../stores/deeds.ts';
import type { DetailPageOptions } from './detail-page.ts';
import { meetingFieldsHtml, meetingText } from './meeting-fields.ts';
import { selectHtml } from './select.ts';
import { workAs } from './work-form.ts';

/** What an officer changes of a submission: status, colleague, meeting, note. */
export function workHtml(options: DetailPageOptions): Html {
  const { trail, submission, colleagues, tellable, work, booked, unread } = options;
  const { form, status, assignedTo } = submission;
  const now = workAs(submission, booked);
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
      ${work.meeting ? meetingFieldsHtml(work.meeting) : nothing}
      <p class="choice">
        <input
          type="checkbox"
          id="tell"
          name="tell"
          value="yes"
          aria-describedby="tell-hint"
          ${work.tell ? html` checked` : nothing}
        />
        <label for="tell">Tell the applicant of the new status by email</label>
      </p>
      <p class="hint" id="tell-hint">
        There is a mail for: ${tellable.map((each) => statusWords[each]).join(', ')}. Of any other status nothing is
        sent.
      </p>
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
