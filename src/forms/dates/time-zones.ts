/** Every time zone by country and city, for whoever draws a list of them: build and server. Too large for a browser, which reads the list. */
import { rawTimeZones, type RawTimeZone } from '@vvo/tzdb';
import { site } from '#site';
import type { Refuse } from '../fields/refuse.ts';
import { foldCode } from '../answers/answers.ts';
import { otherCities, otherCountries } from './zone-names.ts';
import { cityOf, isZone } from './zoned-time.ts';

export interface ZoneOption {
  /** IANA name of today: `Asia/Kolkata`. */
  zone: string;
  label: string;
  /** Other names that a device may have for it: `Asia/Calcutta`. */
  also: readonly string[];
  /** True for the name of a country that is shown for a zone; the others are there to be found. */
  isMain?: boolean;
}

export interface ZoneGroup {
  label: string;
  zones: readonly ZoneOption[];
}

let groups: readonly ZoneGroup[] | undefined;

/**
 * The zones under the names of their countries, with the city where a country has several; again under their largest cities; and under other
 * names, so that "India", "Delhi", "UK" and "Saigon" are found by typing. Countries are named as CLDR names them; zones, aliases and cities are
 * those of tzdb; other names those of `zone-names.ts`.
 */
export const zoneGroups = (): readonly ZoneGroup[] => (groups ??= makeGroups());

/** Returns the zone that a name means, as the list has it; refuses a name that means none, or several. */
export type ZoneNames = (name: string, refuse: Refuse) => string;

/** Short names as Intl takes for one zone of several: it reads BST as Dhaka's. */
const abbreviated = /^[A-Z]{3,4}(?:\d[A-Z]{0,3})?$/;

/** Reads the name of a zone, today's or an earlier one ("Asia/Calcutta"), or a country or city of the list ("India", "Delhi"). */
export const zoneNamed: ZoneNames = (name, refuse) => {
  const found = zonesByName().find((names) => names.has(plain(name)));
  const [zone, ...others] = found?.get(plain(name)) ?? [];
  if (zone !== undefined && others.length === 0) return zone;
  if (name.includes('/') && isZone(name)) return name;
  if (zone !== undefined)
    return refuse(
      found === zonesByName()[1]
        ? `Select your time zone by a city: ${name} has several time zones`
        : `Select your time zone by a country: cities in several are called ${name}`,
    );
  return refuse(
    abbreviated.test(name)
      ? `Select your time zone by a country or city: ${name} can mean several`
      : `Select your time zone by a country or a big city: the list has no “${name}”`,
  );
};

/** Returns a name without what keyboards and people leave out: capitals, accents, the forms of full-width letters, "the", "Saint" in full. */
const plain = (name: string): string =>
  withoutAccents(foldCode(name))
    .replace(/[‘’ʼ]/g, "'")
    .toLowerCase()
    .replace(/^the /, '')
    .replace(/^(?:saint|st\.) /, 'st ')
    .replace(/ and /, ' & ');

const withoutAccents = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '');

/** Returns true for a zone that is named after a city: not "US/Eastern", nor "Etc/GMT". */
const hasCity = (zone: string): boolean =>
  /^(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//.test(zone);

type Names = ReadonlyMap<string, ReadonlySet<string>>;

let byName: readonly Names[] | undefined;

/** The zones that a name can mean: of zones, else of countries, else of the cities that zones are named after, else of all cities. */
function zonesByName(): readonly Names[] {
  const named = (each: (zone: RawTimeZone) => readonly string[]): Names => {
    const names = new Map<string, Set<string>>();
    for (const zone of rawTimeZones)
      for (const name of each(zone)) names.set(plain(name), (names.get(plain(name)) ?? new Set()).add(zone.name));
    return names;
  };
  return (byName ??= [
    // Of the earlier names, abbreviations such as EST mean several zones: Panama is one of them.
    new Map([
      ...named(({ name, group }) => [name, ...group.filter((other) => !abbreviated.test(other))]),
      ...['utc', 'etc/utc'].map((name) => [name, new Set(['UTC'])] as const),
    ]),
    named(({ countryCode }) => countryNames(countryCode)),
    named(({ name }) => [cityOf(name)]),
    named(({ name, group, mainCities }) => [
      ...mainCities,
      ...group.filter(hasCity).map(cityOf),
      ...(otherCities[name] ?? []),
    ]),
    // As the list has them: "Delhi, India".
    new Map(
      zoneGroups().flatMap(({ zones }) => zones.map(({ zone, label }) => [plain(label), new Set([zone])] as const)),
    ),
  ]);
}

/** Every zone of the list, each once. */
export const listedZones = (): string[] => rawTimeZones.map(({ name }) => name);

/** Returns the names of a country, that of CLDR first. */
function countryNames(code: string): string[] {
  const names = (['long', 'short'] as const).map(
    (style) => new Intl.DisplayNames([site.language], { type: 'region', style }).of(code) ?? code,
  );
  return [...new Set([...names, ...(otherCountries[code] ?? [])])];
}

function makeGroups(): ZoneGroup[] {
  const known = new Set(Intl.supportedValuesOf('timeZone'));
  const alphabet = new Intl.Collator(site.language);
  const zonesOf = Map.groupBy(rawTimeZones, ({ countryCode }) => countryCode);
  const ofCountries = [...zonesOf]
    .map(([code, zones]) => ({ country: countryNames(code)[0]!, ...optionsOf(code, zones, known) }))
    .toSorted((a, b) => alphabet.compare(a.country, b.country));
  const sorted = (zones: readonly ZoneOption[]) => zones.toSorted((a, b) => alphabet.compare(a.label, b.label));
  return [
    // "UK" stands before "Ukraine": a browser's list finds the first that begins with what is typed.
    { label: 'Countries', zones: sorted(ofCountries.flatMap(({ countries }) => countries)) },
    // In the order of the countries, as this compresses to three quarters of the size. Nobody reads it from the top: it is typed into.
    { label: 'Cities, by country', zones: ofCountries.flatMap(({ cities }) => sorted(cities)) },
  ];
}

/** Returns the choices of a country: its zones under each of its names, and its cities. */
function optionsOf(code: string, zones: readonly RawTimeZone[], known: ReadonlySet<string>) {
  const names = countryNames(code);
  const [country = ''] = names;
  const countries: ZoneOption[] = [];
  const cities = new Map<string, ZoneOption>();
  for (const { name: zone, group, mainCities } of zones) {
    const city = zones.length > 1 ? `: ${cityOf(zone)}` : '';
    const also = group.filter((other) => other !== zone && known.has(other));
    for (const name of names) {
      const isMain = name === country;
      countries.push({ zone, label: name + city, also: isMain ? also : [], isMain });
    }
    const others = [...mainCities, cityOf(zone)].map(withoutAccents).concat(otherCities[zone] ?? []);
    const isFound = (name: string) => [country, ...mainCities].some((listed) => listed.startsWith(name));
    for (const name of [...mainCities, ...others.filter((each) => !isFound(each))]) {
      const label = `${name}, ${country}`;
      if (!cities.has(label)) cities.set(label, { zone, label, also: [] });
    }
  }
  return { countries, cities: [...cities.values()] };
}
