/** Shows a meeting in two time zones: in words to send, with coming clock changes and the hours that suit both people. */
import type { ZoneNames } from '#forms/dates/time-zones.ts';
import { deviceZone } from '../../islands/device-zone.ts';
import { importWithRetry } from '../../islands/import-with-retry.ts';
import { listPlaces } from '../../islands/list-places.ts';
import { offerCopy } from './offer-copy.ts';
import { changesAfter, hoursForBoth, hoursTitle, inBothClocks } from './meeting.ts';
import { zoneCity, instantAt, isKnown, offset, timeIn } from './zones.ts';

const tool = document.querySelector<HTMLElement>('[data-times]')!;
const control = (id: string) => document.getElementById(id) as HTMLInputElement;
const [from, zone, day, time] = [control('home'), control('zone'), control('day'), control('time')];
const result = tool.querySelector('.found')!;
const suits = tool.querySelector<HTMLElement>('[data-suits]')!;
const copied = suits.querySelector('[role=status]')!;

function element(name: string, ...content: (Node | string)[]): HTMLElement {
  const created = document.createElement(name);
  created.append(...content);
  return created;
}

/** Reads names of zones, once somebody has begun to give one. */
let zoneNamed: ZoneNames | undefined;

/** Returns the zone that a control names, or '' for none; says why a name is refused. */
function zoneIn({ value }: HTMLInputElement): string {
  const name = value.trim();
  if (name === zoneCity(deviceZone())) return deviceZone();
  return name === '' ? '' : (zoneNamed?.(name, (sentence) => (result.append(element('p', `${sentence}.`)), '')) ?? '');
}

function show(): void {
  result.replaceChildren();
  suits.hidden = true;
  copied.textContent = '';
  const home = zoneIn(from);
  const there = zoneIn(zone);
  if (home === '') return;
  for (const place of tool.querySelectorAll('[data-home]')) place.textContent = zoneCity(home);
  const wall = Date.parse(`${day.value}T${time.value}Z`);
  if (there === '' || Number.isNaN(wall)) return;
  const unknown = [home, there].find((each) => !isKnown(each));
  if (unknown !== undefined) {
    result.append(
      `Your browser does not know the clock of ${zoneCity(unknown)}. Choose another city in the same country.`,
    );
    return;
  }
  const instant = instantAt(home, wall);
  const words = `${inBothClocks(home, there, instant)}.`;
  result.append(
    element('p', element('strong', words)),
    ...changesAfter(home, there, instant).map((change) => element('p', change)),
  );
  suits.querySelector('[data-there]')!.textContent = zoneCity(there);
  suits
    .querySelector('tbody')!
    .replaceChildren(
      ...hoursForBoth(home, there, instant).map((start) =>
        element('tr', ...[home, there].map((each) => element('td', timeIn(each, start)))),
      ),
    );
  suits.hidden = false;
}

suits.querySelector('caption')!.textContent = hoursTitle;
offerCopy(
  suits.querySelector('button')!,
  () => result.querySelector('strong')!.textContent,
  (words) => void (copied.textContent = words),
);
from.value = zoneCity(deviceZone());
if (day.value === '') day.value = new Date(Date.now() + offset(deviceZone(), Date.now())).toISOString().slice(0, 10);
for (const each of [from, zone]) listPlaces(each);
/** Shows what the controls say. Tries again to load the names where that failed before: a connection comes back. */
async function read(): Promise<void> {
  show();
  if (zoneNamed) return;
  try {
    ({ zoneNamed } = await importWithRetry(() => import('#forms/dates/time-zones.ts')));
    show();
  } catch {
    result.textContent = 'The names of places did not load. Check your connection and try again.';
  }
}
tool.addEventListener('focusin', () => {
  if (!zoneNamed) void read();
});
tool.addEventListener('input', () => void read());
show();
