import { useEffect } from 'preact/hooks';
import { cityOf, zoneWords } from '#forms/dates/zoned-time.ts';
import { site } from '#site';
import { deviceZone, nameHere } from '../../device-zone.ts';
import { importWithRetry } from '../../import-with-retry.ts';
import { listPlaces } from '../../list-places.ts';
import { controlsOf } from '../dom/form-answers.ts';
import type { FormElements } from '../dom/form-elements.ts';
import { typeAnswer } from '../dom/type-answer.ts';

interface Props {
  elements: FormElements;
  /** Name of the field. */
  name: string;
  typed: string;
  /** The zone that was read from the typed text; undefined when it is wrong. */
  read: string | undefined;
}

/** Offers places while a time zone is typed, and the zone of this device where that is another than the site's. */
export function ZoneHelp({ elements, name, typed, read }: Props) {
  useEffect(() => listPlaces(controlsOf(elements.form, name)[0] as HTMLInputElement), []);
  const zone = deviceZone();
  const city = cityOf(zone);
  const isChosen = [city, zone].includes(typed) || (read?.includes('/') && nameHere(read) === zone);
  if (zone === nameHere(site.timeZone) || isChosen) return null;
  const use = async () => {
    // Without the names, the name of the zone itself is read as well.
    const named = await importWithRetry(() => import('#forms/dates/time-zones.ts')).catch(() => undefined);
    typeAnswer(elements.form, name, named?.nameOf(zone) ?? zone);
  };
  return (
    <p class="read-back">
      This device is on {zoneWords(zone)}.{' '}
      <button type="button" class="link" onClick={() => void use()}>
        Use {city}
      </button>
    </p>
  );
}
