import { html } from 'hono/html';
import { formatDeadline, formatInstant, type Round } from '#forms/dates/deadline.ts';
import { zoneWords } from '#forms/dates/zoned-time.ts';
import { errorSummaryHtml } from '../../pages/error-summary.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { optionHtml } from '../../pages/option.ts';
import {
  changedFields,
  dateWords,
  fieldWords,
  optionalFields,
  roundFields,
  timeFields,
  valuesOf,
  type RoundField,
  type RoundProblem,
  type RoundValues,
} from '../../services/rounds/round-edit.ts';
import { readRound } from '../../rounds.ts';
import { nameIn } from '../../site-content.ts';
import type { ContentChange, ContentPath } from '../../stores/store.ts';
import { staffName } from '../actor.ts';
import { shortTimeHtml } from '../ui/short-time.ts';
import { inputHtml, type FieldProblem } from '../../pages/input.ts';
import { newsHtml } from '../../pages/news.ts';

interface EditedRound {
  round: Round;
  /** A change that will count later. */
  waiting: ContentChange | undefined;
  /** True if it is not as in the site's own file. */
  differs: boolean;
}

interface RoundsPageOptions {
  bar: Html;
  rounds: readonly EditedRound[];
  /** Rounds that will be added later. */
  coming: readonly ContentPath[];
}

/** Lists the rounds with their dates. */
export const roundsPage = ({ bar, rounds, coming }: RoundsPageOptions): Html =>
  page({
    title: 'Dates of rounds',
    bar,
    body: html`<p><a href="/inbox/match/">Matching</a></p>
      <h1>Dates of rounds</h1>
      ${
        rounds.length + coming.length === 0
          ? html`<p class="empty">No round has been announced yet.</p>`
          : html`<p>All times are ${zoneWords()}.</p>`
      }
      ${coming.map(
        (file) =>
          html`<h2>${nameIn(file)}</h2>
            <p class="note">Will be added. <a href="/inbox/rounds/${nameIn(file)}/">See from when, or undo it</a>.</p>`,
      )}
      ${rounds.map(
        ({ round, waiting, differs }) =>
          html`<h2>${round.title}</h2>
            <p>
              Opens at ${formatInstant(round.opensAt)}, closes at ${formatDeadline(round.closesAt)}. Everybody hears by
              ${dateWords('decisionBy', round)}.
            </p>
            ${waiting ? html`<p class="note">Changes at ${formatInstant(waiting.appliesAt)}.</p>` : nothing}
            <p class="deeds">
              <a href="/inbox/rounds/${round.id}/"
                >Change its dates<span class="visually-hidden"> (${round.title})</span></a
              >
              ${
                differs
                  ? html`<a href="/inbox/rounds/${round.id}.yaml" download
                      >Download its file<span class="visually-hidden"> (${round.title})</span>, for whoever builds the
                      site</a
                    >`
                  : nothing
              }
            </p>`,
      )}
      <p><a class="button quiet" href="/inbox/rounds/new/">Add a round</a></p>`,
  });

/** What the form shows. */
export interface RoundForm {
  id: string;
  isNew: boolean;
  values: RoundValues;
  /** True if the dates are marked as an example. */
  isExample: boolean;
  when: 'now' | 'later';
  /** Wall time from which it counts. */
  at: string;
  /** The last change of the round that was seen. */
  after: number;
}

interface RoundPageOptions {
  bar: Html;
  form: RoundForm;
  changes: readonly ContentChange[];
  waiting: ContentChange | undefined;
  /** The file that counts. */
  text: string | undefined;
  ownText: string | undefined;
  problems: readonly RoundProblem[];
  timeProblem: string | undefined;
  news: string | undefined;
}

export function roundPage(options: RoundPageOptions): Html {
  const { bar, form, changes, waiting, text, ownText, problems, timeProblem, news } = options;
  const name = form.isNew ? 'Add a round' : `Dates of ${text === undefined ? form.id : valuesOf(text).title}`;
  const wrong = [...problems, ...(timeProblem === undefined ? [] : [{ field: 'at', message: timeProblem }])];
  return page({
    title: wrong.length > 0 ? `Error: ${name}` : name,
    bar,
    body: html`<p><a href="/inbox/rounds/">Dates of rounds</a></p>
      <h1>${name}</h1>
      ${errorSummaryHtml(wrong)} ${newsHtml(news)} ${waiting ? waitingHtml(form, waiting, text) : formHtml(form, wrong)}
      ${form.isNew ? nothing : html`${changesHtml(changes)} ${exportHtml(form, text, ownText, waiting)}`}`,
  });
}

