import { html } from 'hono/html';
import { dayWords } from '#forms/dates/calendar.ts';
import { parseDay } from '#forms/dates/read-dates.ts';
import { day } from '../../clock.ts';
import { nothing, type Html } from '../../pages/layout.ts';
import { stageWords } from '../../services/questions/question.ts';
import type { WaitingQuestion } from '../../services/questions/waiting.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { nameOf } from '../../submissions/name-of.ts';
import { viewAddress, type ListView } from '../submissions/list-filter.ts';
import { returnToFrom } from '../submissions/return-to.ts';
import { counted } from '../../count-words.ts';
import { askMentorsPath } from './ask-mentors.ts';
import { tableHtml } from '../ui/table.ts';

/** How many questions are shown at once. */
const shown = 10;

/** The list of all questions: from one of them, the next unread one is a question too. */
const list: ListView = { words: '', form: 'ask', order: 'oldest' };
const { withList } = returnToFrom(list, 1);

/** Returns the questions that wait for somebody, with how long they have waited. */
export function waitingQuestionsHtml(waiting: readonly WaitingQuestion[], now: Date): Html {
  if (waiting.length === 0) return html`<p>No question waits.</p>`;
  const forStaff = waiting.filter(({ isForStaff }) => isForStaff).length;
  const unasked = waiting.filter(({ stage }) => stage === 'unasked').length;
  return html`<p>
      ${waiting.length === 1 ? 'One question waits' : `${String(waiting.length)} questions wait`},
      ${forStaff === 0 ? 'none' : forStaff === waiting.length ? 'all' : String(forStaff)} of them for you.
      ${unasked < 2 ? nothing : html`<a href="${askMentorsPath}">Ask mentors about many of them at once</a>`}
    </p>
    ${tableHtml({ caption: 'Questions that wait, those for you first', heads: ['Who', 'Where it stands', 'There for', 'Since it came', 'Answer needed by'], rows: waiting.slice(0, shown).map((each) => rowHtml(each, now)) })}
    ${
      waiting.length > shown
        ? html`<p>
            <a href="${viewAddress(list)}">${waiting.length - shown} more are in the list</a>
          </p>`
        : nothing
    }`;
}

function rowHtml({ submission, content, stage, since }: WaitingQuestion, now: Date): Html {
  const deadline = parseDay(String(content.answers['deadline'] ?? ''));
  return html`<tr>
    <th scope="row"><a href="${withList(`/inbox/${subjectOf(submission)}/#match`)}">${nameOf(content)}</a></th>
    <td data-label="Where it stands">${stage === 'booked' ? 'The meeting is past' : stageWords[stage]}</td>
    <td data-label="There for">${daysSince(since, now)}</td>
    <td data-label="Since it came">${daysSince(submission.receivedAt, now)}</td>
    <td data-label="Answer needed by">${deadline === undefined ? 'No date given' : dayWords(deadline)}</td>
  </tr>`;
}

function daysSince(instant: string, now: Date): string {
  const days = Math.max(0, Math.floor((now.getTime() - Date.parse(instant)) / day));
  return days === 0 ? 'less than a day' : counted(days, 'day');
}
