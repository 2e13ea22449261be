import { rawTimeZones } from '@vvo/tzdb';
import { expect, it } from 'vitest';
import { isZone, zoneWords } from '#forms/dates/zoned-time.ts';
import { allZones, nameOf, zoneNamed, zonesByPlace } from '#forms/dates/time-zones.ts';
import { otherCities, otherCountries } from '#forms/dates/zone-names.ts';

const places = [...zonesByPlace().keys()];
/** What a browser offers first for what is typed: the first place that begins so. */
const typed = (letters: string) =>
  zonesByPlace().get(places.find((place) => place.toLowerCase().startsWith(letters.toLowerCase())) ?? '');
const refused = (sentence: string) => {
  throw new Error(sentence);
};

it.each([
  ['India', 'Asia/Kolkata'],
  ['Delhi', 'Asia/Kolkata'],
  ['Mumbai', 'Asia/Kolkata'],
  ['Vietnam', 'Asia/Ho_Chi_Minh'],
  ['Hanoi', 'Asia/Ho_Chi_Minh'],
  ['Nepal', 'Asia/Kathmandu'],
  ['Ukraine', 'Europe/Kyiv'],
  ['Nigeria', 'Africa/Lagos'],
  ['Pakistan', 'Asia/Karachi'],
  ['Shanghai', 'Asia/Shanghai'],
  ['Brazil: Sao Paulo', 'America/Sao_Paulo'],
  ['UK', 'Europe/London'],
  ['Scotland', 'Europe/London'],
  ['USA: New York', 'America/New_York'],
  ['Turkey', 'Europe/Istanbul'],
  ['Holland', 'Europe/Amsterdam'],
  ['Burma', 'Asia/Yangon'],
  ['Kiev', 'Europe/Kyiv'],
  ['Saigon', 'Asia/Ho_Chi_Minh'],
  ['Bangalore', 'Asia/Kolkata'],
  ['Bengaluru', 'Asia/Kolkata'],
  ['San Francisco', 'America/Los_Angeles'],
  ['Munich', 'Europe/Berlin'],
  ['Zurich', 'Europe/Zurich'],
  ['Zürich', 'Europe/Zurich'],
  ['Sao Paulo', 'America/Sao_Paulo'],
])('typing %s finds %s', (letters, zone) => {
  expect(typed(letters)).toBe(zone);
});

it.each([
  ['Italia', 'Europe/Rome'],
  ['Deutschland', 'Europe/Berlin'],
  ['españa', 'Europe/Madrid'],
  ['日本', 'Asia/Tokyo'],
  ['Україна', 'Europe/Kyiv'],
  ['Roma', 'Europe/Rome'],
  ['munchen', 'Europe/Berlin'],
  ['Wien', 'Europe/Vienna'],
])('a country, and a big city near by, is read by the name that people there have for it: %s', (name, zone) => {
  expect(zoneNamed(name, refused)).toBe(zone);
});

it.each([
  ['Lagos, Nigeria', 'Africa/Lagos'],
  ['lagos nigeria', 'Africa/Lagos'],
  ['Lagos (Nigeria)', 'Africa/Lagos'],
  ['Nigeria – Lagos', 'Africa/Lagos'],
  ['Milano, Italia', 'Europe/Rome'],
  ['Italia Milano', 'Europe/Rome'],
  ['London England', 'Europe/London'],
  ['Newcastle Australia', 'Australia/Sydney'],
  ['New York USA', 'America/New_York'],
  ['São Paulo/Brasil', 'America/Sao_Paulo'],
  ['Port au Prince Haiti', 'America/Port-au-Prince'],
  ['Etc/UTC', 'UTC'],
])('two names are read however they are joined: %s', (name, zone) => {
  expect(zoneNamed(name, refused)).toBe(zone);
});

