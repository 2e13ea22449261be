import { site } from '#site';
import { formatInstant } from '#forms/dates/deadline.ts';
import { cityOf } from '#forms/dates/zoned-time.ts';
import { whenReleased } from '../dom/hold-press.ts';
import { now, setLead } from './server-clock.ts';

/** Largest difference between the clocks that counts as correct, in milliseconds. */
const tolerance = 60_000;

/** Milliseconds to wait for the server's response. */
const responseTimeout = 5_000;

/** Sends the lead of the server's clock, in milliseconds, to `scripts/round-state.ts`. */
const announce = (lead: number) => document.dispatchEvent(new CustomEvent('clock-lead', { detail: lead }));

/**
 * Switches the page to the server's clock when the device's is wrong by more than a minute, and shows its time where the form has a round.
 * Uses the device's clock when the server does not respond.
 */
export async function followServerClock(): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-servers-time]');
  const lead = await leadOfServer();
  await whenReleased();
  if (lead === undefined || Math.abs(lead) <= tolerance) return;
  setLead(lead);
  announce(lead);
  if (!place) return;
  const showTime = () => {
    place.textContent = `The clock of this device is wrong. In ${cityOf(site.timeZone)} it is ${formatInstant(now().toISOString())}: that counts.`;
  };
  showTime();
  place.hidden = false;
  setInterval(showTime, 10_000);
}

/** Returns the lead by the Date header of a response, to the second. Assumes that the server answered half-way through the request. */
async function leadOfServer(): Promise<number | undefined> {
  const requestedAt = Date.now();
  try {
    const { headers } = await fetch(location.pathname, {
      method: 'HEAD',
      cache: 'no-store',
      signal: AbortSignal.timeout(responseTimeout),
    });
    const serverTime = Date.parse(headers.get('Date') ?? '');
    return Number.isNaN(serverTime) ? undefined : serverTime - (requestedAt + Date.now()) / 2;
  } catch {
    // Offline, or too slow to be precise.
    return undefined;
  }
}
