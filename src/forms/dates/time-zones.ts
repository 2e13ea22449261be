/** Reads the names of time zones, for the server and for whoever begins to type one: it has the zones of every country. */
import { rawTimeZones, type RawTimeZone } from '@vvo/tzdb';
import { site } from '#site';
import type { Refuse } from '../answers/refuse.ts';
import { foldCode } from '../answers/answers.ts';
import { mainZones, namedTimes, otherCities, otherCountries } from './zone-names.ts';
import { cityOf, isZone } from './zoned-time.ts';

/** Returns the zone that a name means, by its name of today; refuses a name that means none, or several. */
export type ZoneNames = (name: string, refuse: Refuse) => string;

/** Short names, which Intl takes for one zone although they mean several: it reads BST as Dhaka's. */
const abbreviated = /^[A-Z]{3,4}(?:\d[A-Z]{0,3})?$/;

/** An offset. Where clocks change in summer, it holds for half of the year. */
const offset = /^(?:UTC|GMT|Z)?\s*[+−–-]\s*\d/i;

/** Reads the name of a zone, today's or an earlier one ("Asia/Calcutta"), or a country or city ("India", "Delhi"), a country also by its own name ("Italia"). */
export const zoneNamed: ZoneNames = (name, refuse) => {
  const found = zonesByName().find((names) => names.has(plain(name)));
  const [zone, ...others] = found?.get(plain(name)) ?? zonesInCountry(name);
  if (zone !== undefined && others.length === 0) return zone;
  if (name.includes('/') && isZone(name)) return name;
  if (zone !== undefined)
    return refuse(
      found === zonesByName()[1]
        ? `Enter your time zone by a city: ${name} has several time zones`
        : `Enter your time zone by a city and its country: several are called ${name}`,
    );
  if (offset.test(name))
    return refuse(`Enter your time zone by a country or city: ${name} does not say when your clocks change`);
  const country = countriesByOwnName().get(plain(name));
  if (country !== undefined) return zoneNamed(country, refuse);
  return refuse(
    abbreviated.test(name)
      ? `Enter your time zone by a country or city: ${name} can mean several`
      : `Enter your time zone by a country or a big city: we know none called “${name}”`,
  );
};

/** Returns a name that is read as this zone: its city, or its own name where the city means another zone, or none. */
export const nameOf = (zone: string): string => {
  const unread = () => '' as const;
  return zoneNamed(cityOf(zone), unread) === zoneNamed(zone, unread) ? cityOf(zone) : zone;
};

/** Returns a name without what keyboards and people leave out or add: capitals, accents, full stops, full-width letters, "the", "time", "standard time", "Saint" in full, what joins two names. */
const plain = (name: string): string =>
  withoutAccents(foldCode(name))
    .replace(/[‘’ʼ]/g, "'")
    .toLowerCase()
    .replaceAll('.', '')
    .replace(/[\s,:/()-]+/g, ' ')
    .trim()
    .replace(/^the |(?: standard| summer| daylight)? time$/g, '')
    .replace(/^saint /, 'st ')
    .replace(/ and /, ' & ');

const withoutAccents = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '');

