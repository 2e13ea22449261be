import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { minute } from '../../clock.ts';
import type { AppEnv } from '../../env.ts';

/**
 * Answers a second click on a form as the first one, for a minute: its page shows a secret once, such as a new password, and the browser shows
 * only the answer to the last click. A form that is refused is judged anew.
 */
export function repeatAnswer(): MiddlewareHandler<AppEnv> {
  const shown = new Map<string, Promise<string | undefined>>();
  return async (c, next) => {
    const asked = JSON.stringify([c.req.header('cookie'), c.req.path, await c.req.parseBody()]);
    const form = createHash('sha256').update(asked).digest('base64url');
    const before = await shown.get(form);
    if (before !== undefined) return c.html(before);
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    shown.set(form, promise);
    try {
      await next();
      if (c.res.status === 200) resolve(await c.res.clone().text());
    } finally {
      // Without effect on one that is shown.
      resolve(undefined);
      setTimeout(() => {
        if (shown.get(form) === promise) shown.delete(form);
      }, minute).unref();
    }
    return undefined;
  };
}
