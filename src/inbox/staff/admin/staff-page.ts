import { html } from 'hono/html';
import { formatInstant } from '#forms/dates/deadline.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { optionHtml } from '../../pages/option.ts';
import { roles, type StaffAccount, type StaffSession } from '../../stores/store.ts';
import { nameWords, roleWords } from '../auth/accounts.ts';
import { inputHtml, passwordHtml, problemHtml, type FieldProblem } from '../../pages/input.ts';
import { newsHtml } from '../../pages/news.ts';
import { tableHtml } from '../ui/table.ts';

export interface Colleague {
  account: StaffAccount;
  hasSecondStep: boolean;
  /** Newest first. */
  sessions: readonly StaffSession[];
}

interface StaffPageOptions {
  bar: Html;
  /** Name of the admin who views the page: they cannot change their own account here. */
  self: string;
  colleagues: readonly Colleague[];
  /** What was typed for the new account. */
  name: string;
  role: string;
  problem?: FieldProblem | undefined;
}

/** Lists all accounts and makes new ones, for admins. */
export const staffPage = ({ bar, self, colleagues, name, role, problem }: StaffPageOptions): Html =>
  page({
    title: problem ? 'Error: Staff' : 'Staff',
    bar,
    isWide: true,
    body: html`<h1>Staff</h1>
      ${problemHtml(problem)}
      ${tableHtml({ caption: 'Accounts, by name', heads: ['Name', 'Role', 'Phone at login', 'Logged in'], rows: colleagues.map((colleague) => rowHtml(self, colleague)) })}
      <h2 id="add">Add a colleague</h2>
      <form method="post" action="/inbox/staff/">
        ${inputHtml({
          id: 'name',
          label: 'Name',
          hint: `They log in with it. It has ${nameWords}.`,
          value: name,
          problem,
          attributes: html`autocapitalize="none" spellcheck="false" maxlength="64" required`,
        })}
        ${rolesHtml(role)} ${ownPasswordHtml('password', problem)}
        <p><button class="button quiet">Add colleague</button></p>
        <p class="hint">The next page shows a password for them, once.</p>
      </form>`,
  });

const pathOf = (name: string): string => `/inbox/staff/${encodeURIComponent(name)}/`;

function rowHtml(self: string, { account, hasSecondStep, sessions }: Colleague): Html {
  const { name, role, disabledAt } = account;
  return html`<tr>
    <th scope="row">
      ${name === self ? name : html`<a href="${pathOf(name)}">${name}</a>`}
      ${name === self ? html`<span class="state mark">You</span>` : nothing}
      ${disabledAt === null ? nothing : html`<span class="state">Disabled</span>`}
    </th>
    <td data-label="Role">${role}</td>
    <td data-label="Phone at login">${hasSecondStep ? 'On' : 'Off'}</td>
    <td data-label="Logged in">${sessionWords(sessions)}</td>
  </tr>`;
}

function sessionWords(sessions: readonly StaffSession[]): string {
  const [last] = sessions
    .map(({ seenAt }) => seenAt)
    .sort()
    .reverse();
  if (last === undefined) return 'Nowhere';
  return `${sessions.map(({ browser }) => browser || 'A browser').join(', ')}; last used ${formatInstant(last)}`;
}

const rolesHtml = (chosen: string): Html =>
  html`<fieldset class="field" id="role" tabindex="-1">
    <legend>Role</legend>
    <div class="options">
      ${roles.map((role) =>
        optionHtml({
          type: 'radio',
          id: `role-${role}`,
          name: 'role',
          value: role,
          label: role,
          hint: roleWords[role],
          isChecked: role === chosen,
        }),
      )}
    </div>
  </fieldset>`;

const ownPasswordHtml = (id: string, problem: FieldProblem | undefined): Html =>
  passwordHtml({ id, label: 'Your own password', autocomplete: 'current-password', problem });

