/** The page on which somebody stops the reminders that they get, or asks for them again. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { AppEnv, Services } from '../env.ts';
import type { Link } from '../stores/store.ts';
import { applicantAt } from './applicant.ts';
import type { LinkPages } from './link-pages.ts';
import { personalPage } from './personal-page.ts';

async function show(c: Context<AppEnv>, { store }: Services, { submission }: Link, token: string): Promise<Response> {
  const without = await store.withoutReminders();
  const isOff = without.some(({ submissionId }) => submissionId === submission.submissionId);
  return c.html(
    personalPage({
      title: isOff ? 'We do not remind you' : 'Reminders by email',
      body: html`<p>
          ${
            isOff
              ? 'You get each question once, and no reminder of it.'
              : 'We remind you once of a question that waits for your answer. You can stop that. You still get each question once.'
          }
        </p>
        <form method="post" action="/my/${token}/reminders/">
          <p>
            <button class="button" name="reminders" value="${isOff ? 'on' : 'off'}">
              ${isOff ? 'Remind me again' : 'Stop reminders'}
            </button>
          </p>
        </form>
        <p><a href="/my/${token}/">Go to the question</a></p>`,
    }),
  );
}

async function change(c: Context<AppEnv>, services: Services, link: Link, token: string): Promise<Response> {
  const wanted = (await c.req.parseBody())['reminders'] === 'on';
  await services.store.setReminders(link.submission, wanted, applicantAt(services));
  return c.redirect(`/my/${token}/reminders/`, 303);
}

/** Pages below each page on which somebody is asked something. */
export const reminderPages: LinkPages = { get: { reminders: show }, post: { reminders: change } };
