/** Shows a meeting in two time zones: in words to send, with coming clock changes and the hours that suit both people. */
import { copyButton } from './buttons.ts';
import { changesAfter, hoursForBoth, hoursTitle, inBothClocks } from './meeting.ts';
import { cityOf, instantAt, isKnown, offset, timeIn } from './zones.ts';

const tool = document.querySelector<HTMLElement>('[data-times]')!;
const home = tool.dataset['times']!;
const control = (id: string) => document.getElementById(id) as HTMLInputElement | HTMLSelectElement;
const [zone, day, time] = [control('zone'), control('day'), control('time')];
const result = tool.querySelector('[role=status]')!;
const suits = tool.querySelector('[data-suits]')!;

function element(name: string, ...content: (Node | string)[]): HTMLElement {
  const created = document.createElement(name);
  created.append(...content);
  return created;
}

function show(): void {
  result.replaceChildren();
  suits.replaceChildren();
  const there = zone.value;
  const wall = Date.parse(`${day.value}T${time.value}Z`);
  if (there === '' || Number.isNaN(wall)) return;
  if (!isKnown(there)) {
    result.append(`Your browser does not know the clock of ${cityOf(there)}. Choose another city in the same country.`);
    return;
  }
  const instant = instantAt(home, wall);
  const words = `${inBothClocks(home, there, instant)}.`;
  result.append(
    element('p', element('strong', words)),
    ...changesAfter(home, there, instant).map((change) => element('p', change)),
  );
  const status = element('span');
  status.role = 'status';
  const actions = element(
    'div',
    ...copyButton(
      'Copy the first line',
      () => words,
      (message) => void (status.textContent = message),
    ),
    status,
  );
  actions.className = 'actions';
  suits.append(actions, hours(there, instant));
}

function hours(there: string, instant: number): HTMLElement {
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

if (day.value === '') day.value = new Date(Date.now() + offset(home, Date.now())).toISOString().slice(0, 10);
tool.addEventListener('input', show);
show();
