import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import type { RawAnswers } from '#forms/answers/answers.ts';
import { exitPages } from '#forms/eligibility/exits.ts';
import { fieldsOf, type Exit, type Form } from '#forms/form.ts';
import { specialFields } from '#forms/submission.ts';
import type { Problem } from '#forms/validate.ts';
import { errorSummaryHtml } from './error-summary.ts';
import { controlId, fieldHtml } from './field.ts';
import { hiddenHtml } from './hidden.ts';
import { nothing, page, type Html } from './layout.ts';

export interface FormPageOptions {
  form: Form;
  action: string;
  /** The answers as sent, shown unchanged. */
  posted: RawAnswers;
  problems: readonly Problem[];
  /** The exit page, shown in a notice if the form is not for this applicant. */
  exit?: Exit | undefined;
}

/** Returns the whole form on one page with its errors and the posted answers, to correct and send again without a script. */
export function formPage({ form, action, posted, problems, exit }: FormPageOptions): Html {
  return page({
    title: `Error: ${form.title}`,
    body: html`<h1>${form.title}</h1>
      ${problemSummaryHtml(form, problems)} ${exit ? exitHtml(exit) : nothing}
      <form method="post" action="${action}" data-form="${form.id}" novalidate>
        ${hiddenFieldsHtml(posted)}
        ${form.steps.map(
          (step) =>
            html`<section aria-labelledby="step-${step.id}">
              <h2 id="step-${step.id}">${step.title}</h2>
              ${step.intro ? html`<p>${step.intro}</p>` : nothing}
              ${step.fields.map((field) =>
                fieldHtml(
                  field,
                  posted,
                  problems.find((problem) => problem.field === field.name),
                ),
              )}
            </section>`,
        )}
        <p><button class="button">${form.sendLabel}</button></p>
      </form>`,
  });
}

/** Returns the summary of all problems, each linking to its field. */
export function problemSummaryHtml(form: Form, problems: readonly Problem[]): Html {
  const fields = new Map(fieldsOf(form).map((field) => [field.name, field]));
  return errorSummaryHtml(
    problems.map(({ field: name, message }) => {
      const field = fields.get(name);
      return { field: field && controlId(field), message };
    }),
  );
}

/** Returns the notice for applicants whom the form is not for. With a script they see it on a page of its own. */
function exitHtml({ page }: Exit): Html {
  const { title, body, links } = exitPages[page];
  return html`<section class="note" aria-labelledby="exit-title">
    <h2 id="exit-title">${title}</h2>
    ${body.map((paragraph) => html`<p>${paragraph}</p>`)}
    <ul>
      ${links.map(({ href, text, detail }) => html`<li><a href="${href}">${text}</a>. ${detail}</li>`)}
    </ul>
  </section>`;
}

/**
 * Special fields that are not passed on unchanged: `elapsed` and `queued_at` describe the first sending; `submission_id` and `_gotcha` have
 * fields of their own.
 */
const droppedFields = new Set(['elapsed', 'queued_at', '_gotcha', '_format', '_cc', 'submission_id']);

function hiddenFieldsHtml(posted: RawAnswers): Html {
  const passedOn = specialFields.filter((name) => !droppedFields.has(name) && posted[name] !== undefined);
  const id = [posted['submission_id']].flat()[0];
  return html`${hiddenHtml({ submission_id: isUsable(id) ? id : randomUUID() })}
    ${passedOn.map((name) => hiddenHtml({ [name]: [posted[name]].flat()[0] ?? '' }))}
    <p class="visually-hidden" aria-hidden="true">
      <label>Leave this empty <input name="_gotcha" tabindex="-1" autocomplete="off" /></label>
    </p>`;
}

const isUsable = (id: string | undefined): id is string => /^[\da-f-]{36}$/i.test(id ?? '');
