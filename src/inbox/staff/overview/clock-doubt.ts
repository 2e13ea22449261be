import type { Context } from 'hono';
import { html } from 'hono/html';
import { formatInstant } from '#forms/dates/deadline.ts';
import type { AppEnv, Services } from '../../env.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { doubtLastsMs } from '../../stores/judge-clock.ts';
import { nothing, type Html } from '../../pages/layout.ts';
import type { ClockDoubt } from '../../stores/store.ts';
import { actorOf } from '../actor.ts';
import { formValue } from '../../pages/form-value.ts';

/** Returns a notice that the clock may be wrong, with a button for admins to confirm it; nothing if there is no doubt. */
export function clockHtml(c: Context<AppEnv>, doubt: ClockDoubt | null | undefined, now: Date): Html {
  if (!doubt) return nothing;
  const until = new Date(Date.parse(doubt.at) + doubtLastsMs).toISOString();
  return html`<section class="note" aria-labelledby="clock">
    <h2 id="clock">Is the server’s clock right?</h2>
    <p>
      It went from ${formatInstant(doubt.movedFrom)} to ${formatInstant(doubt.at)}: it was wrong before, it is wrong
      now, or the server was off in between. By it, it is now <strong>${formatInstant(now.toISOString())}</strong>.
    </p>
    <p>
      Until it is sure, nothing is erased by age, no old backup is removed, and no check-in, no reminder and no question
      to the next mentor goes out. If the clock goes on evenly, all that begins again at ${formatInstant(until)}. If it
      is wrong, have whoever runs the server set it right.
    </p>
    ${
      isAtLeast(c, 'admin')
        ? html`<form method="post" action="/inbox/clock/">
            <input type="hidden" name="doubted" value="${doubt.at}" />
            <button class="button quiet">The clock is right: go on now</button>
          </form>`
        : html`<p>If it is right, an admin can confirm it here.</p>`
    }
  </section>`;
}

/** Records an admin's confirmation that the clock is right. */
export async function confirmClock(c: Context<AppEnv>, services: Services): Promise<Response> {
  const doubted = formValue((await c.req.parseBody())['doubted']);
  // If the clock has jumped again since, the store confirms nothing, and the overview shows the newer doubt.
  await services.store.confirmClock(doubted, actorOf(c, services));
  return c.redirect('/inbox/overview/', 303);
}
