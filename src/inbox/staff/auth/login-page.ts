import { html } from 'hono/html';
import { page } from '../../pages/layout.ts';
import { codeHtml, inputHtml, passwordHtml, problemHtml } from '../../pages/input.ts';

/** @param problem reason why the last attempt failed */
export const loginPage = (problem: string | undefined, name: string) =>
  page({
    title: problem ? 'Error: Log in to the inbox' : 'Log in to the inbox',
    body: html`<h1>Log in to the inbox</h1>
      ${problemHtml({ field: 'name', message: problem })}
      <form method="post" action="/inbox/login/">
        ${inputHtml({
          id: 'name',
          label: 'Name',
          value: name,
          autocomplete: 'username',
          attributes: html`autocapitalize="none" spellcheck="false" required`,
        })}
        ${passwordHtml({ id: 'password', label: 'Password', autocomplete: 'current-password' })}
        <p><button class="button">Log in</button></p>
      </form>
      <p class="hint">No account, or a lost password? A colleague who is an admin makes one on the page “Staff”.</p>`,
  });

/** The second step of logging in, for accounts that have set it up. */
export function codePage(message: string | undefined) {
  const problem = message === undefined ? undefined : { field: 'code', message };
  return page({
    title: problem ? 'Error: Enter your code' : 'Enter your code',
    body: html`<h1>Enter your code</h1>
      ${problemHtml(problem)}
      <form method="post" action="/inbox/login/code/">
        ${codeHtml(problem, 'The six digits that your authenticator app shows now, or one of your recovery codes.')}
        <p><button class="button">Log in</button></p>
      </form>
      <p class="hint">
        No phone and no recovery code? Ask whoever runs the server for <code>npm run inbox -- staff reset NAME</code>
      </p>
      <p><a href="/inbox/login/">Begin again</a></p>`,
  });
}
