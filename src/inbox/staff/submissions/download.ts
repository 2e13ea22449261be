import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import { exportFormats, exportLines } from '../../services/export.ts';
import { recordAction } from '../actor.ts';
import { readView } from './list-filter.ts';
import { formValue } from '../form-value.ts';

const types = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' } as const;

/** The submissions of a list as a file, however many there are; words that were looked for are left out of account. */
export async function download(c: Context<AppEnv>, parts: Services): Promise<Response> {
  const { store, vault, clock } = parts;
  const body = await c.req.parseBody();
  const format = exportFormats.find((each) => each === body['format']) ?? 'csv';
  const view = readView(
    new URLSearchParams(formValue(body['view'])),
    parts.forms.map(({ id }) => id),
  );
  const forms = parts.forms.filter(({ id }) => view.form === undefined || id === view.form);
  const at = clock().toISOString();
  await recordAction(c, parts, 'exported', view.form ?? 'all forms', `as ${format}`);
  c.header('Content-Type', types[format]);
  c.header('Content-Disposition', `attachment; filename="${view.form ?? 'submissions'}-${at.slice(0, 10)}.${format}"`);
  // An error on the way breaks the connection off, so that no browser takes a part for the whole.
  const lines = exportLines({ store, vault, forms, filter: view, format });
  return c.body(Readable.toWeb(Readable.from(lines, { objectMode: false })) as ReadableStream);
}
