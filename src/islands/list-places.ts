import { importWithRetry } from './import-with-retry.ts';

let list: HTMLDataListElement | undefined;

/** Suggests places while someone types a time zone into this control. Any name may be typed; the suggestions are only a help. */
export function listPlaces(control: HTMLInputElement): void {
  const suggest = async () => {
    const { zonesByPlace } = await importWithRetry(() => import('#forms/dates/time-zones.ts'));
    if (!list) {
      list = document.createElement('datalist');
      list.id = 'places';
      list.append(...[...zonesByPlace().keys()].map((place) => new Option('', place)));
      document.body.append(list);
    }
    control.setAttribute('list', list.id);
  };
  // If they cannot be loaded, the next focus tries again.
  const suggestOnce = () => void (control.list ?? suggest().catch(() => undefined));
  control.addEventListener('focus', suggestOnce);
  // Somebody can be in the control before this script.
  if (document.activeElement === control) suggestOnce();
}
