import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Answers, RawAnswers } from '#forms/answers/answers.ts';
import { fieldsOf, type Field, type Form } from '#forms/form.ts';
import { emailWords } from '#forms/formats/email-words.ts';
import { knowledge } from '#forms/knowledge.ts';
import { readSubmission } from '#forms/submission.ts';
import { validateForm, type Problem } from '#forms/validate.ts';
import type { AppEnv, Services } from '../env.ts';
import { fieldHtml } from '../pages/field.ts';
import { breakable } from '../pages/breakable.ts';
import { problemSummaryHtml } from '../pages/form-page.ts';
import { hiddenHtml } from '../pages/hidden.ts';
import { nothing, type Html } from '../pages/layout.ts';
import { parseBody } from '../submissions/parse-body.ts';
import { readBody } from '../submissions/read-body.ts';
import { Refusal } from '../submissions/refusal.ts';
import type { MailKind } from '../stores/store.ts';
import { earlierAnswers, sealContent, sealVersion } from '../submissions/sealed-content.ts';
import { validatedAt } from '../submissions/validated-at.ts';
import { allowedFor, applicantAt, backTo, calledOf, readApplication, type Application } from './applicant.ts';
import type { LinkHandler } from './link-pages.ts';
import { aboutOf } from './application-page.ts';
import { neverSeen, personalPage } from './personal-page.ts';

/** Name of the field with the number of earlier versions that the applicant saw. */
const seen = 'seen-versions';

/**
 * What a link does not change: the address, because the link was sent there and must not be led elsewhere; and what the
 * applicant agreed to.
 */
const isFixed = ({ kind }: Field) => kind === 'email' || kind === 'confirm';

export const showAnswersForm: LinkHandler = async (c, services, link, token) => {
  const application = await readApplication(services, link, token);
  if (allowedFor(application, services.clock()).change !== true) return backTo(c, services, token, 'over');
  return c.html(answersForm(application, application.answers, []));
};

/** Validates and stores new answers by the rules of the form. */
export const changeAnswers: LinkHandler = async (c, services, link, token) => {
  const application = await readApplication(services, link, token);
  const { form, answers: before, versions } = application;
  const read = await readPosted(c);
  if (allowedFor(application, services.clock()).change !== true) return backTo(c, services, token, 'late');
  if (read instanceof Refusal)
    return c.html(answersForm(application, before, [], `Not saved: ${read.message} ${goBack}`), 422);
  const { [seen]: seenVersions, ...posted } = read;
  const { answers, problems } = readSubmission(form, { ...posted, ...fixedAnswers(form, before) });
  const judgement = validateForm(form, answers, {
    now: rulesAt(services, application),
    ...knowledge,
  });
  const all = [...problems, ...(judgement.ok ? [] : judgement.problems)];
  if (all.length > 0) return c.html(answersForm(application, answers, all), 422);
  if (isSame(judgement.answers, before)) return backTo(c, services, token, 'same');
  if (String(seenVersions) !== String(versions)) {
    const { submission, enclosures } = application;
    const seenAnswers = earlierAnswers(services.vault, submission, enclosures)[Number(seenVersions)]?.answers;
    const both = seenAnswers ? changesOf(judgement.answers, seenAnswers, before) : judgement.answers;
    return c.html(answersForm(application, both, [], isOutdated), 409);
  }
  const mails = services.templates.has('changed') ? (['changed'] as const) : [];
  const isChanged = await storeAnswers(services, application, judgement.answers, mails);
  // A colleague, another tab or the same form sent twice was faster: look again at what is there now.
  const isThere = isChanged || isSame((await readApplication(services, link, token)).answers, judgement.answers);
  return backTo(c, services, token, isThere ? 'changed' : 'late');
};

/**
 * Stores answers in the place of those that the applicant saw, which stay as an earlier version; what came with them from the sender's page
 * stays too. Returns false if something changed meanwhile.
 */
