import { html } from 'hono/html';
import { site } from '#site';
import { cityOf } from '#forms/dates/zoned-time.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { statuses, statusWords, type Status } from '../../statuses.ts';
import type { Counts, StoredSubmission } from '../../stores/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { meetingTimeWords, type DatedMeeting } from '../../services/meetings.ts';
import { statusHtml } from '../submissions/labels.ts';
import { viewAddress } from '../submissions/list-filter.ts';
import { selectionOf } from '../submissions/selection.ts';
import { submissionCountsHtml } from '../submissions/counts.ts';
import { paginationHtml, type PagePosition } from '../ui/pagination.ts';
import { newsHtml } from '../../pages/news.ts';
import { placeHtml } from '../../pages/place.ts';
import { tableHtml } from '../ui/table.ts';

export interface Appointment extends DatedMeeting {
  name: string;
  topic: string;
  /** True if it has begun and is still booked, so that staff may say that they met. */
  isDue: boolean;
  /** Name of the mentor who said yes; undefined for a meeting that staff agreed by hand. */
  mentor: string | undefined;
}

/** `ahead`: today or later; `open`: before today and still booked; `past`: before today with another status. */
export type MeetingsSection = (typeof sections)[number];
const sections = ['ahead', 'open', 'past'] as const;

interface MeetingsPageOptions {
  bar: Html;
  mayChange: boolean;
  /** What was changed. */
  news: string | undefined;
  /** The status chosen; undefined for all. */
  status: Status | undefined;
  byStatus: ReadonlyMap<Status, readonly DatedMeeting[]>;
  sections: ReadonlyMap<MeetingsSection, readonly Appointment[]>;
  position: PagePosition;
  /** Number of questions that are booked without a date. */
  undated: number;
  counts: Counts;
}

export const meetingsPage = (options: MeetingsPageOptions): Html =>
  page({
    title: 'Meetings',
    bar: options.bar,
    isWide: true,
    body: html`<h1>Meetings</h1>
      ${newsHtml(options.news)}
      <ul class="counts" role="list" aria-label="Counts">
        ${submissionCountsHtml(options.counts)}
      </ul>
      ${undatedHtml(options.undated)} ${byStatusHtml(options)}
      ${sections.map((section) => sectionHtml(section, options))}
      ${paginationHtml(options.position, (number) => addressOf(options.status, number))}
      <h2>In your calendar</h2>
      <p>
        <a href="/inbox/meetings.ics">Download the booked ones as a file (.ics)</a>, or
        <a href="/inbox/account/#calendar">subscribe to them</a>, so that they stay up to date.
      </p>`,
  });

const undatedHtml = (undated: number): Html =>
  undated === 0
    ? nothing
    : html`<p>
        <a href="${viewAddress({ form: 'ask', status: 'booked' })}">
          ${undated === 1 ? 'One is booked' : `${undated} are booked`} without a date</a
        >: write it on the question’s page.
      </p>`;

function addressOf(status: Status | undefined, page = 1): string {
  const query = new URLSearchParams({ ...(status ? { status } : {}), ...(page === 1 ? {} : { page: String(page) }) });
  return query.size === 0 ? '/inbox/meetings/' : `/inbox/meetings/?${query.toString()}`;
}

/** Returns links to the meetings of each status, if there is more than one. */
function byStatusHtml({ byStatus, status: chosen }: MeetingsPageOptions): Html {
  const known = statuses.filter((status) => byStatus.has(status));
  if (known.length < 2 && chosen === undefined) return nothing;
  const all = [...byStatus.values()].flat().length;
  return html`<nav class="ways" aria-label="Meetings by status">
    ${[undefined, ...known].map(
      (status) =>
        html`<a href="${addressOf(status)}" ${status === chosen ? html` aria-current="page"` : nothing}
          >${status ? statusWords[status] : 'All'} (${status ? byStatus.get(status)!.length : all})</a
        >`,
    )}
  </nav>`;
}

const sectionWords: Readonly<Record<MeetingsSection, { heading: string; caption: string }>> = {
  ahead: { heading: 'Ahead', caption: `Ahead, the next first. Times are ${cityOf(site.timeZone)}’s` },
  open: { heading: 'Past, and still booked', caption: 'Past and still booked, the latest first' },
  past: { heading: 'Past', caption: 'Past, the latest first' },
};

function sectionHtml(section: MeetingsSection, options: MeetingsPageOptions): Html {
  const appointments = options.sections.get(section);
  if (appointments) {
    return html`<h2>${sectionWords[section].heading}</h2>
      ${metHtml(section, appointments, options)}`;
  }
  return section === 'ahead' ? nothingAheadHtml(options) : nothing;
}

function nothingAheadHtml({ status, position }: MeetingsPageOptions): Html {
  if (status !== undefined)
    return position.count === 0
      ? html`<p class="empty">No meeting has the status “${statusWords[status]}”.</p>`
      : nothing;
  return position.page > 1
    ? nothing
    : html`<p class="empty">No meeting is ahead. When you set a question to “Booked”, write there when and where.</p>`;
}

/** Returns the table, with a form to tick those who met if there are any. */
function metHtml(
  section: MeetingsSection,
  appointments: readonly Appointment[],
  { mayChange, status, position }: MeetingsPageOptions,
): Html {
  const { caption } = sectionWords[section];
  if (!mayChange || !appointments.some(({ isDue }) => isDue)) return appointmentsHtml(caption, appointments, false);
  return html`<form method="post" action="${addressOf(status, position.page)}">
    ${appointmentsHtml(caption, appointments, true)}
    <p><button class="button quiet">Those who are ticked have met</button></p>
  </form>`;
}

const appointmentsHtml = (caption: string, appointments: readonly Appointment[], mayTick: boolean): Html =>
  tableHtml({
    caption,
    heads: [...(mayTick ? ['Met'] : []), 'When', 'Who', 'Mentor', 'Status', 'About', 'Where', 'Assigned to'],
    rows: appointments.map(
      ({ submission, meeting, start, name, topic, isDue, mentor }) =>
        html`<tr>
          ${mayTick ? html`<td class="tick">${isDue ? tickHtml(submission, name) : nothing}</td>` : nothing}
          <td data-label="When"><time datetime="${start.toISOString()}">${meetingTimeWords(meeting)}</time></td>
          <th scope="row"><a href="/inbox/${subjectOf(submission)}/">${name}</a></th>
          <td data-label="Mentor">${mentor ?? 'By hand'}</td>
          <td>${statusHtml(submission.status)}</td>
          <td data-label="About">${topic}</td>
          <td data-label="Where">${placeHtml(meeting.place)}</td>
          <td data-label="Assigned to">${submission.assignedTo ?? 'Nobody'}</td>
        </tr>`,
    ),
  });

const tickHtml = (submission: StoredSubmission, name: string): Html =>
  html`<input type="checkbox" name="pick" value="${selectionOf(submission)}" aria-label="${name} met" />`;
