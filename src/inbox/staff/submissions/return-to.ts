import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import type { SubmissionName } from '../../stores/types/store.ts';
import { readView, viewAddress, viewQuery, type ListView } from './list-filter.ts';
import { readPageNumber } from '../ui/pagination.ts';

/**
 * The list from which one came to a submission, with its filter, order and page. It stands in the address, as `list`, and nowhere else:
 * each link and form of the page takes it along. It is read as the list reads its own address, so that it leads to the list whatever it is.
 */
export interface ReturnTo {
  view: ListView;
  /** Address of the list; at the row of a submission, where one is named, or with what was done. */
  back: (at?: SubmissionName) => string;
  backAfter: (done: string) => string;
  /** The same address, with the list. */
  withList: (address: string) => string;
}

export function returnToFrom(view: ListView, page: number): ReturnTo {
  const list = viewQuery(view, page);
  return {
    view,
    back: (at) => viewAddress(view, page) + (at ? `#${at.submissionId}` : ''),
    backAfter: (done) => withParameter(viewAddress(view, page), 'done', done),
    withList: (address) => (list === '' ? address : withParameter(address, 'list', list)),
  };
}

function withParameter(address: string, name: string, value: string): string {
  const [path = '', fragment] = address.split('#');
  const extended = `${path}${path.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`;
  return fragment === undefined ? extended : `${extended}#${fragment}`;
}

export function readReturnTo(c: Context<AppEnv>, { forms }: Pick<Services, 'forms'>): ReturnTo {
  const query = new URLSearchParams(c.req.query('list'));
  const view = readView(
    query,
    forms.map(({ id }) => id),
  );
  return returnToFrom(view, readPageNumber(query.get('page') ?? undefined));
}
