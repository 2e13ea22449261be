import { readersDeadline } from '#forms/deadline.ts';

/** Says beside the deadline what a clock shows where the reader is, when that differs from the site's zone. */
export function tellReadersTime(): void {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  for (const place of document.querySelectorAll<HTMLElement>('[data-readers-deadline]')) {
    const words = readersDeadline(place.dataset['readersDeadline']!, timeZone);
    place.textContent = words === undefined ? '' : ` (${words})`;
  }
}
