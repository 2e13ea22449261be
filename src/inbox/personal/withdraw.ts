import { html } from 'hono/html';
import type { FormId } from '#forms/form.ts';
import type { Services } from '../env.ts';
import { problemHtml } from '../pages/input.ts';
import type { Html } from '../pages/layout.ts';
import { sureHtml } from '../pages/sure.ts';
import type { NewMail } from '../stores/store.ts';
import { sealMailContent } from '../submissions/sealed-content.ts';
import { hasTemplate } from '../template-names.ts';
import { toldOfErasure } from '../services/erase.ts';
import { askOnSoon } from '../services/telling-chores.ts';
import { meetingSequence } from '../services/meetings.ts';
import { mailsToAskers, mailsToOther } from '../services/questions/steps.ts';
import { applicantAt, backTo, calledOf, readApplication, withdrawnStatus, type Application } from './applicant.ts';
import type { LinkHandler } from './link-pages.ts';
import { aboutOf, leavingHtml } from './application-page.ts';
import { personalPage } from './personal-page.ts';

export const showWithdraw: LinkHandler = async (c, services, link, token) => {
  const application = await readApplication(services, link, token);
  const { form, submission } = application;
  return withdrawnStatus(form, submission.status) === undefined
    ? backTo(c, services, token, 'over')
    : c.html(await withdrawPage(services, application, false));
};

/** Takes the submission back, once the box is ticked: the match ends, the partner is told, a meeting is cancelled. A second time changes nothing. */
export const withdraw: LinkHandler = async (c, services, link, token) => {
  const application = await readApplication(services, link, token);
  const body = await c.req.parseBody();
  if (body['sure'] !== 'yes' && withdrawnStatus(application.form, application.submission.status) !== undefined)
    return c.html(await withdrawPage(services, application, true), 422);
  await withdrawNow(services, application);
  return backTo(c, services, token);
};

/** Withdraws what can be withdrawn. Tries again if staff changed the status meanwhile. */
export async function withdrawNow(services: Services, application: Application): Promise<void> {
  const { store } = services;
  const { form, submission } = application;
  const status = withdrawnStatus(form, submission.status);
  if (status === undefined) return;
  const mails = await mailsAbout(services, application);
  if (await store.withdraw({ submission, from: submission.status, status, mails }, applicantAt(services))) {
    await askOnSoon(store);
    return;
  }
  const current = await store.find(submission);
  if (current) await withdrawNow(services, { ...application, submission: current });
}

/** The applicant is told that it is done; a meeting leaves their calendar. */
async function mailsAbout(
  services: Services,
  { form, submission, meeting, question }: Application,
): Promise<NewMail[]> {
  const { vault, templates } = services;
  const actor = applicantAt(services);
  if (form.id !== 'ask')
    return [
      ...(hasTemplate(templates, 'withdrawn', form.id) ? [{ to: submission, kind: 'withdrawn' } as const] : []),
      ...(form.id === 'mentor' ? await mailsToAskers(services, submission, actor) : []),
    ];
  const others = question ? await mailsToOther(services, question, 'asker', actor) : [];
  if (submission.status !== 'booked' || !meeting || !hasTemplate(templates, 'cancelled', form.id)) return others;
  const sequence = await meetingSequence(services, submission);
  const content = sealMailContent(vault, submission, { meeting: { ...meeting, sequence } });
  return [{ to: submission, kind: 'cancelled', content }, ...others];
}

const againWords: Readonly<Record<FormId, string>> = { mentee: 'apply', mentor: 'offer', ask: 'ask', contact: 'write' };

async function withdrawPage(services: Services, application: Application, isUnticked: boolean): Promise<Html> {
  const { form, round, token, meeting, submission, question } = application;
  const called = calledOf(form);
  const problem = isUnticked ? { field: 'sure', message: `Tick the box to withdraw your ${called}.` } : undefined;
  const told =
    meeting && submission.status === 'booked'
      ? html`<li>
          Your meeting is cancelled.
          ${question?.offer ? 'We tell the mentor by email, with no reason given.' : 'The team tells the mentor.'}
        </li>`
      : leavingHtml(application, await toldOfErasure(services, [submission], applicantAt(services)));
  return personalPage({
    title: `Withdraw my ${called}?`,
    about: aboutOf({ form, round }),
    isError: isUnticked,
    body: html`${problemHtml(problem)}
      <ul>
        ${told}
        <li>The team sees that you withdrew, and does nothing more with your ${called}.</li>
        <li>You need not say why. You can ${againWords[form.id]} again later.</li>
      </ul>
      <form method="post" action="/my/${token}/withdraw/" novalidate>
        ${sureHtml(`Yes, withdraw my ${called}`, problem)}
        <p class="actions">
          <button class="button danger">Withdraw my ${called}</button> <a href="/my/${token}/">Leave it as it is</a>
        </p>
      </form>`,
  });
}
