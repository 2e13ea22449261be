import type { Context } from 'hono';
import type { App, AppParts } from '../../app.ts';
import { auditPage } from './audit-page.ts';
import { staffBar } from '../ui/bar.ts';
import { recordDeed } from '../actor.ts';
import { pageLength, placeOf } from '../ui/pagination.ts';

export async function showAudit(c: Context<App>, parts: AppParts): Promise<Response> {
  const { store } = parts;
  await recordDeed(c, parts, 'audit viewed');
  const place = placeOf(c.req.query('page'), await store.auditLength());
  const records = await store.auditPage((place.page - 1) * pageLength, pageLength);
  return c.html(auditPage({ bar: staffBar(c), records, place }));
}
