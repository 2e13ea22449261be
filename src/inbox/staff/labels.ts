import { html } from 'hono/html';
import { nothing, type Html } from '../pages/layout.ts';
import { statusWords } from '../statuses.ts';
import type { StoredSubmission } from '../store.ts';

/** What staff should know before they open it. */
export const labelsHtml = ({ form, status, duplicateOf }: StoredSubmission): Html =>
  html`<span class="label ${status}">${statusWords[status]}</span>${
      duplicateOf === null
        ? nothing
        : html` <a class="label duplicate" href="/inbox/${form}/${duplicateOf}/"
            >Duplicate<span class="hidden">: go to the first</span></a
          >`
    }`;