interface ColleaguePageOptions {
  bar: Html;
  self: string;
  colleague: Colleague;
  news?: string | undefined;
  problem?: FieldProblem | undefined;
}

/** One colleague's account, to change. */
export function colleaguePage({ bar, self, colleague, news, problem }: ColleaguePageOptions): Html {
  const { account, hasSecondStep, sessions } = colleague;
  const { name, role, createdAt, disabledAt } = account;
  return page({
    title: problem ? `Error: ${name}` : name,
    bar,
    body: html`<p class="ways"><a href="/inbox/staff/">Back to the staff</a></p>
      <h1>${name}</h1>
      ${problemHtml(problem)} ${newsHtml(news)}
      <dl class="facts">
        <div>
          <dt>Role</dt>
          <dd>${role}: ${roleWords[role]}</dd>
        </div>
        <div>
          <dt>Account</dt>
          <dd>
            made ${formatInstant(createdAt)}${disabledAt === null ? '' : `, disabled ${formatInstant(disabledAt)}`}
          </dd>
        </div>
        <div>
          <dt>Phone at login</dt>
          <dd>${hasSecondStep ? 'On' : 'Off'}</dd>
        </div>
        <div>
          <dt>Logged in</dt>
          <dd>${sessionWords(sessions)}</dd>
        </div>
      </dl>
      ${
        name === self
          ? html`<p>This is your own account. <a href="/inbox/account/">Change it there.</a></p>`
          : changesHtml(colleague, problem)
      }`,
  });
}

const changesHtml = (
  { account: { name, role, disabledAt }, hasSecondStep, sessions }: Colleague,
  problem: FieldProblem | undefined,
) =>
  html`<h2 id="change-role">Role</h2>
    <form method="post" action="${pathOf(name)}">
      ${rolesHtml(role)} ${ownPasswordHtml('password-role', problem)}
      <p><button class="button quiet" name="do" value="role">Change role</button></p>
      <p class="hint">They are logged out everywhere, and log in again with the new role.</p>
    </form>
    <h2 id="reset">New password</h2>
    <form method="post" action="${pathOf(name)}">
      ${ownPasswordHtml('password-reset', problem)}
      <p>
        <button class="button quiet" name="do" value="reset">
          Make a new password${hasSecondStep ? ', and turn the code off' : ''}
        </button>
      </p>
      <p class="hint">
        For a colleague who has lost the password, or the phone and every recovery code. The login then asks for no code
        until they set it up again${disabledAt === null ? '' : ', and the account is no longer disabled'}.
      </p>
    </form>
    ${
      disabledAt === null
        ? html`<h2 id="end">Keep out</h2>
            <form class="ways" method="post" action="${pathOf(name)}">
              ${
                sessions.length > 0
                  ? html`<button class="button quiet" name="do" value="end">Log out everywhere</button>`
                  : nothing
              }
              <button class="button quiet" name="do" value="disable">Disable the account</button>
            </form>
            <p class="hint">A new password brings a disabled account back.</p>`
        : nothing
    }`;

interface NewPasswordOptions {
  bar: Html;
  name: string;
  password: string;
  isNew: boolean;
}

/** Shows a password that was made for a colleague; no other page does. */
export const newPasswordPage = ({ bar, name, password, isNew }: NewPasswordOptions): Html =>
  page({
    title: `Password for ${name}`,
    bar,
    body: html`<h1>Password for ${name}</h1>
      <p class="note" role="status">
        ${isNew ? 'The account is made.' : 'The password is changed, the login asks for no code of a phone, and they are logged out everywhere.'}
      </p>
      <p><code class="letters">${password}</code></p>
      <p>
        It is shown only here. Give it to them in person or by telephone, not by email. They log in at
        <a href="/inbox/login/">/inbox/login/</a> as ${name}, change it under “Your account”, and turn on the code of
        their phone there.
      </p>
      <p><a class="button quiet" href="/inbox/staff/">I have passed it on</a></p>`,
  });
