import { importWithRetry } from './import-with-retry.ts';

/** Offers places to whoever begins to type the name of a time zone into this control, which is read without them as well. */
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
  control.addEventListener('focus', () => void (control.list ?? offer().catch(() => undefined)));
}
