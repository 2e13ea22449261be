import type { Context } from 'hono';
import { html } from 'hono/html';
import { addDays, dayWords } from '#forms/dates/calendar.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import type { AppEnv, Services } from '../../env.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { nothing, page } from '../../pages/layout.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { expiringBy } from '../../services/retention.ts';
import { staffBar } from '../ui/bar.ts';
import { recordAction } from '../actor.ts';
import { tableHtml } from '../ui/table.ts';

/** Number of days ahead for which the page lists submissions. */
const daysAhead = 30;

const onePersonHtml = html`<h2>One person’s data</h2>
  <p>
    For whoever asks what is held about them, or to be erased before:
    <a href="/inbox/person/">one person’s data</a>, to look at, download or erase at once. On the server,
    <code>npm run inbox -- person export EMAIL</code> and <code>person erase EMAIL</code> do the same.
  </p>`;

/** Shows which submissions will be erased soon, so that staff can act before something still needed is erased. */
export async function showRetention(c: Context<AppEnv>, services: Services): Promise<Response> {
  await recordAction(c, services, 'retention viewed');
  const now = services.clock();
  const last = addDays(localDay(now), daysAhead);
  const expiring = await expiringBy({ ...services, ...services.config }, now, last);
  const inMatch = new Set(
    (await services.store.matches()).flatMap((match) => [match.mentee, match.mentor].map(subjectOf)),
  );
  return c.html(
    page({
      title: 'What will be erased',
      bar: staffBar(c),
      body: html`<h1>What will be erased</h1>
        <p>
          Each submission is kept as long as the <a href="/privacy/">privacy page</a> says, and then erased with its
          notes and mails. These go in the next ${daysAhead} days.
        </p>
        ${
          expiring.length === 0
            ? html`<p class="empty">Nothing will be erased in the next ${daysAhead} days.</p>`
            : tableHtml({
                kind: 'numbers',
                caption: 'Submissions that will be erased, soonest first',
                heads: ['Submission', 'Kept until the end of'],
                rows: expiring.map(
                  ({ submission, until }) =>
                    html`<tr>
                      <th scope="row"><a href="/inbox/${subjectOf(submission)}/">${submission.reference}</a></th>
                      <td>
                        ${dayWords(until)}${inMatch.has(subjectOf(submission)) ? '. Still matched: the other is told by email that the match has ended' : nothing}
                      </td>
                    </tr>`,
                ),
              })
        }
        ${isAtLeast(c, 'officer') ? onePersonHtml : nothing}`,
    }),
  );
}
