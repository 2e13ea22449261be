import { html } from 'hono/html';
import { formatInstant } from '#forms/dates/deadline.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import type { Role, SecondStep, StaffSession } from '../../stores/store.ts';
import { roleWords } from './accounts.ts';
import { leastPasswordLength } from './password.ts';
import { passwordHtml, problemHtml, codeHtml, type FieldProblem } from '../../pages/input.ts';
import type { Setup } from './second-step.ts';
import { handleOf } from './sessions.ts';
import { shortTimeHtml } from '../ui/short-time.ts';
import { counted } from '../../count-words.ts';
import { newsHtml } from '../../pages/news.ts';
import { tableHtml } from '../ui/table.ts';

export interface AccountPageOptions {
  bar: Html;
  name: string;
  role: Role;
  step: SecondStep | undefined;
  sessions: readonly StaffSession[];
  /** Handle of the session that made the request. */
  current: string;
  hasCalendar: boolean;
  problem?: FieldProblem | undefined;
  /** Confirms the last change. */
  news?: string | undefined;
}

/** The page on which members of staff see and change their own account. */
export function accountPage(options: AccountPageOptions): Html {
  const { bar, name, role, problem, news } = options;
  return page({
    title: problem ? 'Error: Your account' : 'Your account',
    bar,
    body: html`<h1>Your account</h1>
      ${problemHtml(problem)} ${newsHtml(news)}
      <p>You are <strong>${name}</strong>, with the role ${role}: it ${roleWords[role]}.</p>
      ${passwordSectionHtml(options)} ${stepHtml(options)} ${sessionsHtml(options)} ${calendarHtml(options)}`,
  });
}

const passwordSectionHtml = ({ problem }: AccountPageOptions): Html =>
  html`<h2 id="password">Password</h2>
    <form method="post" action="/inbox/account/password/">
      ${passwordHtml({ id: 'password-now', label: 'Password now', autocomplete: 'current-password', problem })}
      ${passwordHtml({
        id: 'new',
        label: 'New password',
        autocomplete: 'new-password',
        hint: `${leastPasswordLength} characters or more. Three or four words that do not belong together are easy to keep in mind.`,
        problem,
      })}
      ${passwordHtml({ id: 'again', label: 'New password again', autocomplete: 'new-password', problem })}
      <p><button class="button quiet">Change password</button></p>
      <p class="hint">All your other sessions end.</p>
    </form>`;

function stepHtml({ step, problem }: AccountPageOptions): Html {
  const isOn = step !== undefined && step.confirmedAt !== null;
  const field = passwordHtml({ id: 'password-step', label: 'Password', autocomplete: 'current-password', problem });
  return html`<h2 id="second-step">Logging in with your phone</h2>
    ${
      isOn
        ? html`<p>
              <span class="state booked">On</span> since ${formatInstant(step.confirmedAt!)}. Besides your password, the
              login asks for a code of your authenticator app.
            </p>
            <p>${recoveryWords(step.recoveryCodes)}</p>
            <form method="post" action="/inbox/account/second-step/remove/">
              ${field}
              <p><button class="button quiet">Turn it off</button></p>
              <p class="hint">To use another phone, turn it off and set it up again.</p>
            </form>`
        : html`<p>
              <span class="state">Off</span> Then a password alone is enough. With it on, the login also asks for a code
              that an authenticator app on your phone shows, so that a stolen password opens nothing.
            </p>
            <form method="post" action="/inbox/account/second-step/begin/">
              ${field}
              <p><button class="button quiet">Set it up</button></p>
            </form>`
    }`;
}

const recoveryWords = (count: number): string =>
  count === 0
    ? 'You have no recovery code left: turn it off and set it up again to get new ones.'
    : `You have ${counted(count, 'recovery code')} left, for when you do not have your phone.`;

