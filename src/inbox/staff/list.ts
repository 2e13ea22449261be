import type { Context } from 'hono';
import type { App, AppParts } from '../app.ts';
import { isAtLeast } from '../guards/may.ts';
import { nameOf } from '../submissions/name-of.ts';
import { aboutOf } from './about.ts';
import { staffBar } from './bar.ts';
import { doneWords } from './change-ticked.ts';
import { colleagues } from './choices.ts';
import { recordDeed } from './deed.ts';
import { deadlineOf, findPage } from './find.ts';
import { readView, viewQuery } from './list-filter.ts';
import { listPage, type Ticked } from './list-page.ts';

export async function showList(c: Context<App>, parts: AppParts): Promise<Response> {
  const address = new URL(c.req.url).searchParams;
  const done = doneWords(address.get('done') ?? undefined, address.get('unpaired') ?? undefined);
  return drawList(c, parts, address, { done });
}

interface Drawn {
  /** What was done, or why not. */
  done?: string | undefined;
  /** What was ticked and chosen, and not done. */
  ticked?: Ticked;
  status?: 200 | 422;
}

/** Shows the list that an address asks for. */
export async function drawList(
  c: Context<App>,
  parts: AppParts,
  address: URLSearchParams,
  { done, ticked, status = 200 }: Drawn,
): Promise<Response> {
  const { store, forms } = parts;
  const view = readView(
    address,
    forms.map(({ id }) => id),
  );
  const { place, found } = await findPage(parts, view, address.get('page') ?? undefined);
  // One entry a request. The words are left out: they may be a name.
  const looked = viewQuery({ ...view, words: '' }, place.page);
  await recordDeed(c, parts, view.words === '' ? 'list viewed' : 'list searched', view.form ?? 'all forms', looked);
  return c.html(
    listPage({
      bar: staffBar(c),
      mayChange: isAtLeast(c, 'officer'),
      mayExport: isAtLeast(c, 'admin'),
      forms,
      rounds: parts.rounds.toReversed(),
      colleagues: await colleagues(parts),
      view,
      counts: await store.counts(view),
      entries: found.map(({ submission, content }) => ({
        submission,
        name: nameOf(content),
        about: aboutOf(submission.form, content),
        deadline: deadlineOf(content),
      })),
      now: parts.clock(),
      place,
      done,
      ticked,
    }),
    status,
  );
}
