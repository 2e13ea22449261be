import { html } from 'hono/html';
import { clean, lengthOf } from '#forms/answers/answers.ts';
import { parseDay } from '#forms/dates/read-dates.ts';
import { shiftAt, skippedSentence, zoneWords } from '#forms/dates/zoned-time.ts';
import { nothing, type Html } from '../../pages/layout.ts';
import { longestPlace } from '../../services/meetings.ts';
import type { Meeting } from '../../submissions/sealed-content.ts';
import { formValue } from '../../pages/form-value.ts';

/** The meeting as typed, not validated. */
export interface TypedMeeting {
  day: string;
  time: string;
  place: string;
}

/** Returns a meeting as one text, to compare two; '' if there is no meeting. */
export const meetingText = (meeting: TypedMeeting | undefined): string =>
  meeting ? `${meeting.day} ${meeting.time} ${meeting.place}`.trim() : '';

export const readTypedMeeting = (body: Record<string, unknown>): TypedMeeting => ({
  day: clean(formValue(body['day'])),
  time: clean(formValue(body['time'])),
  place: clean(formValue(body['place'])),
});

export const typedMeetingOf = (meeting: Meeting | undefined): TypedMeeting => ({
  day: meeting?.at.slice(0, 10) ?? '',
  time: meeting?.at.slice(11) ?? '',
  place: meeting?.place ?? '',
});

/** Returns the valid meeting, null if all fields are empty, or a message, to follow "Not saved: ". */
export function readMeeting({ day, time, place }: TypedMeeting): Meeting | null | string {
  if (day === '' && time === '' && place === '') return null;
  const date = parseDay(day);
  const timeParts = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(time);
  if (date === undefined || !timeParts) return 'a meeting needs a date and a time, like 11 February 2027 and 14:00.';
  if (lengthOf(place) > longestPlace) return `the place must be ${longestPlace} characters or fewer.`;
  const wall = `${date}T${timeParts[1]!.padStart(2, '0')}:${timeParts[2]!}`;
  return skippedSentence(wall) ?? { at: wall, place };
}

/** Returns a hint if the clocks show the time of the meeting twice. */
function repeatedHint(typed: TypedMeeting): Html {
  const meeting = readMeeting(typed);
  if (meeting === null || typeof meeting === 'string' || shiftAt(meeting.at)?.is !== 'repeated') return nothing;
  return html`<p class="hint">
    The clocks go back in that night, so ${meeting.at.slice(11)} comes twice: the first is meant.
  </p>`;
}

export const meetingFieldsHtml = ({ day, time, place }: TypedMeeting): Html =>
  html`<fieldset class="field">
    <legend>Meeting (optional)</legend>
    <p class="hint" id="meeting-hint">
      In ${zoneWords()}. It stands on the applicant’s own page once the status is Booked. Nobody is told by email unless
      you tick below.
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
