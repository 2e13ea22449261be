import type { Status } from '../../statuses.ts';
import type { OfferAnswer } from './offers.ts';

/** How many submissions of a round are erased, by their last status; `again` of somebody who applied before. Or how many mentors were asked such a question, by answer. */
export type ErasedCount =
  | { what: 'mentee' | 'again' | 'ask'; state: Status; count: number }
  | { what: 'asked'; state: OfferAnswer; count: number };
