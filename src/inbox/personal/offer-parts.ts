/** What the pages of people who are asked have in common: what is shown of the other person, and the way to say no. */
import { html } from 'hono/html';
import { lengthOf } from '#forms/answers/answers.ts';
import { characterWords } from '#forms/fields/length-words.ts';
import { theTeam } from '#forms/team.ts';
import { answersHtml } from '../pages/answers.ts';
import { nothing, type Html } from '../pages/layout.ts';
import { optionHtml } from '../pages/option.ts';
import { declineReasons, type DeclineReason } from '../stores/store.ts';
import type { SharedAnswer } from '../submissions/shared-answers.ts';
import { errorHtml, problemHtml, wrongHtml, type FieldProblem } from '../pages/input.ts';
import { neverSeen, personalPage } from './personal-page.ts';

interface DeclineOptions {
  /** Name of the mentee, or of the person who asks the question. */
  name: string;
  action: string;
  words: Readonly<Record<DeclineReason, string>>;
  /** What was typed and refused, and why. */
  typed: { problem: FieldProblem; note: string; reason: DeclineReason | undefined } | undefined;
}

/** Opens the way to say no. */
export const noWords = 'No, not this time';

/** Longest text to staff, in characters. */
const longestNote = 1000;

/** Returns what is wrong with a text to staff; undefined if nothing is. */
export const noteProblem = (note: string): string | undefined =>
  lengthOf(note) > longestNote ? `Your message must be ${characterWords(longestNote)} or fewer.` : undefined;

export function declineHtml({ name, action, words, typed }: DeclineOptions): Html {
  const problem = typed?.problem;
  const [reason, note] = [wrongHtml('no', problem), wrongHtml('note', problem)];
  return html`<details ${typed === undefined ? nothing : html`open`}>
    <summary>${noWords}</summary>
    <form method="post" action="${neverSeen(action)}">
      <p>That is fine. ${name} does not learn whom we asked. Only ${theTeam} sees your reason.</p>
      <fieldset class="field${reason.mark}" id="no" tabindex="-1" ${reason.attributes}>
        <legend>Why not?</legend>
        ${errorHtml('no', problem)}
        <div class="options">
          ${declineReasons.map((each) =>
            optionHtml({
              type: 'radio',
              id: `reason-${each}`,
              name: 'reason',
              value: each,
              label: words[each],
              isChecked: typed?.reason === each,
            }),
          )}
        </div>
      </fieldset>
      <div class="field${note.mark}">
        <label for="note">Anything that the team should know (optional)</label>
        ${errorHtml('note', problem)}
        <textarea id="note" name="note" rows="3" ${note.attributes}>${'\n'}${typed?.note ?? ''}</textarea>
      </div>
      <p><button class="button quiet" name="answer" value="no">Send my no</button></p>
    </form>
  </details>`;
}

/** Returns what somebody marked to be seen by the mentor. */
export const cardHtml = (name: string, rows: readonly SharedAnswer[]): Html =>
  html`<section aria-labelledby="card">
    <h2 id="card">About ${name}</h2>
    ${answersHtml(rows.filter((row) => row.name !== 'fullName'))}
  </section>`;

/**
 * Returns the page of an offer that is over. It shows nothing about the mentee, or about who asked the question.
 * @param refused why an answer that was sent to it was not saved
 */
export const settledPage = (title: string, words: string, refused?: string): Html =>
  personalPage({
    title,
    isError: refused !== undefined,
    body: html`${problemHtml({ message: refused })}
      <p>${words}</p>
      <p>Something is not right? <a href="/contact/?topic=my-application">Write to ${theTeam}</a>.</p>`,
  });
