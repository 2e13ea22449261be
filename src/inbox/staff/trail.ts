import type { Context } from 'hono';
import type { App, AppParts } from '../app.ts';
import type { SubmissionName } from '../store.ts';
import { readView, viewAddress, viewQuery, type ListView } from './list-filter.ts';
import { pageIn } from './pages.ts';

/**
 * The list from which one came to a submission, with its filter, order and page. It stands in the address, as `list`, and nowhere else:
 * each link and form of the page takes it along. It is read as the list reads its own address, so that it leads to the list whatever it is.
 */
export interface Trail {
  view: ListView;
  /** Address of the list; at the row of a submission, where one is named. */
  back: (at?: SubmissionName) => string;
  /** The same address, with the list. */
  along: (address: string) => string;
}

export function trailFrom(view: ListView, page: number): Trail {
  const list = viewQuery(view, page);
  return {
    view,
    back: (at) => viewAddress(view, page) + (at ? `#${at.submissionId}` : ''),
    along(address) {
      if (list === '') return address;
      const [path = '', place] = address.split('#');
      const named = `${path}${path.includes('?') ? '&' : '?'}list=${encodeURIComponent(list)}`;
      return place === undefined ? named : `${named}#${place}`;
    },
  };
}

export function readTrail(c: Context<App>, { forms }: Pick<AppParts, 'forms'>): Trail {
  const query = new URLSearchParams(c.req.query('list'));
  const view = readView(
    query,
    forms.map(({ id }) => id),
  );
  return trailFrom(view, pageIn(query.get('page') ?? undefined));
}
