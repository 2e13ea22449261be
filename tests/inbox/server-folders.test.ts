import { expect, it } from 'vitest';
import { inServerFolder } from '#src/server-folders.ts';
import { openTestInbox } from './support/inbox.ts';

/** Answers that are no pages of the server: about the process, and a built page that is filled in. */
const others = ['/healthz', '/readyz', '/metrics', '/sent/'];

it('makes pages only in its folders, which the dev server passes on and the site fetches no page of early', async () => {
  const { app } = await openTestInbox();
  const routes = app.routes.map(({ path }) => path).filter((path) => path !== '/*' && !others.includes(path));
  expect(routes).toContain('/my/');
  expect(routes.filter((path) => !inServerFolder.test(path))).toEqual([]);
});

it.each(['/mystery/', '/guidance/my/', '/inboxes', '/privacy/', '/'])('leaves %s to the site', (path) => {
  expect(inServerFolder.test(path)).toBe(false);
});
