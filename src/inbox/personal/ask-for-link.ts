import { setTimeout } from 'node:timers/promises';
import type { Context, Handler } from 'hono';
import { html } from 'hono/html';
import { emailFormat, readEmail } from '#forms/formats/email.ts';
import { theTeam } from '#forms/team.ts';
import { actorNow } from '../actor.ts';
import type { AppEnv, Services } from '../env.ts';
import type { Html } from '../pages/layout.ts';
import { renewLinks } from '../services/links.ts';
import { formValue } from '../pages/form-value.ts';
import type { RateLimit } from '../rate-limit.ts';
import { personalPage } from './personal-page.ts';
import { emailAttributes, inputHtml, problemHtml } from '../pages/input.ts';

const fromNetwork: readonly RateLimit[] = [
  { points: 20, seconds: 60 },
  { points: 100, seconds: 3600 },
];
/** A person loses a mail once or twice; more would fill their mailbox. */
const toAddress: readonly RateLimit[] = [{ points: 3, seconds: 3600 }];

/** In milliseconds, longer than finding and writing takes: how soon the answer comes must not tell whether we know the address. */
const answerAfter = 400;

export const showLinkForm = (c: Context<AppEnv>): Response | Promise<Response> => c.html(linkForm('', undefined));

/**
 * Sends a new link for each of a person's submissions to the address that they gave; the links before stop working. The answer is the same,
 * after the same time, for every address. A message to the team has no page: what somebody tells of in confidence must not open
 * from a mailbox that others may read.
 */
export function askForLink(services: Services, networkOf: (c: Context<AppEnv>) => string): Handler<AppEnv> {
  const network = services.store.limiter('new link from a network', fromNetwork);
  const address = services.store.limiter('new link to an address', toAddress);
  return async (c) => {
    const typed = formValue((await c.req.parseBody())['email']);
    const email = readEmail(typed);
    if (email === undefined) return c.html(linkForm(typed, emailFormat), 422);
    const wait = await network(networkOf(c));
    if (wait > 0) {
      c.header('Retry-After', String(wait));
      return c.html(linkForm(typed, `Wait ${String(wait)} seconds, then ask again`), 429);
    }
    await Promise.all([send(email), setTimeout(answerAfter)]);
    return c.html(sentPage());
  };

  async function send(email: string): Promise<void> {
    const { store, vault } = services;
    const code = vault.emailCode(email);
    if ((await address(code.toString('hex'))) > 0) return;
    const submissions = (await store.ofApplicant(code)).filter(({ form }) => form !== 'contact');
    const wanted = submissions.map((submission) => ({ purpose: 'application' as const, submission }));
    await renewLinks(services, wanted, true, actorNow(services, 'visitor'));
  }
}

const linkForm = (typed: string, problem: string | undefined): Html =>
  personalPage({
    title: 'Have a new link sent to you',
    isPrivate: false,
    isError: problem !== undefined,
    body: html`${problemHtml({ field: 'email', message: problem })}
      <p>
        With your own link you see where your application, your offer or your question stands, and can change it,
        withdraw it or save a copy. We send it to the address that you gave us.
      </p>
      <form method="post" action="/my/" novalidate>
        ${inputHtml({
          id: 'email',
          label: 'Your email address',
          hint: 'The one that you gave when you sent the form.',
          value: typed,
          autocomplete: 'email',
          attributes: emailAttributes,
          problem: problem === undefined ? undefined : { field: 'email', message: problem },
        })}
        <p><button class="button">Send me the link</button></p>
      </form>`,
  });

const sentPage = (): Html =>
  personalPage({
    title: 'Look at your email',
    isPrivate: false,
    body: html`<p>If we hold anything under that address, a new link is on its way there.</p>
      <ul>
        <li>It comes within a few minutes. Look among your unwanted mail too.</li>
        <li>Links from earlier emails no longer work then.</li>
        <li>
          Nothing came? You may have given another address: <a href="/my/">try that one</a>, or
          <a href="/contact/">write to ${theTeam}</a>.
        </li>
      </ul>`,
  });
