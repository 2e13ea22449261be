import { html } from 'hono/html';
import { nothing, page, type Html } from '../pages/layout.ts';
import type { Counts } from '../store.ts';
import { subjectOf } from '../stores/deeds.ts';
import { timeWords, type Booked } from '../work/meetings.ts';
import { viewAddress } from './list-filter.ts';
import { marksHtml } from './marks.ts';

export interface Appointment extends Booked {
  name: string;
  topic: string;
}

interface MeetingsPageOptions {
  bar: Html;
  /** From today on, the earliest first. */
  next: readonly Appointment[];
  /** Before today and still booked, the latest first. */
  past: readonly Appointment[];
  /** How many are booked without a date. */
  undated: number;
  counts: Counts;
}

/** The meetings that are booked. */
export const meetingsPage = ({ bar, next, past, undated, counts }: MeetingsPageOptions): Html =>
  page({
    title: 'Meetings',
    bar,
    isWide: true,
    body: html`<h1>Meetings</h1>
      <ul class="counts" aria-label="Counts">
        ${marksHtml(counts)}
      </ul>
      ${
        undated === 0
          ? nothing
          : html`<p>
              <a href="${viewAddress({ form: 'ask', status: 'booked' })}">
                ${undated === 1 ? 'One is booked' : `${undated} are booked`} without a date</a
              >: write it on the question’s page.
            </p>`
      }
      ${
        next.length === 0
          ? html`<p class="empty">
              No meeting is ahead. When you set a question to “Booked”, write there when and where.
            </p>`
          : tableHtml('Ahead, the next first. Times are London’s', next)
      }
      ${
        past.length === 0
          ? nothing
          : html`<h2>Past, and still booked</h2>
              ${tableHtml('Past, the latest first', past)}`
      }
      <h2>In your calendar</h2>
      <p>
        <a href="/inbox/meetings.ics">Download them as a file (.ics)</a>, or
        <a href="/inbox/account/#calendar">subscribe to them</a>, so that they stay up to date.
      </p>`,
  });

const tableHtml = (caption: string, appointments: readonly Appointment[]): Html =>
  html`<table class="ledger">
    <caption class="hidden">
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">When</th>
        <th scope="col">Who</th>
        <th scope="col">About</th>
        <th scope="col">Where</th>
        <th scope="col">Assigned to</th>
      </tr>
    </thead>
    <tbody>
      ${appointments.map(
        ({ submission, meeting, start, name, topic }) =>
          html`<tr>
            <td data-label="When"><time datetime="${start.toISOString()}">${timeWords(meeting)}</time></td>
            <th scope="row"><a href="/inbox/${subjectOf(submission)}/">${name}</a></th>
            <td data-label="About">${topic}</td>
            <td data-label="Where">${placeHtml(meeting.place)}</td>
            <td data-label="Assigned to">${submission.assignedTo ?? 'Nobody'}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

/** A link where it is an address on the web. */
export const placeHtml = (place: string): Html =>
  /^https:\/\/\S+$/.test(place)
    ? html`<a href="${place}" rel="noreferrer">${place}</a>`
    : html`${place === '' ? 'Not known yet' : place}`;
