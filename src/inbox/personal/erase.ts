import { html } from 'hono/html';
import { formPath } from '#forms/scheme-paths.ts';
import type { Services } from '../env.ts';
import { problemHtml } from '../pages/input.ts';
import type { Html } from '../pages/layout.ts';
import { sureHtml } from '../pages/sure.ts';
import { keptDays } from '../services/backups.ts';
import { eraseSubmissions, toldOfErasure } from '../services/erase.ts';
import { applicantAt, calledOf, readApplication, type Application } from './applicant.ts';
import type { LinkHandler } from './link-pages.ts';
import { aboutOf, leavingHtml } from './application-page.ts';
import { personalPage } from './personal-page.ts';
import { withdrawNow } from './withdraw.ts';

export const showErase: LinkHandler = async (c, services, link, token) => {
  return c.html(await erasePage(services, await readApplication(services, link, token), false));
};

/** Erases the submission and all that is stored beside it, once the box is ticked. Whoever is matched with it is told. */
export const erase: LinkHandler = async (c, services, link, token) => {
  const application = await readApplication(services, link, token);
  const body = await c.req.parseBody();
  if (body['sure'] !== 'yes') return c.html(await erasePage(services, application, true), 422);
  await withdrawNow(services, application);
  const { count, left } = await eraseSubmissions(services, [application.submission], applicantAt(services));
  if (left !== undefined) services.log.warn({ left }, 'something is left of what was erased; it is tried again');
  services.log.info({ count }, 'an applicant erased a submission');
  return c.html(erasedPage(application));
};

async function erasePage(services: Services, application: Application, isUnticked: boolean): Promise<Html> {
  const { form, round, token, submission } = application;
  const called = calledOf(form);
  const problem = isUnticked ? { field: 'sure', message: 'Tick the box to have it erased.' } : undefined;
  const told = await toldOfErasure(services, [submission], applicantAt(services));
  return personalPage({
    title: `Have my ${called} erased?`,
    about: aboutOf({ form, round }),
    isError: isUnticked,
    body: html`${problemHtml(problem)}
      <ul>
        <li>
          Everything in it goes: your answers, notes of the team about it, and our emails to you. Nobody can bring it
          back.
        </li>
        <li>In our backups it is overwritten after ${String(keptDays)} days.</li>
        ${leavingHtml(application, told)}
        <li>What you sent with other forms stays. Each has a link of its own.</li>
        <li>This link stops working. <a href="/my/${token}/copy/">Save a copy</a> first if you want one.</li>
      </ul>
      <form method="post" action="/my/${token}/erase/" novalidate>
        ${sureHtml(`Yes, erase my ${called} for good`, problem)}
        <p class="actions">
          <button class="button danger">Erase my ${called}</button> <a href="/my/${token}/">Leave it as it is</a>
        </p>
      </form>`,
  });
}

const erasedPage = ({ form }: Application): Html =>
  personalPage({
    title: `Your ${calledOf(form)} is erased`,
    ...{ isPrivate: false, isErased: true },
    body: html`<p>
        We hold nothing of it any more, except in backups, where it is overwritten after ${String(keptDays)} days.
      </p>
      <p><a href="${formPath(form.id) ?? '/'}">${form.title}</a> · <a href="/">To the front page</a></p>`,
  });
