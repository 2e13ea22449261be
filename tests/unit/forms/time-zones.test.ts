import { rawTimeZones } from '@vvo/tzdb';
import { expect, it } from 'vitest';
import { isZone } from '#forms/dates/zoned-time.ts';
import { listedZones, zoneGroups, zoneNamed } from '#forms/dates/time-zones.ts';
import { otherCities, otherCountries } from '#forms/dates/zone-names.ts';

const all = zoneGroups().flatMap(({ zones }) => zones);
/** What a browser's list finds by typing: the first choice that begins so. */
const typed = (letters: string) => all.find(({ label }) => label.toLowerCase().startsWith(letters.toLowerCase()))?.zone;

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

it('a country with several zones names the city of each', () => {
  const ofCountry = (name: string) => all.filter(({ label }) => label.startsWith(name)).map(({ label }) => label);
  expect(ofCountry('United States').length).toBeGreaterThan(5);
  expect(ofCountry('United States')).not.toContain('United States');
  expect(ofCountry('Vietnam')).toEqual(['Vietnam']);
});

it('every zone that a browser may name is in the list, under its name of today or as another name of it', () => {
  const names = new Set(all.flatMap(({ zone, also }) => [zone, ...also]));
  expect(Intl.supportedValuesOf('timeZone').filter((zone) => !names.has(zone))).toEqual([]);
});

it('no zone in the list has an outdated name, and this platform knows each', () => {
  for (const legacy of ['Asia/Calcutta', 'Asia/Saigon', 'Europe/Kiev', 'Asia/Katmandu', 'America/Buenos_Aires'])
    expect(listedZones()).not.toContain(legacy);
  expect(all.filter(({ zone }) => !isZone(zone))).toEqual([]);
});

it('the countries are in order, the cities in that of their countries, and each choice is there only once', () => {
  const [countries, places] = zoneGroups().map(({ zones }) => zones.map(({ label }) => label)) as [string[], string[]];
  expect(countries).toEqual(countries.toSorted(new Intl.Collator('en-GB').compare));
  const countryOf = (label: string) => label.replace(/^[^,]+, /, '');
  const inOrder = [...new Set(places.filter((label) => label.includes(', ')).map(countryOf))];
  expect(inOrder).toEqual(inOrder.toSorted(new Intl.Collator('en-GB').compare));
  expect(all.filter(({ label }, at) => all.findIndex((other) => other.label === label) !== at)).toEqual([]);
});

it.each(['Newcastle', 'Plymouth', 'Hamilton', 'Cordoba', 'Leon', 'Victoria'])(
  '%s alone is refused: cities in several countries have that name',
  (city) => {
    const refuse = (message: string) => {
      throw new Error(message);
    };
    expect(() => zoneNamed(city, refuse)).toThrow(`cities in several are called ${city}`);
  },
);

it('each zone is shown under one main name', () => {
  const main = all.filter(({ isMain }) => isMain);
  expect(main.map(({ zone }) => zone).toSorted()).toEqual(listedZones().toSorted());
  expect(main.find(({ zone }) => zone === 'Europe/London')?.label).toBe('United Kingdom');
});

it('every other name belongs to a country or a zone of the list', () => {
  const codes = new Set(rawTimeZones.map(({ countryCode }) => countryCode));
  expect(Object.keys(otherCountries).filter((code) => !codes.has(code))).toEqual([]);
  expect(Object.keys(otherCities).filter((zone) => !listedZones().includes(zone))).toEqual([]);
});
