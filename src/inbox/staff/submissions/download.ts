import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import { exportFormats, exportLines } from '../../services/export.ts';
import { recordAction } from '../actor.ts';
import { chosenIn } from './find.ts';
import { readView } from './list-filter.ts';
import { formValue } from '../../pages/form-value.ts';

const types = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' } as const;

/** Streams the submissions of a list as a file. */
export async function download(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store, vault, clock } = services;
  const body = await c.req.parseBody();
  const format = exportFormats.find((each) => each === body['format']) ?? 'csv';
  const view = {
    ...readView(
      new URLSearchParams(formValue(body['view'])),
      services.forms.map(({ id }) => id),
    ),
    reader: c.get('staff'),
  };
  const forms = services.forms.filter(({ id }) => view.form === undefined || id === view.form);
  const at = clock().toISOString();
  await recordAction(c, services, 'exported', view.form ?? 'all forms', `as ${format}`);
  c.header('Content-Type', types[format]);
  c.header('Content-Disposition', `attachment; filename="${view.form ?? 'submissions'}-${at.slice(0, 10)}.${format}"`);
  // An error during the download breaks off the connection, so that the browser reports an incomplete file.
  const lines = exportLines({
    ...{ store, vault, forms, filter: view, format },
    choose: (portion) => chosenIn(services, portion, view),
  });
  return c.body(Readable.toWeb(Readable.from(lines, { objectMode: false })) as ReadableStream);
}
