import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import type { SubmissionName } from '../../stores/store.ts';
import { readView, viewAddress, viewQuery, type ListView } from './list-filter.ts';
import { readPageNumber } from '../ui/pagination.ts';

/**
 * The list that a member of staff came from, with its filter, order and page. It is stored only in the address, as `list`, and each link
 * and form of a submission's page passes it on. It is parsed like the list's own address, so that it cannot lead anywhere but to the list.
 */
export interface ReturnTo {
  view: ListView;
  /** Returns the address of the list; with a submission, the address of its row. */
  back: (at?: SubmissionName) => string;
  /** Returns the address of the list with the code of a message, read by `doneWords`. */
  backAfter: (done: string) => string;
  /** Returns the address with the list added. */
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
