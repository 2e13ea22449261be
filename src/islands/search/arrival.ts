/**
 * What a result hands to the page it leads to: which words to mark. It goes through this tab's storage, so that no query stands in an address
 * other than the search page's.
 */
export interface Arrival {
  /** Path of the page. */
  path: string;
  words: readonly string[];
}

const KEY = 'search-arrival';

export function announceArrival(link: HTMLAnchorElement, words: readonly string[]): void {
  const arrival: Arrival = { path: link.pathname, words };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(arrival));
  } catch {
    // Storage is blocked: the page opens at the right place without marked words.
  }
}

/** What was announced for this page, once. */
export function takeArrival(): Arrival | null {
  try {
    const text = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    const arrival = text === null ? null : (JSON.parse(text) as Arrival);
    return arrival?.path === location.pathname ? arrival : null;
  } catch {
    return null;
  }
}
