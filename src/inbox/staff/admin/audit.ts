import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import { auditPage } from './audit-page.ts';
import { staffBar } from '../ui/bar.ts';
import { recordAction } from '../actor.ts';
import { pageLength, pagePosition } from '../ui/pagination.ts';

export async function showAudit(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store } = services;
  await recordAction(c, services, 'audit viewed');
  const position = pagePosition(c.req.query('page'), await store.auditLength());
  const records = await store.auditPage((position.page - 1) * pageLength, pageLength);
  return c.html(auditPage({ bar: staffBar(c), records, position }));
}
