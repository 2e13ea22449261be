/** Every time zone by country and city, for whoever draws a list of them: build and server. Too large for a browser, which reads the list. */
import { rawTimeZones } from '@vvo/tzdb';
import { site } from '#site';
import type { Refuse } from '../fields/refuse.ts';
import { foldCode } from '../answers/answers.ts';
import { cityOf, isZone } from './zoned-time.ts';

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

/** Returns the zone that a name means, as the list has it; refuses a name that means none, or several. */
export type ZoneNames = (name: string, refuse: Refuse) => string;

/** Short names as Intl takes for one zone of several: it reads BST as Dhaka's. */
const abbreviated = /^[A-Z]{3,4}(?:\d[A-Z]{0,3})?$/;

/** Reads the name of a zone, today's or an earlier one ("Asia/Calcutta"), or a country or city of the list ("India", "Delhi"). */
export const zoneNamed: ZoneNames = (name, refuse) => {
  const found = zonesByName().get(plain(name)) ?? (name.includes('/') && isZone(name) ? name : undefined);
  const isCountry = zoneGroups()[0]!.zones.some(({ label }) => plain(label).startsWith(`${plain(name)}: `));
  if (found === undefined && isCountry)
    return refuse(`Select your time zone by a city: ${name} has several time zones`);
  return (
    found ??
    refuse(
      abbreviated.test(name)
        ? `Select your time zone by a country or city: ${name} can mean several`
        : 'Select your time zone',
    )
  );
};

/** Returns a name without what keyboards leave out: capitals, accents, the forms of full-width letters. */
const plain = (name: string): string =>
  foldCode(name).normalize('NFD').replace(/\p{M}/gu, '').replace(/[‘’ʼ]/g, "'").toLowerCase();

/** Returns true for a zone that is named after a city: not "US/Eastern", nor "Etc/GMT". */
const hasCity = (zone: string): boolean =>
  /^(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//.test(zone);

let byName: ReadonlyMap<string, string> | undefined;

function zonesByName(): ReadonlyMap<string, string> {
  if (byName) return byName;
  const names = new Map<string, string>([
    ['utc', 'UTC'],
    ['etc/utc', 'UTC'],
  ]);
  const add = (name: string, zone: string) => names.set(plain(name), names.get(plain(name)) ?? zone);
  for (const { name } of rawTimeZones) add(name, name);
  // Of the earlier names, abbreviations such as EST mean several zones: Panama is one of them.
  for (const { name, group } of rawTimeZones) for (const other of group) if (!abbreviated.test(other)) add(other, name);
  for (const { zones } of zoneGroups())
    for (const { zone, label } of zones) for (const each of [label, label.split(', ')[0]!]) add(each, zone);
  for (const { name, group, mainCities } of rawTimeZones)
    for (const city of [...mainCities, ...[name, ...group].filter(hasCity).map(cityOf)]) add(city, name);
  return (byName = names);
}

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
