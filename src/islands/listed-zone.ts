/** The time zone of this device, as its browser names it. */
export const deviceZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The choice of a list of zones (components/ZoneOptions.astro) for a zone, whichever of its names is given; undefined where there is none. */
export const listedZone = (list: HTMLSelectElement, zone: string): string | undefined =>
  [...list.options].find(({ value, dataset }) => value === zone || dataset['also']?.split(' ').includes(zone))?.value;
