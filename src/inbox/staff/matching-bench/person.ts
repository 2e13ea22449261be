import { html } from 'hono/html';
import { nothing, type Html } from '../../pages/layout.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { nameOf } from '../../submissions/name-of.ts';
import { summaryOf } from '../submissions/summary.ts';
import type { Bench } from './read-bench.ts';

export function personName({ candidates: { people } }: Bench, id: string): string {
  const person = people.get(id);
  return person ? nameOf(person.content) : 'Somebody whose data was erased';
}

/** Returns the name with what the person studies or does, because two can have one name. */
export function personWords(bench: Bench, id: string): string {
  const person = bench.candidates.people.get(id);
  const summary = person ? summaryOf(person.submission.form, person.content) : '';
  return [personName(bench, id), summary].filter((each) => each !== '').join(' · ');
}

/** Returns a link to a mentee's or mentor's page, with what they study or do. */
export function personHtml({ candidates: { people } }: Bench, id: string): Html {
  const person = people.get(id);
  if (!person) return html`Somebody whose data was erased`;
  const { submission, content } = person;
  const summary = summaryOf(submission.form, content);
  return html`<a href="/inbox/${subjectOf(submission)}/">${nameOf(content)}</a>
    ${summary === '' ? nothing : html`<span class="hint">${summary}</span>`}`;
}

/** Returns the link to all mentors that a mentee may have. */
export const changeMentorHtml = (bench: Bench, mentee: string): Html =>
  html`<a href="/inbox/match/${bench.round.id}/${mentee}/"
    >Change<span class="visually-hidden"> ${personName(bench, mentee)}’s mentor</span></a
  >`;