/** Returns true for a zone that is named after a city: not "US/Eastern", nor "Etc/GMT". */
const hasCity = (zone: string): boolean =>
  /^(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//.test(zone);

type ZonesByName = ReadonlyMap<string, ReadonlySet<string>>;

let byName: readonly ZonesByName[] | undefined;

/** The zones that a name can mean: of zones, else of countries, else of the cities that zones are named after, else of all cities. */
function zonesByName(): readonly ZonesByName[] {
  const named = (each: (zone: RawTimeZone) => readonly string[]): ZonesByName => {
    const names = new Map<string, Set<string>>();
    for (const zone of rawTimeZones)
      for (const name of each(zone)) names.set(plain(name), (names.get(plain(name)) ?? new Set()).add(zone.name));
    return names;
  };
  return (byName ??= [
    // Of the earlier names, abbreviations such as EST mean several zones: Panama is one of them.
    new Map([
      ...named(({ name, group }) => [name, ...group.filter((other) => !abbreviated.test(other))]),
      ...['UTC', 'Etc/UTC'].map((name) => [plain(name), new Set(['UTC'])] as const),
    ]),
    named(({ name, countryCode }) => ((mainZones[countryCode] ?? name) === name ? countryNames(countryCode) : [])),
    named(({ name }) => [cityOf(name)]),
    named(({ name, group, mainCities }) => [
      ...mainCities,
      ...group.filter(hasCity).map(cityOf),
      ...(otherCities[name] ?? []),
    ]),
    new Map(Object.entries(namedTimes).map(([time, zone]) => [plain(time), new Set([zone])])),
    // As they are suggested: "Delhi, India".
    new Map([...zonesByPlace()].map(([place, zone]) => [plain(place), new Set([zone])])),
  ]);
}

/** Returns the zones of a city that are those of its country, by any name of each, in either order: "San Jose, USA", "Italia Milano". */
function zonesInCountry(name: string): string[] {
  const [, countries, ...cities] = zonesByName();
  const named = (city: string, country: string): string[] => {
    const ofCountry = countries?.get(country) ?? countries?.get(plain(countriesByOwnName().get(country) ?? ''));
    return cities.flatMap((names) => [...(names.get(city) ?? [])]).filter((zone) => ofCountry?.has(zone));
  };
  const words = plain(name).split(' ');
  const zones = words.slice(1).flatMap((_, index) => {
    const [first = '', last = ''] = [words.slice(0, index + 1), words.slice(index + 1)].map((part) =>
      plain(part.join(' ')),
    );
    return [...named(first, last), ...named(last, first)];
  });
  return [...new Set(zones)];
}

/** Every zone by its name of today. */
export const allZones = (): string[] => rawTimeZones.map(({ name }) => name);

/** Returns the names of a country, that of CLDR first. */
function countryNames(code: string): string[] {
  const names = (['long', 'short'] as const).map(
    (style) => new Intl.DisplayNames([site.language], { type: 'region', style }).of(code) ?? code,
  );
  return [...new Set([...names, ...(otherCountries[code] ?? [])])];
}

let byOwnName: ReadonlyMap<string, string> | undefined;

/** The name of each country by its name in the language that most people there speak. Made only for a name that means nothing else. */
function countriesByOwnName(): ReadonlyMap<string, string> {
  const ownName = (code: string): string => {
    const { language } = new Intl.Locale(`und-${code}`).maximize();
    return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
  };
  return (byOwnName ??= new Map(
    rawTimeZones.map(({ countryCode: code }) => [plain(ownName(code)), countryNames(code)[0] ?? code]),
  ));
}

let byPlace: ReadonlyMap<string, string> | undefined;

/**
 * The places that a field suggests to whoever types, each with its zone: countries by every name, with the city where a country has several zones
 * ("India", "UK", "Canada: Halifax"), and cities ("Delhi, India"). Countries are named as CLDR names them; zones and cities are those of tzdb;
 * other names those of `zone-names.ts`.
 */
export function zonesByPlace(): ReadonlyMap<string, string> {
  if (byPlace) return byPlace;
  const countries = new Map<string, string>();
  const cities = new Map<string, string>();
  for (const [code, zones] of Map.groupBy(rawTimeZones, ({ countryCode }) => countryCode)) {
    const names = countryNames(code);
    const [country = ''] = names;
    for (const { name: zone, mainCities } of zones) {
      for (const name of names) {
        if (zones.length > 1) countries.set(`${name}: ${cityOf(zone)}`, zone);
        if (zones.length === 1 || mainZones[code] === zone) countries.set(name, zone);
      }
      const others = [...mainCities, cityOf(zone)].map(withoutAccents).concat(otherCities[zone] ?? []);
      const isFound = (name: string) => [country, ...mainCities].some((other) => other.startsWith(name));
      for (const name of [...mainCities, ...others.filter((each) => !isFound(each))]) {
        const place = `${name}, ${country}`;
        if (!cities.has(place)) cities.set(place, zone);
      }
    }
  }
  const alphabet = new Intl.Collator(site.language);
  const sorted = (places: ReadonlyMap<string, string>) =>
    [...places].toSorted(([one], [other]) => alphabet.compare(one, other));
  return (byPlace = new Map([...sorted(countries), ...sorted(cities)]));
}