export function storeAnswers(
  services: Services,
  { submission, content, answers: before, versions }: Application,
  answers: Answers,
  mails: readonly MailKind[],
): Promise<boolean> {
  const { vault, store } = services;
  const { subject, replyTo, language } = content;
  return store.changeAnswers(
    {
      submission,
      from: { status: submission.status, versions },
      ...sealContent(vault, submission, answers, { subject, replyTo, language }),
      before: sealVersion(vault, submission, before),
      mails,
    },
    applicantAt(services),
  );
}

/** A mentor's application is judged by the present day, because mentors choose anew how long they stay; others by the day on which they were sent. */
const rulesAt = ({ clock }: Services, { form, submission }: Application) =>
  form.id === 'mentor' ? clock() : validatedAt(submission);

const fixedAnswers = (form: Form, answers: Answers): RawAnswers =>
  Object.fromEntries(
    fieldsOf(form)
      .filter((field) => isFixed(field) && answers[field.name] !== undefined)
      .map(({ name }) => [name, answers[name]!]),
  );

async function readPosted(c: Context<AppEnv>): Promise<RawAnswers | Refusal> {
  try {
    return await parseBody(await readBody(c.req.raw), 'application/x-www-form-urlencoded');
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Compares answers whatever their order. */
const isSame = (one: Answers, other: Answers): boolean => differing(one, other).length === 0;

function differing(one: Answers, other: Answers): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}

/** Returns the answers of now with those in which `mine` differs from what its sender saw, so that neither window undoes what the other changed. */
function changesOf(mine: Answers, seenAnswers: Answers, now: Answers): Answers {
  const changed = new Set(differing(mine, seenAnswers));
  return Object.fromEntries([
    ...Object.entries(now).filter(([name]) => !changed.has(name)),
    ...Object.entries(mine).filter(([name]) => changed.has(name)),
  ]);
}

const goBack = 'Below are your answers as we have them. Go back in your browser to what you wrote.';
const isOutdated =
  'Not saved yet: meanwhile your answers were changed in another window. Below are both changes. Where both are of one answer, you see what you wrote here. Look through them, then save again.';

function answersForm(application: Application, posted: RawAnswers, problems: readonly Problem[], news?: string): Html {
  const { form, token, answers, versions } = application;
  const steps = form.steps
    .map((step) => ({ ...step, fields: step.fields.filter((field) => !isFixed(field) && !field.retired) }))
    .filter(({ fields }) => fields.length > 0);
  return personalPage({
    title: 'Change my answers',
    about: aboutOf(application),
    isError: problems.length > 0 || news !== undefined,
    body: html`${problemSummaryHtml(form, problems)}
      ${news === undefined ? nothing : html`<p class="note" role="alert">${news}</p>`}
      <p>
        All your answers are here. Change what you like and save at the end; the rest stays. We write to
        ${breakable(emailWords(String(answers['email'] ?? '')))}.
      </p>`,
    beside: html`<nav class="panel" aria-labelledby="parts">
      <h2 id="parts">On this page</h2>
      <ul>
        ${steps.map(({ id, title }) => html`<li><a href="#step-${id}">${title}</a></li>`)}
      </ul>
    </nav>`,
    rest: html`<form method="post" action="${neverSeen(`/my/${token}/change/`)}" data-form="${form.id}" novalidate>
      <input type="hidden" name="${seen}" value="${versions}" />
      ${steps.map(
        ({ id, title, fields }) =>
          html`<section aria-labelledby="step-${id}">
            <h2 id="step-${id}">${title}</h2>
            ${fields.map((field) =>
              fieldHtml(
                field,
                posted,
                problems.find((problem) => problem.field === field.name),
              ),
            )}
          </section>`,
      )}
      ${retiredHtml(form, answers)}
      <p class="actions">
        <button class="button">Save my answers</button>
        <a href="/my/${token}/">Leave my ${calledOf(form)} as it was</a>
      </p>
    </form>`,
  });
}

/** Passes on the answers to questions that are no longer asked. */
const retiredHtml = (form: Form, answers: Answers): Html =>
  html`${fieldsOf(form)
    .filter(({ retired }) => retired)
    .map(({ name }) => hiddenHtml({ [name]: answers[name] }))}`;
