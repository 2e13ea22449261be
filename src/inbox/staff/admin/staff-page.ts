import { html } from 'hono/html';
import { formatInstant } from '#forms/deadline.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import type { StaffAccount, StaffSession } from '../../stores/types/store.ts';

export interface Colleague {
  account: StaffAccount;
  hasSecondStep: boolean;
  /** Newest first. */
  sessions: readonly StaffSession[];
}

interface StaffPageOptions {
  bar: Html;
  /** Name of the admin who views the page: they cannot end their own account. */
  self: string;
  colleagues: readonly Colleague[];
  news: string | undefined;
}

/** Lists all accounts, for admins. */
export const staffPage = ({ bar, self, colleagues, news }: StaffPageOptions): Html =>
  page({
    title: 'Staff',
    bar,
    isWide: true,
    body: html`<h1>Staff</h1>
      ${news === undefined ? nothing : html`<p class="note" role="status">${news}</p>`}
      <p>
        Accounts are made, get another role and come back on the server:
        <code>npm run inbox -- staff add NAME</code>, <code>staff role NAME ROLE</code>, <code>staff reset NAME</code>.
      </p>
      <table class="ledger">
        <caption class="hidden">
          Accounts, by name
        </caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Phone at login</th>
            <th scope="col">Logged in</th>
            <th scope="col"><span class="hidden">Do</span></th>
          </tr>
        </thead>
        <tbody>
          ${colleagues.map((colleague) => rowHtml(self, colleague))}
        </tbody>
      </table>`,
  });

function rowHtml(self: string, { account, hasSecondStep, sessions }: Colleague): Html {
  const { name, role, disabledAt } = account;
  const [last] = sessions
    .map(({ seenAt }) => seenAt)
    .sort()
    .reverse();
  return html`<tr>
    <th scope="row">
      ${name} ${name === self ? html`<span class="label mark">You</span>` : nothing}
      ${disabledAt === null ? nothing : html`<span class="label">Disabled</span>`}
    </th>
    <td data-label="Role">${role}</td>
    <td data-label="Phone at login">${hasSecondStep ? 'On' : 'Off'}</td>
    <td data-label="Logged in">
      ${last === undefined ? 'Nowhere' : `${sessions.map(({ browser }) => browser || 'A browser').join(', ')}; last used ${formatInstant(last)}`}
    </td>
    <td>${name === self ? nothing : actionsHtml(name, sessions.length > 0, disabledAt === null)}</td>
  </tr>`;
}

const actionsHtml = (name: string, hasSessions: boolean, isEnabled: boolean): Html =>
  html`<form class="ways" method="post" action="/inbox/staff/">
    <input type="hidden" name="name" value="${name}" />
    ${
      hasSessions
        ? html`<button class="link" name="do" value="end">Log out<span class="hidden"> ${name}</span></button>`
        : nothing
    }
    ${
      isEnabled
        ? html`<button class="link" name="do" value="disable">Disable<span class="hidden"> ${name}</span></button>`
        : nothing
    }
  </form>`;
