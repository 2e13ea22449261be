import { html } from 'hono/html';
import { breakable } from './breakable.ts';
import { nothing, type Html } from './layout.ts';

interface OptionOptions {
  /** A checkbox unless given. */
  type?: 'radio' | 'checkbox';
  id: string;
  /** The id unless given. */
  name?: string;
  /** What is posted; `yes` unless given. */
  value?: string;
  label: Html | string;
  /** Stands below the label, and is read with it. */
  hint?: string | undefined;
  isChecked?: boolean;
  /** Further attributes of the control. */
  attributes?: Html | undefined;
}

/** Returns a radio button or checkbox with its words, as the site draws them: the whole row answers. */
export function optionHtml(options: OptionOptions): Html {
  const {
    type = 'checkbox',
    id,
    name = id,
    value = 'yes',
    label,
    hint,
    isChecked = false,
    attributes = nothing,
  } = options;
  const control = html`<input
    type="${type}"
    id="${id}"
    name="${name}"
    value="${value}"
    ${isChecked ? html`checked` : nothing}
    ${attributes}
  />`;
  const said = typeof label === 'string' ? breakable(label) : label;
  const words = hint ? html`${said} <small>${hint}</small>` : said;
  return html`<label class="option" for="${id}">${control}<span>${words}</span></label>`;
}
