import { site } from '#site';
import { formatInstant } from '#forms/deadline.ts';
import { cityOf } from '#forms/zoned-time.ts';
import { now, setLead } from './server-clock.ts';

/** From here on the clock of the device is called wrong, in milliseconds. */
const tolerance = 60_000;

/** How long the server may take to tell its time, in milliseconds. */
const patience = 5_000;

/** Tells `scripts/round-state.ts` how far the server's clock is ahead, in milliseconds. */
const announce = (lead: number) => document.dispatchEvent(new CustomEvent('clock-lead', { detail: lead }));

/**
 * Where a form waits for a round and the device's clock is off by more than a minute: says what time it is by the server's, which
 * decides, and lets the page follow that. Where the server cannot be asked, the device's clock stands.
 */
export async function followServerClock(): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-servers-time]');
  const lead = place ? await leadOfServer() : undefined;
  if (!place || lead === undefined || Math.abs(lead) <= tolerance) return;
  setLead(lead);
  announce(lead);
  const tell = () => {
    place.textContent = `The clock of this device is wrong. In ${cityOf(site.timeZone)} it is ${formatInstant(now().toISOString())}: that counts.`;
  };
  tell();
  place.hidden = false;
  setInterval(tell, 10_000);
}

/** Any answer of the site tells the time, to the second; the answer is taken to be half-way between asking and hearing. */
async function leadOfServer(): Promise<number | undefined> {
  const asked = Date.now();
  try {
    const { headers } = await fetch(location.pathname, {
      method: 'HEAD',
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    });
    const told = Date.parse(headers.get('Date') ?? '');
    return Number.isNaN(told) ? undefined : told - (asked + Date.now()) / 2;
  } catch {
    // Offline, or too slow to be of use.
    return undefined;
  }
}
