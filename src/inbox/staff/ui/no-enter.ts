import { html } from 'hono/html';

/**
 * Stands first in a form whose buttons match people, end a match or ask by mail, so that Enter in a field or on a box does nothing:
 * browsers press the first button of the form for it, and `dialog` sends nothing outside a dialog. Chromium goes past a disabled button when
 * Enter is pressed on a box.
 */
export const noEnterHtml = html`<button formmethod="dialog" formnovalidate hidden></button>`;
