/** Shows a meeting by two clocks: in words to send, the changes of the clocks to come, the hours that suit both. */
import { deviceZone, listedZone } from '../../islands/listed-zone.ts';
import { copyButton } from './buttons.ts';
import { changesAfter, hoursForBoth, hoursTitle, inBothClocks } from './meeting.ts';
import { cityOf, instantAt, isKnown, offset, timeIn } from './zones.ts';

const tool = document.querySelector<HTMLElement>('[data-times]')!;
const control = (id: string) => document.getElementById(id) as HTMLInputElement | HTMLSelectElement;
const [from, zone, day, time] = [control('home'), control('zone'), control('day'), control('time')];
const found = tool.querySelector('[role=status]')!;
const suits = tool.querySelector('[data-suits]')!;

function element(name: string, ...content: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

function show(): void {
  found.replaceChildren();
  suits.replaceChildren();
  const home = from.value;
  for (const place of tool.querySelectorAll('[data-home]')) place.textContent = cityOf(home);
  const there = zone.value;
  const wall = Date.parse(`${day.value}T${time.value}Z`);
  if (there === '' || Number.isNaN(wall)) return;
  const unknown = [home, there].find((each) => !isKnown(each));
  if (unknown !== undefined) {
    found.append(
      `Your browser does not know the clock of ${cityOf(unknown)}. Choose another city in the same country.`,
    );
    return;
  }
  const instant = instantAt(home, wall);
  const words = `${inBothClocks(home, there, instant)}.`;
  found.append(
    element('p', element('strong', words)),
    ...changesAfter(home, there, instant).map((change) => element('p', change)),
  );
  const said = element('span');
  said.role = 'status';
  const actions = element(
    'div',
    ...copyButton(
      'Copy the first line',
      () => words,
      (what) => void (said.textContent = what),
    ),
    said,
  );
  actions.className = 'actions';
  suits.append(actions, hours(home, there, instant));
}

function hours(home: string, there: string, instant: number): HTMLElement {
  const cities = [home, there].map((each) => element('th', cityOf(each)));
  for (const city of cities) city.setAttribute('scope', 'col');
  const rows = hoursForBoth(home, there, instant).map((start) =>
    element('tr', ...[home, there].map((each) => element('td', timeIn(each, start)))),
  );
  const table = element(
    'table',
    element('caption', hoursTitle),
    element('thead', element('tr', ...cities)),
    element('tbody', ...rows),
  );
  table.className = 'dates';
  return table;
}

const own = listedZone(from as HTMLSelectElement, deviceZone());
if (own !== undefined) from.value = own;
if (day.value === '') day.value = new Date(Date.now() + offset(from.value, Date.now())).toISOString().slice(0, 10);
tool.addEventListener('input', show);
show();
