/**
 * The words that an opened search result marks on its page. They are passed in this tab's storage, so that the query appears in no address
 * except the search page's.
 */
export interface SearchArrival {
  /** Path of the page. */
  path: string;
  words: readonly string[];
}

const KEY = 'search-arrival';

export function announceArrival(link: HTMLAnchorElement, words: readonly string[]): void {
  const arrival: SearchArrival = { path: link.pathname, words };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(arrival));
  } catch {
    // Storage is blocked: the page opens without marked words.
  }
}

/** Returns and deletes the arrival announced for this page; null when there is none. */
export function takeArrival(): SearchArrival | null {
  try {
    const text = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    const arrival = text === null ? null : (JSON.parse(text) as SearchArrival);
    return arrival?.path === location.pathname ? arrival : null;
  } catch {
    return null;
  }
}