const waitingHtml = (
  { id }: RoundForm,
  { seq, appliesAt, made, group, text: next }: ContentChange,
  text?: string,
): Html =>
  html`<section class="panel sun">
    <h2>${text === undefined ? 'Will be added' : 'Will change'} at ${formatInstant(appliesAt)}</h2>
    ${
      next === null
        ? html`<p>The dates of the site’s own file will count again.</p>`
        : html`<dl class="facts">
            ${changedFields(valuesOf(text), valuesOf(next)).map((field) => {
              return html`<div>
                <dt>${fieldWords(field)}</dt>
                <dd>${dateWords(field, readRound(id, next))}</dd>
              </div>`;
            })}
          </dl>`
    }
    <p>
      By ${staffName(made.actor)}.
      ${group === null ? 'Nobody is told.' : html`<a href="/inbox/mail/${group}/">The mail about it</a> waits, too.`}
    </p>
    <form method="post" action="/inbox/rounds/${id}/">
      <input type="hidden" name="after" value="${seq}" />
      <p class="actions"><button class="button" name="act" value="undo">Undo: change nothing</button></p>
    </form>
  </section>`;

function formHtml(form: RoundForm, problems: readonly FieldProblem[]): Html {
  const problemOf = (id: string) => problems.find(({ field }) => field === id);
  return html`<form method="post" action="/inbox/rounds/${form.isNew ? 'new' : form.id}/">
    <input type="hidden" name="after" value="${form.isNew ? '' : form.after}" />
    <p>All times are ${zoneWords()}. Nothing is saved before you have seen what it would do.</p>
    ${
      form.isNew
        ? inputHtml({
            id: 'id',
            label: 'Short name',
            hint: 'In addresses and as the name of its file, like 2027-28. It stays.',
            value: form.id,
            problem: problemOf('id'),
          })
        : nothing
    }
    <div class="two">
      ${roundFields.map(([field, words]) =>
        inputHtml({
          id: field,
          label: html`${words}${optionalFields.includes(field) ? html` <span class="hint">(optional)</span>` : nothing}`,
          hint: hints[field],
          type: typeOf(field),
          value: form.values[field],
          problem: problemOf(field),
        }),
      )}
    </div>
    ${
      form.isExample
        ? optionHtml({ id: 'example', label: 'These dates are only an example', isChecked: true })
        : nothing
    }
    <fieldset class="field">
      <legend>From when it counts</legend>
      <div class="options">
        ${whenHtml('now', 'At once', form)}
        ${whenHtml('later', 'From the time below. Until then it can be undone', form)}
      </div>
      ${inputHtml({ id: 'at', label: 'Time', type: 'datetime-local', value: form.at, problem: problemOf('at') })}
    </fieldset>
    <p><button class="button" name="act" value="look">See what it would do</button></p>
  </form>`;
}

const whenHtml = (value: 'now' | 'later', label: string, form: Pick<RoundForm, 'when'>): Html =>
  optionHtml({ type: 'radio', id: value, name: 'when', value, label, isChecked: form.when === value });

const typeOf = (field: RoundField) =>
  field === 'title' ? 'text' : timeFields.includes(field) ? 'datetime-local' : 'date';

const hints: Partial<Record<RoundField, string>> = {
  title: 'As people say it, like 2027/28.',
  closes: 'The last minute in which applications are taken.',
  briefing: 'Empty if there is none.',
  firstMeetingBy: 'Empty for two weeks after the start.',
  midPoint: 'Empty for the middle.',
  endSurvey: 'Empty for the last day.',
};

/** How the dates get into the site's own file, and back from it. */
function exportHtml({ id }: RoundForm, text?: string, ownText?: string, waiting?: ContentChange): Html {
  if (text === undefined || text === ownText) return nothing;
  return html`<h2 id="file">The site’s own file</h2>
    <p>
      What is saved here counts, and stays: you need not do anything. Until the site is built again with this file, its
      search, and what search engines and other programs read of it, still have
      ${ownText === undefined ? 'no dates of this round' : 'the dates before'}. Whoever builds the site puts the file
      into <code>content/rounds</code>.
    </p>
    <p class="deeds"><a href="/inbox/rounds/${id}.yaml" download>Download ${id}.yaml</a></p>
    ${
      ownText === undefined || waiting
        ? nothing
        : html`<form method="post" action="/inbox/rounds/${id}/">
            <p>
              <button class="button quiet" name="act" value="file">Use the dates of the site’s own file again</button>
            </p>
          </form>`
    }`;
}

const changesHtml = (changes: readonly ContentChange[]): Html =>
  changes.length === 0
    ? nothing
    : html`<h2>Changed before</h2>
        <ul>
          ${changes
            .toReversed()
            .map(
              ({ made, appliesAt, undone, group, text }) =>
                html`<li>
                  ${shortTimeHtml(made.at)} by
                  ${staffName(made.actor)}${text === null ? ': as in the site’s own file' : ''}${
                    appliesAt > made.at ? html`, from ${shortTimeHtml(appliesAt)}` : nothing
                  }${undone ? `; undone by ${staffName(undone.actor)}` : ''}${
                    group === null || undone ? nothing : html`; <a href="/inbox/mail/${group}/">mail</a>`
                  }
                </li>`,
            )}
        </ul>`;
