import { deviceZone, listedZone } from '../../listed-zone.ts';

/** Puts the zone of this device first in the form's list of zones, to be chosen at once, where it is another than the one that stands there. */
export function offerDeviceZone(paper: HTMLFormElement): void {
  const list = paper.querySelector<HTMLSelectElement>('select[name="timeZone"]');
  const zone = list ? listedZone(list, deviceZone()) : undefined;
  if (!list || !zone || zone.value === list.value || list.querySelector('[data-device]')) return;
  const group = document.createElement('optgroup');
  group.label = 'This device';
  group.dataset['device'] = '';
  group.append(new Option(zone.text, zone.value));
  list.prepend(group);
}
