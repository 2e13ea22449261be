import { html } from 'hono/html';
import { clean, lengthOf } from '#forms/answers.ts';
import { parseDay } from '#forms/calendar.ts';
import { shiftAt, zoneWords } from '#forms/zoned-time.ts';
import { nothing, type Html } from '../../pages/layout.ts';
import type { Meeting } from '../../submissions/sealed-content.ts';
import { formValue } from '../form-value.ts';

/** The meeting as it was typed, which may be no meeting. */
export interface TypedMeeting {
  day: string;
  time: string;
  place: string;
}

/** The longest place, in characters: links to calls are long. */
const longestPlace = 500;

/** A meeting as one text, by which two are the same; '' for none. */
export const meetingText = (meeting: TypedMeeting | undefined): string =>
  meeting ? `${meeting.day} ${meeting.time} ${meeting.place}`.trim() : '';

export const typedMeeting = (body: Record<string, unknown>): TypedMeeting => ({
  day: clean(formValue(body['day'])),
  time: clean(formValue(body['time'])),
  place: clean(formValue(body['place'])),
});

export const typedAs = (meeting: Meeting | undefined): TypedMeeting => ({
  day: meeting?.at.slice(0, 10) ?? '',
  time: meeting?.at.slice(11) ?? '',
  place: meeting?.place ?? '',
});

/** The meeting that is meant: null for none; in words what is wrong with it. */
export function readMeeting({ day, time, place }: TypedMeeting): Meeting | null | string {
  if (day === '' && time === '' && place === '') return null;
  const on = parseDay(day);
  const at = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(time);
  if (on === undefined || !at) return 'a meeting needs a date and a time, like 11 February 2027 and 14:00.';
  if (lengthOf(place) > longestPlace) return `the place must be ${longestPlace} characters or fewer.`;
  const wall = `${on}T${at[1]!.padStart(2, '0')}:${at[2]!}`;
  const shift = shiftAt(wall);
  if (shift?.is === 'skipped') {
    const [from, to] = [shift.from.slice(11), shift.to.slice(11)];
    return `there is no ${wall.slice(11)} on that day: the clocks go forward from ${from} to ${to}. Choose a time before ${from}, or ${to} or later.`;
  }
  return { at: wall, place };
}

/** What is to be said of a meeting at a time that the clocks show twice. */
function repeatedHint(typed: TypedMeeting): Html {
  const meeting = readMeeting(typed);
  if (meeting === null || typeof meeting === 'string' || shiftAt(meeting.at)?.is !== 'repeated') return nothing;
  return html`<p class="hint">
    The clocks go back in that night, so ${meeting.at.slice(11)} comes twice: the first is meant.
  </p>`;
}

/** When and where, for a question. */
export const meetingFieldsHtml = ({ day, time, place }: TypedMeeting): Html =>
  html`<fieldset class="field">
    <legend>Meeting (optional)</legend>
    <p class="hint" id="meeting-hint">
      In ${zoneWords()}. Nobody is told of it unless you tick below; the applicant sees it nowhere else.
    </p>
    ${repeatedHint({ day, time, place })}
    <div class="filter" role="presentation">
      <p>
        <label for="day">Date</label>
        <input type="date" id="day" name="day" value="${day}" aria-describedby="meeting-hint" />
      </p>
      <p>
        <label for="time">Time</label>
        <input type="time" id="time" name="time" value="${time}" aria-describedby="meeting-hint" />
      </p>
      <p class="wide-field">
        <label for="place">Room, or link to the call</label>
        <input type="text" id="place" name="place" value="${place}" autocomplete="off" />
      </p>
    </div>
  </fieldset>`;