it.each([
  ['West Africa Time', 'Africa/Lagos'],
  ['Central European Summer Time', 'Europe/Berlin'],
  ['Eastern Standard Time', 'America/New_York'],
  ['pacific time', 'America/Los_Angeles'],
  ['India Standard Time', 'Asia/Kolkata'],
  ['Japan Standard Time', 'Asia/Tokyo'],
  ['California', 'America/Los_Angeles'],
  ['Arizona, USA', 'America/Phoenix'],
])('a clock that many share, and a state with one zone, is read: %s', (name, zone) => {
  expect(zoneNamed(name, refused)).toBe(zone);
});

it.each(['UTC+1', 'GMT +2', 'utc+05:30', '+1', 'UTC−3'])(
  'an offset is refused, because it does not say whether clocks change in summer: %s',
  (name) => {
    expect(() => zoneNamed(name, refused)).toThrow(`${name} does not say when your clocks change`);
  },
);

// Portland, Maine, is three hours from the one in Oregon, and Texas has two zones.
it.each([
  'London, ZZ',
  'Boston UK',
  'Portland, ME',
  'Portland',
  'Texas',
  'Greenwich Mean Time',
  'GMT',
  'Somewhere, NY',
])('what can mean several, or none, is refused: %s', (name) => {
  expect(() => zoneNamed(name, refused)).toThrow('Enter your time zone by');
});

it.each(['Lagos Ghana', 'Rome New York', 'Nigeria Ghana', 'Hamilton Lagos'])(
  'a city is not read beside a country that it is not in: %s',
  (name) => {
    expect(() => zoneNamed(name, refused)).toThrow('we know none called');
  },
);

it('a country’s own name is refused for its several zones, as its English name is', () => {
  expect(() => zoneNamed('Россия', refused)).toThrow('by a city: Russia has several time zones');
});

it('every place that is suggested is read as the zone that it stands for', () => {
  expect(places.length).toBeGreaterThan(1_000);
  expect(places.filter((place) => zoneNamed(place, refused) !== zonesByPlace().get(place))).toEqual([]);
});

it('a country with several zones names the city of each', () => {
  const ofCountry = (name: string) => places.filter((place) => place.startsWith(name));
  expect(ofCountry('United States').length).toBeGreaterThan(5);
  expect(ofCountry('United States')).not.toContain('United States');
  expect(ofCountry('Vietnam')).toEqual(['Vietnam']);
});

it('every zone that a browser may name is read, under its name of today or an earlier one, and by its city', () => {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    expect(allZones()).toContain(zoneNamed(zone, refused));
    expect(zoneNamed(nameOf(zone), refused)).toBe(zoneNamed(zone, refused));
  }
});

it('a zone is read by the words that pages and mails have for it, as they may be copied', () => {
  for (const zone of allZones().filter((each) => nameOf(each) !== each))
    expect(zoneNamed(zoneWords(zone), refused)).toBe(zone);
});

it.each([
  ['Asia/Kolkata', 'Kolkata'],
  ['Asia/Calcutta', 'Calcutta'],
  ['America/Argentina/Cordoba', 'America/Argentina/Cordoba'],
])('%s is named %s', (zone, name) => {
  expect(nameOf(zone)).toBe(name);
});

it('no zone is read as an outdated name, and this platform knows each', () => {
  for (const legacy of ['Asia/Calcutta', 'Asia/Saigon', 'Europe/Kiev', 'Asia/Katmandu', 'America/Buenos_Aires'])
    expect(allZones()).not.toContain(legacy);
  expect(allZones().filter((zone) => !isZone(zone))).toEqual([]);
});

it.each(['Newcastle', 'Plymouth', 'Hamilton', 'Cordoba', 'Leon', 'Victoria'])(
  '%s alone is refused: cities in several countries have that name',
  (city) => {
    expect(() => zoneNamed(city, refused)).toThrow(`by a city and its country: several are called ${city}`);
  },
);

it('every other name belongs to a country or a zone of the list', () => {
  const codes = new Set(rawTimeZones.map(({ countryCode }) => countryCode));
  expect(Object.keys(otherCountries).filter((code) => !codes.has(code))).toEqual([]);
  expect(Object.keys(otherCities).filter((zone) => !allZones().includes(zone))).toEqual([]);
});