const sessionsHtml = ({ sessions, current }: AccountPageOptions): Html =>
  html`<h2 id="sessions">Where you are logged in</h2>
    ${tableHtml({
      caption: 'Your sessions, newest first',
      heads: [
        'Browser',
        'Logged in',
        'Last used',
        html`<th scope="col"><span class="visually-hidden">End it</span></th>`,
      ],
      rows: sessions.map((session) => {
        const handle = handleOf(session);
        return html`<tr>
          <th scope="row">
            ${session.browser || 'A browser'}
            ${handle === current ? html`<span class="state mark">This one</span>` : nothing}
          </th>
          <td data-label="Logged in">${shortTimeHtml(session.startedAt)}</td>
          <td data-label="Last used">${shortTimeHtml(session.seenAt)}</td>
          <td>
            ${
              handle === current
                ? nothing
                : html`<form method="post" action="/inbox/account/sessions/">
                    <input type="hidden" name="end" value="${handle}" />
                    <button class="link">
                      End<span class="visually-hidden"> the session of ${formatInstant(session.startedAt)}</span>
                    </button>
                  </form>`
            }
          </td>
        </tr>`;
      }),
    })}
    ${
      sessions.length > 1
        ? html`<form method="post" action="/inbox/account/sessions/">
            <input type="hidden" name="end" value="others" />
            <p><button class="button quiet">End all others</button></p>
          </form>`
        : nothing
    }
    <p class="hint">
      One you do not know? End it, then change your password. We keep the kind of browser, not the address it came from.
    </p>`;

const calendarHtml = ({ hasCalendar }: AccountPageOptions): Html =>
  html`<h2 id="calendar">Meetings in your calendar</h2>
    <p>
      Your calendar program can read the booked meetings from an address of your own. Whoever has the address can read
      them too, without logging in: times, places and references, but no names.
    </p>
    ${hasCalendar ? html`<p><span class="state booked">On</span> A new address replaces the one you have.</p>` : nothing}
    <form class="ways" method="post" action="/inbox/account/calendar/">
      <p>
        <button class="button quiet" name="do" value="make">
          ${hasCalendar ? 'Make a new address' : 'Make an address'}
        </button>
      </p>
      ${
        hasCalendar ? html`<p><button class="button quiet" name="do" value="remove">Take it away</button></p>` : nothing
      }
    </form>`;

/** The page with the QR code of the secret and the field for the app's first code. */
export function setupPage(bar: Html, { picture, address, letters }: Setup, message: string | undefined): Html {
  const problem = message === undefined ? undefined : { field: 'code', message };
  return page({
    title: problem ? 'Error: Set up your phone' : 'Set up your phone',
    bar,
    body: html`<p class="ways"><a href="/inbox/account/">Back to your account</a></p>
      <h1>Set up your phone</h1>
      ${problemHtml(problem)}
      <ol class="steps">
        <li>
          <p>Open an authenticator app on your phone, and scan this:</p>
          ${pictureHtml(picture)}
          <p class="hint">
            On this phone itself: <a href="${address}">open it in the app</a>. Or type these letters into the app:
            <code class="letters">${letters.replace(/.{4}(?=.)/g, '$& ')}</code>
          </p>
        </li>
        <li>
          <form method="post" action="/inbox/account/second-step/">
            ${codeHtml(problem, 'The six digits that the app shows now.')}
            <p><button class="button">Turn it on</button></p>
          </form>
        </li>
      </ol>`,
  });
}

function pictureHtml(picture: Setup['picture']): Html {
  const path = picture.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return html`<svg
    class="scan"
    viewBox="0 0 ${picture.length} ${picture.length}"
    shape-rendering="crispEdges"
    role="img"
    aria-label="A code to scan. The same as letters is below."
  >
    <path d="${path}" />
  </svg>`;
}

/** Shows the recovery codes; no other page does. */
export const recoveryPage = (bar: Html, codes: readonly string[]): Html =>
  page({
    title: 'Keep your recovery codes',
    bar,
    body: html`<h1>Keep your recovery codes</h1>
      <p class="note" role="status">It is on. From now on the login asks for a code of your app.</p>
      <p>
        Without your phone, one of these takes the place of the code. Each works once. They are shown only here: print
        them, or keep them in a password manager.
      </p>
      <ul class="codes" role="list">
        ${codes.map((code) => html`<li><code>${code}</code></li>`)}
      </ul>
      <p><a class="button quiet" href="/inbox/account/">I have kept them</a></p>`,
  });

/** Shows the calendar's address; no other page does. */
export const calendarPage = (bar: Html, address: string): Html =>
  page({
    title: 'Your calendar’s address',
    bar,
    body: html`<h1>Your calendar’s address</h1>
      <p>Give it to your calendar program as a calendar to subscribe to. It is shown only here.</p>
      <p><code class="letters">${address}</code></p>
      <p class="hint">If someone else gets to know it, make a new one or take it away on your account’s page.</p>
      <p><a class="button quiet" href="/inbox/account/">Back to your account</a></p>`,
  });
