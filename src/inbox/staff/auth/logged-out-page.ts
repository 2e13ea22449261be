import { html } from 'hono/html';
import { page, type Html } from '../../pages/layout.ts';

/**
 * Answers a note that was saved after the session ended, so that the typed text is not lost.
 * @param path address that the form was sent to
 * @param fields all fields of the form
 */
export const loggedOutPage = (path: string, fields: Readonly<Record<string, string>>): Html =>
  page({
    title: 'You are logged out',
    body: html`<h1>You are logged out</h1>
      <p>
        Nothing was saved. <a href="/inbox/login/" target="_blank">Log in, in another tab</a>; then come back to this
        one, and save again. What you chose is kept here, and so is your note.
      </p>
      <form method="post" action="${path}">
        ${Object.entries(fields)
          .filter(([name]) => name !== 'note')
          .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <div class="field">
          <label for="note">Note</label>
          <textarea id="note" name="note" rows="8">${'\n'}${fields['note']}</textarea>
        </div>
        <p><button class="button">Save again</button></p>
      </form>`,
  });
