/** Every time zone by country and city, for whoever draws a list of them: build and server. Too large for a browser, which reads the list. */
import { rawTimeZones } from '@vvo/tzdb';
import { site } from '#site';
import { cityOf } from './zoned-time.ts';

export interface ZoneOption {
  /** IANA name of today: `Asia/Kolkata`. */
  zone: string;
  label: string;
  /** Other names that a device may have for it: `Asia/Calcutta`. */
  also: readonly string[];
}

export interface ZoneGroup {
  label: string;
  zones: readonly ZoneOption[];
}

/** How many of a zone's largest cities can be typed. */
const citiesEach = 2;

let groups: readonly ZoneGroup[] | undefined;

/**
 * The zones under the names of their countries, with the city where a country has several, and again under their largest cities, so that
 * "India", "Delhi" and "Vietnam" are found by typing. Countries are named as CLDR names them; zones, aliases and cities are those of tzdb.
 */
export const zoneGroups = (): readonly ZoneGroup[] => (groups ??= makeGroups());

/** Every zone of the list, each once. */
export const listedZones = (): string[] => rawTimeZones.map(({ name }) => name);

function makeGroups(): ZoneGroup[] {
  const countries = new Intl.DisplayNames([site.language], { type: 'region' });
  const known = new Set(Intl.supportedValuesOf('timeZone'));
  const zonesOf = Map.groupBy(rawTimeZones, ({ countryCode }) => countryCode);
  const country = (code: string) => countries.of(code) ?? code;
  const byCountry = rawTimeZones.map(({ name, countryCode, group }) => ({
    zone: name,
    label: country(countryCode) + (zonesOf.get(countryCode)!.length > 1 ? `: ${cityOf(name)}` : ''),
    also: group.filter((other) => other !== name && known.has(other)),
  }));
  const byCity = rawTimeZones.flatMap(({ name, countryCode, mainCities }) =>
    mainCities
      .slice(0, citiesEach)
      .map((city) => ({ zone: name, label: `${city}, ${country(countryCode)}`, also: [] })),
  );
  return [
    { label: 'Countries', zones: sorted(byCountry) },
    { label: 'Cities', zones: sorted(byCity) },
  ];
}

const sorted = (zones: readonly ZoneOption[]): ZoneOption[] => {
  const alphabet = new Intl.Collator(site.language);
  return zones.toSorted((a, b) => alphabet.compare(a.label, b.label));
};
