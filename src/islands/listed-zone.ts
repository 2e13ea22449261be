/** The time zone of this device, as its browser names it. */
export const deviceZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Returns the main option of a list of zones (components/ZoneOptions.astro) for a zone under any of its names; undefined if the list lacks it. */
export const listedZone = (list: HTMLSelectElement, zone: string): HTMLOptionElement | undefined =>
  [...list.options].find(
    ({ value, dataset }) => !('other' in dataset) && (value === zone || dataset['also']?.split(' ').includes(zone)),
  );
