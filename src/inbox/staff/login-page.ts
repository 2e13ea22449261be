import { html } from 'hono/html';
import { nothing, page, type Html } from '../pages/layout.ts';

/** @param problem why the last attempt failed */
export const loginPage = (problem: string | undefined, name: string): Html =>
  page({
    title: problem ? 'Error: Log in to the inbox' : 'Log in to the inbox',
    body: html`<h1>Log in to the inbox</h1>
      ${
        problem
          ? html`<div class="summary" role="alert" data-error-summary tabindex="-1">
              <h2>There is a problem</h2>
              <ul>
                <li><a href="#name">${problem}</a></li>
              </ul>
            </div>`
          : nothing
      }
      <form method="post" action="/inbox/login/">
        <div class="field">
          <label for="name">Name</label
          ><input
            type="text"
            id="name"
            name="name"
            value="${name}"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
            required
          />
        </div>
        <div class="field">
          <label for="password">Password</label
          ><input type="password" id="password" name="password" autocomplete="current-password" required />
        </div>
        <p><button class="button">Log in</button></p>
      </form>
      <p class="hint">Accounts are made on the server: <code>npm run inbox -- staff add NAME</code></p>`,
  });
