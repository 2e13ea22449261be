import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import type { ContentPath } from '../../stores/store.ts';
import { recordAction } from '../actor.ts';
import { missingPage } from '../ui/missing-page.ts';

const folders = {
  rounds: { type: 'application/yaml', action: 'round file downloaded' },
  mail: { type: 'text/markdown', action: 'mail file downloaded' },
} as const;

/** Sends a file of a round or mail as it counts, to be put into the site’s content. */
export async function downloadContent(
  c: Context<AppEnv>,
  services: Services,
  folder: keyof typeof folders,
): Promise<Response> {
  const { content } = services;
  await content.refresh();
  const name = c.req.param('file') ?? '';
  const file = `${folder}/${name}` as ContentPath;
  const text = /^[\w.-]+$/.test(name) ? content.text(file) : undefined;
  if (text === undefined) return c.html(missingPage, 404);
  const { type, action } = folders[folder];
  await recordAction(c, services, action, file);
  return c.body(text, 200, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="${name}"`,
  });
}
