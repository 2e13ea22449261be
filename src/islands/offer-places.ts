import { importWithRetry } from './import-with-retry.ts';

/** Suggests places while someone types a time zone into this control. Any name may be typed; the suggestions are only a help. */
export function offerPlaces(control: HTMLInputElement): void {
  const offer = async () => {
    const { offered } = await importWithRetry(() => import('#forms/dates/time-zones.ts'));
    let list = document.getElementById('places');
    if (!list) {
      list = document.createElement('datalist');
      list.id = 'places';
      list.append(...[...offered().keys()].map((place) => new Option('', place)));
      document.body.append(list);
    }
    control.setAttribute('list', list.id);
  };
  // If they cannot be loaded, the next focus tries again.
  const offerOnce = () => void (control.list ?? offer().catch(() => undefined));
  control.addEventListener('focus', offerOnce);
  // Somebody can be in the control before this script.
  if (document.activeElement === control) offerOnce();
}
