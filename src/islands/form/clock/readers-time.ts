import { readersDeadline } from '#forms/dates/deadline.ts';

/** Shows the deadline in the reader's time zone when that differs from the site's. */
export function showReadersTime(): void {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  for (const place of document.querySelectorAll<HTMLElement>('[data-readers-deadline]')) {
    const words = readersDeadline(place.dataset['readersDeadline']!, timeZone);
    place.textContent = words === undefined ? '' : ` (${words})`;
  }
}
