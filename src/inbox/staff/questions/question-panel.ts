/** A question's mentors on its page: who is asked, who may be asked next and why, and who cannot be asked. */
import { html } from 'hono/html';
import { dayWords } from '#forms/dates/calendar.ts';
import { nothing, type Html } from '../../pages/layout.ts';
import { stageWords, type QuestionStage } from '../../services/questions/question.ts';
import type { Suggestions } from '../../services/questions/suggest.ts';
import type { AnsweredMeeting, StoredSubmission } from '../../stores/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { ReturnTo } from '../submissions/return-to.ts';
import { noEnterHtml } from '../ui/no-enter.ts';
import { shortTimeHtml } from '../ui/short-time.ts';
import { termsHtml, type TypedTerms } from './question-terms.ts';

/** A mentor who was asked. */
export interface AskedMentor {
  seq: number;
  /** Undefined after their data was erased. */
  mentor: { submission: StoredSubmission; name: string } | undefined;
  askedAt: string;
  askedBy: string;
  answerBy: string;
  /** True if the next best is asked when this one cannot. */
  movesOn: boolean;
  /** What became of it, in words. */
  outcome: string;
  answeredAt: string | null;
  note: string | undefined;
}

export interface QuestionPanel {
  stage: QuestionStage;
  /** Since when it stands there. */
  since: string;
  /** The mentors who were asked, the newest first. */
  asked: readonly AskedMentor[];
  /** True if the newest of them may still answer or meet. */
  isHeld: boolean;
  /** The times that who asked may choose from, in words. */
  times: readonly string[];
  met: readonly AnsweredMeeting[];
  /** Undefined unless a mentor may be asked. */
  suggestions: Suggestions | undefined;
  /** How the last mentor was asked: in the form, staff find what they chose then, or in one that was refused, what they typed. */
  terms: TypedTerms;
}

interface QuestionPanelOptions {
  panel: QuestionPanel;
  submission: StoredSubmission;
  name: string;
  mayChange: boolean;
  returnTo: ReturnTo;
}

/** How many suggestions are shown at once; the others are behind a summary. */
const shown = 5;

export const questionPanelHtml = (options: QuestionPanelOptions): Html => {
  const { panel, name, mayChange } = options;
  return html`<h2 id="match" tabindex="-1">Mentor for the question of ${name}</h2>
    <p><strong>${stageWords[panel.stage]}</strong>, since ${shortTimeHtml(panel.since)}.</p>
    ${
      panel.times.length === 0
        ? nothing
        : html`<ul>
            ${panel.times.map((each) => html`<li>${each}</li>`)}
          </ul>`
    }
    ${metHtml(panel.met)} ${panel.asked.map((each, index) => askedHtml(options, each, index === 0 && panel.isHeld))}
    ${panel.suggestions ? suggestionsHtml(options, panel.suggestions, mayChange) : nothing}`;
};

const saidWords: Readonly<Record<AnsweredMeeting['answer'], string>> = {
  yes: 'they met',
  again: 'they did not meet, and should have another time',
  over: 'they did not meet, and it is over',
};

const metHtml = (met: readonly AnsweredMeeting[]): Html =>
  met.length === 0
    ? nothing
    : html`<ul>
        ${met.map(
          ({ side, answer, answeredAt }) =>
            html`<li>
              The ${side === 'mentor' ? 'mentor' : 'student'} says: ${saidWords[answer]}, ${shortTimeHtml(answeredAt)}
            </li>`,
        )}
      </ul>`;

const actionOf = ({ returnTo, submission }: QuestionPanelOptions) =>
  returnTo.withList(`/inbox/${subjectOf(submission)}/mentor/`);

function askedHtml(options: QuestionPanelOptions, asked: AskedMentor, isHeld: boolean): Html {
  const { mentor, seq, askedAt, askedBy, answerBy, movesOn, outcome, answeredAt, note } = asked;
  const { withList } = options.returnTo;
  return html`<p>
      ${mentor ? html`<a href="${withList(`/inbox/${subjectOf(mentor.submission)}/`)}">${mentor.name}</a>` : 'A mentor whose data was erased'}:
      ${outcome}${answeredAt === null ? nothing : html`, ${shortTimeHtml(answeredAt)}`}.
      <span class="hint"
        >Asked ${shortTimeHtml(askedAt)} by ${askedBy}, to answer by ${dayWords(answerBy)}.
        ${movesOn && answeredAt === null ? 'Without a yes, the next one is asked by itself.' : nothing}</span
      >
    </p>
    ${note === undefined ? nothing : html`<p class="text" dir="auto">${note}</p>`}
    ${
      isHeld && options.mayChange
        ? html`<form method="post" action="${actionOf(options)}">
            <button class="link" name="take-back" value="${seq}">
              Take the question back<span class="visually-hidden"> from ${mentor?.name ?? 'this mentor'}</span>
            </button>
            <span class="hint">Whoever knows of it is told by email.</span>
          </form>`
        : nothing
    }`;
}

function suggestionsHtml(
  options: QuestionPanelOptions,
  { suggested, excluded }: Suggestions,
  mayChange: boolean,
): Html {
  const rest = suggested.slice(shown);
  return html`<h3>Who may answer it</h3>
    ${
      suggested.length === 0
        ? html`<p class="empty">Nobody can be asked at present. Below stands why.</p>`
        : html`<form method="post" action="${actionOf(options)}">
            ${noEnterHtml} ${mayChange ? termsHtml(options.panel.terms, 'this mentor') : nothing}
            <ol class="rows" role="list">
              ${suggested.slice(0, shown).map((each) => suggestionHtml(options, each))}
            </ol>
            ${
              rest.length === 0
                ? nothing
                : html`<details>
                    <summary>${rest.length} more</summary>
                    <ol class="rows" role="list" start="${shown + 1}">
                      ${rest.map((each) => suggestionHtml(options, each))}
                    </ol>
                  </details>`
            }
          </form>`
    }
    ${
      excluded.length === 0
        ? nothing
        : html`<details ${suggested.length === 0 ? html`open` : nothing}>
            <summary>${excluded.length} cannot be asked</summary>
            <ul>
              ${excluded.map(
                ({ submission, name, why }) =>
                  html`<li>
                    <a href="${options.returnTo.withList(`/inbox/${subjectOf(submission)}/`)}">${name}</a>: ${why}
                  </li>`,
              )}
            </ul>
          </details>`
    }`;
}

const suggestionHtml = (
  { returnTo, mayChange }: QuestionPanelOptions,
  { submission, name, work, reasons, cautions, asked }: Suggestions['suggested'][number],
): Html =>
  html`<li>
    <p>
      <a href="${returnTo.withList(`/inbox/${subjectOf(submission)}/`)}">${name}</a>${work === '' ? '' : `, ${work}`}
    </p>
    <p class="hint">
      ${[...reasons, asked === 0 ? 'No question yet' : `Asked ${asked === 1 ? 'once' : `${String(asked)} times`} before`].join(' · ')}
    </p>
    ${cautions.map((caution) => html`<p class="error">${caution}</p>`)}
    ${
      mayChange
        ? html`<p>
            <button class="button quiet" name="mentor" value="${submission.submissionId}">
              Ask<span class="visually-hidden"> ${name}</span>
            </button>
          </p>`
        : nothing
    }
  </li>`;
