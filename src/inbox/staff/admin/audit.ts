import type { Context } from 'hono';
import { numberWords } from '#forms/in-words.ts';
import { formIds } from '#forms/form.ts';
import { html } from 'hono/html';
import type { AppEnv, Services } from '../../env.ts';
import { page, type Html } from '../../pages/layout.ts';
import type { AuditRecord } from '../../stores/store.ts';
import { recordAction, staffName } from '../actor.ts';
import { staffBar } from '../ui/bar.ts';
import { pageLength, pagePosition, paginationHtml, type PagePosition } from '../ui/pagination.ts';
import { shortTimeHtml } from '../ui/short-time.ts';
import { tableHtml } from '../ui/table.ts';

/** Shows the audit, newest first. It names submissions by id and contains no answers. */
export async function showAudit(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store } = services;
  await recordAction(c, services, 'audit viewed');
  const position = pagePosition(c.req.query('page'), await store.auditLength());
  const records = await store.auditPage((position.page - 1) * pageLength, pageLength);
  return c.html(auditPage(staffBar(c), records, position));
}

const auditPage = (bar: Html, records: readonly AuditRecord[], position: PagePosition): Html =>
  page({
    title: 'Audit',
    bar,
    isWide: true,
    body: html`<h1>Audit</h1>
      <p>
        ${position.count === 1 ? 'One entry' : `${numberWords(position.count)} entries`}, each bound to the one before
        it: <code>npm run inbox -- verify</code> shows whether one was changed or removed.
      </p>
      ${tableHtml({
        caption: 'What was done, newest first',
        heads: ['When', 'Who', 'What', 'To what', 'More'],
        rows: records.map(
          ({ seq, at, actor, action, subject, detail }) =>
            html`<tr>
              <td>${shortTimeHtml(at)}</td>
              <td>${staffName(actor)}</td>
              <th scope="row"><span class="visually-hidden">Entry ${seq}: </span>${action}</th>
              <td>${linkedHtml(subject)}</td>
              <td>${linkedHtml(detail)}</td>
            </tr>`,
        ),
      })}
      ${paginationHtml(position, (number) => `/inbox/audit/?page=${number}`)}`,
  });

/** Returns a link if the text is a submission's id, else the text. */
const linkedHtml = (text: string): Html =>
  formIds.some((id) => text.startsWith(`${id}/`)) && /^[a-z]+\/[\da-f-]{36}$/.test(text)
    ? html`<a href="/inbox/${text}/"><code>${text.slice(0, text.indexOf('/') + 9)}…</code></a>`
    : html`${text}`;
